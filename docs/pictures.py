"""Takes the pictures of the browser client anew that the README and the guide to VR have.

python docs/pictures.py [browser | headset]          (needs `make check`, `make viewer` and Chromium)
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.chromium import running_chromium
from tests.browser.headset import Headset, Side, wear_headset
from tests.browser.participant_page import ParticipantPage
from tests.browser.pool_page import PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.study_server import VR_STUDY, StudyServer

FOLDER = Path(__file__).resolve().parent
SIZE: ViewportSize = {"width": 1280, "height": 720}
MASK = "r128,88,44,52"
NARROW = "window.headset.fovy = 1.55"
"""Less than a headset sees, as wide angles look stretched on a screen."""
HANDS: tuple[Side, Side] = ("left", "right")


def main() -> None:
    wanted = sys.argv[1:] or ["browser", "headset"]
    server = ServerProcess()
    try:
        with running_chromium() as browser:
            if "browser" in wanted:
                context = context_of(browser, server.address, 1.5)
                structure(context.new_page(), server.address)
                pool(context.new_page(), server.address)
            if "headset" in wanted:
                context = context_of(browser, server.address, 1)
                wear_headset(context, sharp=True)
                structure_in_vr(Headset(context.new_page()), server.address)
                pool_in_vr(Headset(context.new_page()), server.address)
                study = StudyServer(VR_STUDY)
                try:
                    study_in_vr(Headset(context.new_page()), 1, study)
                finally:
                    study.close()
    finally:
        server.close()


def context_of(browser: Browser, address: str, scale: float) -> BrowserContext:
    context = browser.new_context(base_url=address, viewport=SIZE, device_scale_factor=scale)
    context.add_init_script("localStorage.setItem('tetrascope.tourSeen', 'menu structure pool')")
    return context


def structure(page: Page, address: str) -> None:
    """Scene 1 with a mask, and a pixel pointed at."""
    scene = StructurePage(page, address)
    scene.open("cat", masks=MASK)
    page.mouse.move(*scene.at("block1a_project_conv", 1, 40, 66))
    page.wait_for_timeout(1500)
    save(page, "browser-structure.jpg")


def pool(page: Page, address: str) -> None:
    """Scene 2."""
    PoolPage(page, address).open("flower")
    save(page, "browser-pool.jpg")


def structure_in_vr(headset: Headset, address: str) -> None:
    """Scene 1 around the person, a hand pointing at a pixel."""
    StructurePage(headset.page, address).open("cat", masks=MASK)
    headset.enter("structure")
    headset.place("left", (-1.5, 0.5, 0.5))
    headset.page.evaluate(NARROW)
    headset.look((0.12, 1.05, -1))
    headset.point("right", where(headset, "place('block1a_project_conv', 1, 40, 66)"))
    headset.page.wait_for_timeout(1500)
    save(headset.page, "headset-structure.jpg")


def pool_in_vr(headset: Headset, address: str) -> None:
    """Scene 2, made larger with both hands, one of which points at a copy then."""
    PoolPage(headset.page, address).open("flower")
    headset.enter("pool")
    for side, x in zip(HANDS, (-0.2, 0.2), strict=True):
        headset.place(side, (x, 1.0, -0.6))
        headset.hold(side, "squeeze")
    for side, x in zip(HANDS, (-0.3, 0.3), strict=True):
        headset.place(side, (x, 0.95, -0.5))
    for side in HANDS:
        headset.release(side, "squeeze")
    headset.place("left", (-1.5, 0.5, 0.5))
    headset.page.evaluate(NARROW)
    headset.look((0.05, 1.0, -1))
    headset.point("right", where(headset, "whereIsImage(60)"))
    headset.page.wait_for_timeout(1500)
    save(headset.page, "headset-pool.jpg")


def study_in_vr(headset: Headset, number: int, study: StudyServer) -> None:
    """A participant's tutorial, with its board."""
    participant = ParticipantPage(headset.page, study, number)
    participant.open()
    participant.agree()
    headset.enter("structure")
    headset.place("left", (-1.5, 0.5, 0.5))
    headset.page.evaluate(NARROW)
    headset.look((-0.25, 1.2, -1))
    headset.page.wait_for_timeout(1500)
    save(headset.page, "headset-study.jpg")


def where(headset: Headset, called: str) -> tuple[float, float, float]:
    """What a method of the scene in VR says of a place."""
    x, y, z = headset.page.evaluate(f"window.tetrascope.vr.shown.{called}")
    return (x, y, z)


def save(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(FOLDER / name, quality=77, optimize=True, progressive=True)
    print(f"{name}: {(FOLDER / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
