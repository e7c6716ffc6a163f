"""Takes the README's pictures of the browser client anew. Needs `make viewer`, and Chromium.

python docs/pictures.py
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server_process import ServerProcess
from tests.browser.until import until
from tests.protocol.guide_client import GuideClient

FOLDER = Path(__file__).resolve().parent
NETWORK = "efficientnet-lite0"
SIZE: ViewportSize = {"width": 1280, "height": 720}


def main() -> None:
    server = ServerProcess()
    try:
        samples = GuideClient(server.address).get("/v1/samples")["samples"]
        images = {sample["name"]: sample["image"]["image_id"] for sample in samples}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
            context = browser.new_context(base_url=server.address, viewport=SIZE, device_scale_factor=1.5)
            context.add_init_script("localStorage.setItem('tetrascope.tourSeen', 'menu structure pool')")
            page = context.new_page()
            structure(page, images["cat"])
            pool(page, images["flower"])
            browser.close()
    finally:
        server.close()


def structure(page: Page, image_id: str) -> None:
    """Scene 1 with a mask, and a pixel pointed at."""
    page.goto(f"/#/structure?image={image_id}&network={NETWORK}&masks=r128,88,44,52")
    until(page, "document.querySelector('.stage-line')?.textContent.startsWith('Updated')", 60_000)
    page.wait_for_timeout(2000)
    canvas = page.get_by_role("application", name="Network structure").bounding_box()
    point = page.evaluate("window.tetrascope.structure.project('block1a_project_conv', 1, 40, 66)")
    assert canvas and point
    page.mouse.move(canvas["x"] + point["x"], canvas["y"] + point["y"])
    page.wait_for_timeout(1500)
    save(page, "browser-structure.jpg")


def pool(page: Page, image_id: str) -> None:
    """Scene 2 with an image pointed at."""
    page.goto(f"/#/pool?image={image_id}&network={NETWORK}")
    until(page, "performance.getEntriesByName('pool-last-image').length > 0", 60_000)
    page.wait_for_timeout(4000)
    save(page, "browser-pool.jpg")


def save(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(FOLDER / name, quality=77, optimize=True, progressive=True)
    print(f"{name}: {(FOLDER / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
