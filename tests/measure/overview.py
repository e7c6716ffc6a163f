"""What all layers at once cost: draw calls and frame times of the overview and of the walk, of all 58 layers.

    python tests/measure/overview.py          (needs `make viewer`, and Chromium or another browser by its name)

Of the default network at 1280 × 720, with all of its 58 layers: pictures and elements on the page, WebGL draw calls,
the JavaScript heap, what a frame takes while the pointer goes over pictures and while the overview is scrolled, and the
time from lifting the hand off a mask until all columns are drawn. Frames are drawn by the processor where there is no
graphics card, so compare with the walk on the same machine.
"""

import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.chromium import running_chromium
from tests.browser.server_process import ServerProcess
from tests.browser.until import until
from tests.protocol.guide_client import GuideClient

NETWORK = "efficientnet-lite0"
MASKS = 8
FRAMES = """
() => {
  window.frameTimes = [];
  let before = performance.now();
  const frame = (now) => {
    window.frameTimes.push(now - before);
    before = now;
    window.frameRequest = requestAnimationFrame(frame);
  };
  window.frameRequest = requestAnimationFrame(frame);
}
"""


def main() -> int:
    """Measures everything, a line each."""
    server = ServerProcess()
    try:
        samples = GuideClient(server.address).get("/v1/samples")["samples"]
        image_id = next(one["image"]["image_id"] for one in samples if one["name"] == "cat")
        with running_chromium() as browser:
            for what, more in (
                ("overview, 58 layers by blocks", "view=overview&layers=*"),
                ("overview, 58 layers each", "view=overview&level=layers&layers=*"),
                ("overview, 58 layers each, 8 clusters", "view=overview&level=layers&layers=*&k=8"),
                ("walk, 58 layers", "view=walk&cam=fit&layers=*"),
            ):
                _view(browser, f"{server.address}/#/structure?image={image_id}&network={NETWORK}&{more}", what)
    finally:
        server.close()
    return 0


def _view(browser: Browser, address: str, what: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB")
    context.add_init_script("try { localStorage.setItem('tetrascope.tourSeen', 'menu structure pool') } catch {}")
    page = context.new_page()
    page.goto(address)
    page.get_by_text("Updated in").wait_for(timeout=120_000)
    page.wait_for_timeout(2000)
    pictures = page.locator(".overview-panel").count()
    nodes = page.evaluate("document.getElementsByTagName('*').length")
    calls = page.evaluate("window.tetrascope?.structure?.stats().drawCalls ?? 0")
    session = context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    print(f"{what}: {pictures} pictures, {nodes} elements, {calls} WebGL draw calls, heap {heap:.1f} MB")
    print("  a frame while the pointer goes over it:", _frames(page, lambda: _sweep(page)))
    if pictures:
        print("  a frame while it is scrolled:", _frames(page, lambda: _scroll(page)))
    print("  from lifting the hand to all columns:", _masks(page))
    context.close()


def _frames(page: Page, act: Any) -> str:
    page.evaluate(FRAMES)
    act()
    times = page.evaluate("() => { cancelAnimationFrame(window.frameRequest); return window.frameTimes.slice(1); }")
    times.sort()
    return f"median {statistics.median(times):.1f} ms, 95% below {times[int(0.95 * len(times))]:.1f} ms ({len(times)})"


def _sweep(page: Page) -> None:
    for row in range(8):
        page.mouse.move(340, 150 + 60 * row)
        page.mouse.move(960, 180 + 60 * row, steps=40)


def _scroll(page: Page) -> None:
    page.mouse.move(650, 400)
    for _ in range(60):
        page.mouse.wheel(0, 60)
        page.wait_for_timeout(16)


def _masks(page: Page) -> str:
    box = page.get_by_role("application", name="Input image").bounding_box()
    assert box
    for number in range(MASKS):
        left, top = box["x"] + 10 + (number * 67) % 150, box["y"] + 10 + (number * 41) % 150
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + 90, top + 80, steps=8)
        page.mouse.up()
        until(page, f"performance.getEntriesByName('mask-to-columns').length > {number}", 120_000)
    found = page.evaluate("performance.getEntriesByName('mask-to-columns').map((entry) => entry.duration)")
    return f"median {statistics.median(found):.0f} ms ({min(found):.0f} to {max(found):.0f})"


if __name__ == "__main__":
    raise SystemExit(main())
