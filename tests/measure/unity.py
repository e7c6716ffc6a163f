"""Figures of the Unity client, its own components without Unity, on a real server with the default network.

    python tests/measure/unity.py [budgets | times]       (needs a C# compiler; times need `make viewer` and Chromium)

`budgets` are the README's table of what a frame costs. `times` are medians with their range, beside those of the
browser client on the same server: from giving a picture that no server has seen, and starting scene 1 with it, to all
columns, and from lifting the hand off a mask to all columns. The browser's include drawing, by the processor where
there is no graphics card; the Unity client's do not, but it has 60 frames a second too.
"""

import base64
import io
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.chromium import running_chromium
from tests.browser.server_process import ServerProcess
from tests.browser.until import until
from tests.unity.budgets import budget_table, complete, count_budgets
from tests.unity.player import Player
from tests.unity.toolchain import find_dotnet

STARTS = 10
MASKS = 20
START = """([name, data]) => new Promise((done) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], `${name}.png`, { type: "image/png" }));
  const some = (tag, holds) => [...document.querySelectorAll(tag)].find(holds);
  const chosen = (button) => button.textContent.trim() === name && button.ariaPressed === "true";
  const begun = performance.now();
  document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
  const look = () => {
    if (some("p", (line) => line.textContent.startsWith("Updated in "))) return done(performance.now() - begun);
    if (some("button", chosen)) some("button", (button) => button.textContent.includes("See the network")).click();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Drops a picture onto the menu, starts scene 1 once it is there, and says after how many milliseconds all is there."""


def main(arguments: list[str]) -> int:
    """Measures what is asked for, or all."""
    server = ServerProcess()
    try:
        if "times" not in arguments:
            with _player(server) as player:
                print(budget_table(count_budgets(player)))
        if "budgets" not in arguments:
            _times(server)
    finally:
        server.close()
    return 0


def _times(server: ServerProcess) -> None:
    with running_chromium() as browser:
        _print("browser", *_of_the_browser(browser, server.address))
    with _player(server) as player:
        _print("Unity", *_of_unity(player))


def _print(client: str, starts: list[float], masks: list[float]) -> None:
    print(f"{client}: from giving a picture to all 18 columns:", _summary(starts))
    print(f"{client}: from lifting the hand to all 18 columns:", _summary(masks))


def _of_the_browser(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 720}).new_page()
    page.goto("/")
    starts = [_start(page, seed) for seed in range(STARTS + 1)]
    until(page, "window.tetrascope?.structure !== undefined")
    box = page.get_by_role("application", name="Input image").bounding_box()
    assert box
    for number in range(MASKS):
        left, top = box["x"] + 10 + (number * 67) % 150, box["y"] + 10 + (number * 41) % 150
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + 90, top + 80, steps=8)
        page.mouse.up()
        until(page, f"performance.getEntriesByName('mask-to-columns').length > {number}")
    masks: list[float] = page.evaluate("performance.getEntriesByName('mask-to-columns').map((one) => one.duration)")
    # The first start fetches the scene's code too.
    return starts[1:], masks


def _start(page: Page, seed: int) -> float:
    page.goto("/#/")
    page.get_by_role("button", name="Choose a file").wait_for()
    found: float = page.evaluate(START, [f"Photo {seed}", base64.b64encode(_photo(seed)).decode()])
    return found


def _of_unity(player: Player) -> tuple[list[float], list[float]]:
    starts, masks = [], []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(STARTS + 1):
            path = Path(folder) / f"{seed}.png"
            path.write_bytes(_photo(100 + seed))
            player.set("file", str(path))
            give, start = {"do": "click", "element": "file-add"}, {"do": "click", "element": "start-structure"}
            starts.append(_clock(player, act=give, then=start))
            if seed < STARTS:
                player.click("go-menu")
    player.rest()
    for number in range(MASKS):
        top, left = 10 + (number * 43) % 100, 10 + (number * 61) % 100
        player.point_at(row=top, column=left)
        player.press(True)
        for step in range(1, 9):
            player.point_at(row=top + 10 * step, column=left + 11 * step)
        masks.append(_clock(player, act={"do": "hold", "action": "Press", "down": False}))
        player.until(complete)
    return starts[1:], masks


def _clock(player: Player, **acts: Mapping[str, object]) -> float:
    found: float = player.do("clock", **acts)["seconds"]
    return 1000 * found


def _player(server: ServerProcess) -> Player:
    player = Player(find_dotnet(), Path(tempfile.mkdtemp()))
    player.play(server.address)
    return player


def _photo(seed: int) -> bytes:
    """A picture that no server has seen."""
    file = io.BytesIO()
    Image.linear_gradient("L").rotate(seed).resize((320, 240)).convert("RGB").save(file, "PNG")
    return file.getvalue()


def _summary(milliseconds: list[float]) -> str:
    low, high = min(milliseconds), max(milliseconds)
    return f"median {statistics.median(milliseconds):.0f} ms ({low:.0f} to {high:.0f}, {len(milliseconds)} times)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
