"""Figures of VR in the browser client, under an emulated headset, on a real server with the default network.

    python tests/measure/vr.py                (needs `make check` and `make viewer`, and Chromium)

For both scenes, small and large: draw calls and triangles of a frame with both eyes, bytes of the textures that VR
holds, what one frame takes of the page's own work while the person looks around and while the network answers one mask
after the other, and whether anything was created meanwhile. Last, what the page weighs for who enters VR and who does
not. A processor draws here: what a headset's graphics take, only a headset shows.
"""

import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, expect

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.chromium import running_chromium
from tests.browser.headset import EYES, Headset, wear_headset
from tests.browser.pool_page import PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.test_size import later, weights
from tests.browser.until import until

PATIENCE_MS = 600_000
FRAMES = 40
MANY_IMAGES = "35/3"
"""A window that has 64 × 64 places."""
MASKS = 4

_COUNT_TEXTURES = """
(() => {
  const sizes = new Map([[0x8058, 4], [0x8C43, 4], [0x8229, 1], [0x8227, 2], [0x8051, 3], [0x881A, 8], [0x8814, 16]]);
  const of = (gl) => (gl.held ??= new Map());
  const bound = (gl, target) => gl.getParameter({ 0x0DE1: 0x8069, 0x8C1A: 0x8C1D, 0x8513: 0x8514 }[target] ?? 0x8069);
  const prototype = WebGL2RenderingContext.prototype;
  const wrap = (name, measure) => {
    const original = prototype[name];
    prototype[name] = function (...given) {
      const texture = given[0] >= 0x8515 && given[0] <= 0x851A ? null : bound(this, given[0]);
      if (texture) of(this).set(texture, measure(given));
      return original.apply(this, given);
    };
  };
  const levels = (count) => (count > 1 ? 4 / 3 : 1);
  wrap("texStorage2D", ([, count, format, width, height]) => levels(count) * (sizes.get(format) ?? 4) * width * height);
  wrap("texStorage3D", ([, count, format, width, height, depth]) =>
    levels(count) * (sizes.get(format) ?? 4) * width * height * depth);
  const remove = prototype.deleteTexture;
  prototype.deleteTexture = function (texture) {
    of(this).delete(texture);
    remove.call(this, texture);
  };
  window.textureBytes = (gl) => [...of(gl).values()].reduce((sum, one) => sum + one, 0);
})();
"""
"""Adds up what every WebGL context has asked for in textures."""


def main() -> int:
    """Measures everything, a line each."""
    expect.set_options(timeout=PATIENCE_MS)
    server = ServerProcess()
    try:
        with running_chromium() as browser:
            for parameters in ({}, {"layers": "*"}):
                with browser.new_context(base_url=server.address) as context:
                    _structure(context, server.address, parameters)
            for parameters in ({"all": "1"}, {"all": "1", "windows": MANY_IMAGES}):
                with browser.new_context(base_url=server.address) as context:
                    _pool(context, server.address, parameters)
    finally:
        server.close()
    _weight()
    return 0


def _worn(context: BrowserContext) -> Headset:
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_COUNT_TEXTURES)
    wear_headset(context, sharp=True)
    return Headset(context.new_page())


def _structure(context: BrowserContext, address: str, parameters: dict[str, str]) -> None:
    headset = _worn(context)
    page = StructurePage(headset.page, address)
    page.open(**parameters)
    headset.enter("structure")
    columns = headset.page.evaluate("window.tetrascope.vr.shown.drawing.columns.list.length")
    _tell(f"scene 1, {columns} layers", headset)
    times = _look_around(headset, during=lambda number: _masks(headset, number))
    print(f"  while the network answers {MASKS} masks: {_summary(times)}")


def _masks(headset: Headset, number: int) -> None:
    """A mask elsewhere, by the page's own address: the answers come while frames are drawn."""
    if number % (FRAMES // MASKS) == 0:
        top = 10 + number % 100
        headset.page.evaluate(f"location.hash = location.hash.replace(/&masks=[^&]*/, '') + '&masks=r{top},20,60,60'")


def _pool(context: BrowserContext, address: str, parameters: dict[str, str]) -> None:
    headset = _worn(context)
    page = PoolPage(headset.page, address)
    page.open(wait=False, **parameters)
    until(headset.page, "performance.getEntriesByName('pool-last-image').length > 0", 900_000)
    headset.enter("pool")
    _tell(f"scene 2, {headset.page.evaluate('window.tetrascope.pool.stats().images')} images", headset)


def _tell(what: str, headset: Headset) -> None:
    before = headset.stats()
    times = _look_around(headset)
    after = headset.stats()
    held = headset.page.evaluate("window.textureBytes(window.tetrascope.vr.renderer.getContext())")
    created = {name: after[name] - before[name] for name in ("textures", "geometries")}
    print(
        f"{what}: {after['drawCalls']} draw calls, {after['triangles']} triangles, both eyes; "
        f"{held / 2**20:.1f} MiB of textures; the page's own work {_summary(times)}; created meanwhile: {created}"
    )


def _look_around(headset: Headset, during: Any = lambda _: None) -> list[float]:
    """Milliseconds of the page's work in each of many frames, in which head and hand move."""
    times = []
    for number in range(FRAMES):
        during(number)
        aside = 1.5 * (number / FRAMES - 0.5)
        headset.page.evaluate(
            "(turn) => window.headset.quaternion.set(0, Math.sin(turn / 2), 0, Math.cos(turn / 2))", aside
        )
        headset.point("right", (aside, EYES - 0.2, -1.2))
        times.append(headset.stats()["last"])
    return times


def _summary(times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, longest {ordered[-1]:.1f} ms a frame"


def _weight() -> None:
    """Bytes over the wire of what only VR fetches."""
    found = weights(later("VR"))
    print(f"files of VR: {sum(found.values()) / 1e3:.1f} kB gzipped, in {len(found)} files")


if __name__ == "__main__":
    sys.exit(main())
