"""Figures of the browser client, in a real browser on a real server with the default network.

    python tests/measure/viewer.py            (needs `make viewer`, and Chromium or another browser by its name)

It prints medians with their range: from lifting the hand off a mask to all columns updated, from starting a pool to
its first and last image, frames drawn while nothing moves, draw calls and JavaScript heap of scene 2 with more than 500
images, bytes of scene 1 for the default network and for VGG16 (random weights), and the size of the page.
"""

import gzip
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.chromium import running_chromium
from tests.browser.server_process import ServerProcess, require_build
from tests.browser.until import until
from tests.browser.wire import Wire
from tests.protocol.guide_client import GuideClient

NETWORK = "efficientnet-lite0"
MASKS = 20
MANY = "84/14,56/14,28/14"
"""Windows of 121, 169 and 225 copies."""


def main() -> int:
    """Measures everything, a line each."""
    server = ServerProcess()
    try:
        with running_chromium() as browser:
            samples = _samples(server.address)
            with _page(browser, server.address) as page:
                _scene_1(page, samples["cat"])
            with _page(browser, server.address) as page:
                _pools(page, list(samples.values()))
            with _page(browser, server.address) as page:
                _scene_2(page, samples["flower"])
            with _random_weights() as address, _page(browser, address) as page:
                _bytes(page, samples["cat"], "vgg16")
    finally:
        server.close()
    _size()
    return 0


def _scene_1(page: Page, image_id: str) -> None:
    """Masks of random places, one after the other, each drawn with the mouse in the panel."""
    _bytes(page, image_id, NETWORK)
    until(page, "window.tetrascope?.structure !== undefined")
    page.wait_for_timeout(2000)
    box = page.get_by_role("application", name="Input image").bounding_box()
    assert box
    for number in range(MASKS):
        left, top = box["x"] + 10 + (number * 67) % 150, box["y"] + 10 + (number * 41) % 150
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + 90, top + 80, steps=8)
        page.mouse.up()
        until(page, f"performance.getEntriesByName('mask-to-columns').length > {number}")
    print("from lifting the hand to all 18 columns:", _summary(_durations(page, "mask-to-columns")))
    page.mouse.move(5, 5)
    page.wait_for_timeout(1500)
    before = page.evaluate("window.tetrascope.structure.stats().frames")
    page.wait_for_timeout(5000)
    stats = page.evaluate("window.tetrascope.structure.stats()")
    print(f"scene 1 at rest: {stats['frames'] - before} frames in 5 s; {stats['drawCalls']} draw calls")


def _pools(page: Page, image_ids: list[str]) -> None:
    """The default pool of each sample, by opening the view and by pressing the button in it.

    None of them was computed before, and nothing else is computed meanwhile: the boundary of the one before is there.
    """
    opened: dict[str, list[float]] = {"pool-first-image": [], "pool-last-image": []}
    pressed: dict[str, list[float]] = {"pool-first-image": [], "pool-last-image": []}
    for image_id in image_ids:
        page.goto("about:blank")
        page.goto(f"/#/pool?image={image_id}&network={NETWORK}")
        _whole_pool(page, 1)
        page.get_by_label("Masked pixels become").select_option("mean")
        page.get_by_role("button", name="Run again").click()
        _whole_pool(page, 2)
        for name in opened:
            one, other = _durations(page, name)
            opened[name].append(one)
            pressed[name].append(other)
    for way, found in (("opening the view", opened), ("pressing “Run again”", pressed)):
        print(f"default pool, from {way} to the first image:", _summary(found["pool-first-image"]))
        print(f"default pool, from {way} to the last image:", _summary(found["pool-last-image"]))


def _whole_pool(page: Page, count: int) -> None:
    """Wait for the last image of the pool of that number, and its boundary."""
    until(page, f"performance.getEntriesByName('pool-last-image').length === {count}", 120_000)
    until(page, "document.querySelector('.pool-boundary-wait') === null", 120_000)
    page.wait_for_timeout(1000)


def _scene_2(page: Page, image_id: str) -> None:
    page.goto(f"/#/pool?image={image_id}&network={NETWORK}&windows={MANY}&all=1")
    until(page, "performance.getEntriesByName('pool-last-image').length > 0", 120_000)
    page.wait_for_timeout(3000)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    stats = page.evaluate("window.tetrascope.pool.stats()")
    print(
        f"scene 2 with {stats['images']} images: {stats['drawCalls']} draw calls, {stats['textures']} textures, "
        f"JavaScript heap {heap / 1e6:.1f} MB"
    )
    page.wait_for_timeout(5000)
    after = page.evaluate("window.tetrascope.pool.stats().frames")
    print(f"scene 2 at rest: {after - stats['frames']} frames in 5 s")


def _bytes(page: Page, image_id: str, network: str) -> None:
    wire = Wire(page)
    page.goto(f"/#/structure?image={image_id}&network={network}")
    wire.wait(lambda: any(frame["operation"] == "layers" for frame in wire.sent if frame["type"] == "request"))
    wire.settle(120_000)
    print(f"bytes of scene 1, {network}: {wire.bytes_got / 1e3:.0f} kB")


@contextmanager
def _random_weights() -> Iterator[str]:
    """The address of a server whose networks need no weights; bytes and times are the same."""
    command = [sys.executable, "-m", "tetrascope", "serve", "--port", "0", "--random-weights"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = next(line for line in process.stdout if line.startswith("Ready: "))
        yield ready.removeprefix("Ready: ").strip()
        process.terminate()


def _size() -> None:
    sizes = {
        path.name: len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes()))
        for path in require_build().rglob("*")
        if path.suffix in (".js", ".css", ".woff2", ".html")
    }
    print(f"the page, gzipped: {sum(sizes.values()) / 1e3:.0f} kB in {len(sizes)} files")


def _samples(address: str) -> dict[str, str]:
    samples: list[dict[str, Any]] = GuideClient(address).get("/v1/samples")["samples"]
    return {sample["name"]: sample["image"]["image_id"] for sample in samples}


def _durations(page: Page, name: str) -> list[float]:
    found: list[float] = page.evaluate(f"performance.getEntriesByName('{name}').map((one) => one.duration)")
    return found


def _summary(milliseconds: list[float]) -> str:
    low, high = min(milliseconds), max(milliseconds)
    return f"median {statistics.median(milliseconds):.0f} ms ({low:.0f} to {high:.0f}, {len(milliseconds)} times)"


@contextmanager
def _page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    yield page
    context.close()


if __name__ == "__main__":
    sys.exit(main())
