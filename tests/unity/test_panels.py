"""The panels of the client, laid out by a browser with its own style sheets: each can be read, and used by keyboard.

With $TETRASCOPE_SCREENSHOTS they are kept there, to be looked at.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.rendering.panels import box_of, show_panels, unfocused, unreadable
from tests.unity.rendering.picture import draw_scene
from tests.unity.rendering.uss import UssError, css
from tests.unity.toolchain import Dotnet


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        yield player


def look(player: Player, page: Page, folder: Path, name: str) -> None:
    """Show the panels over their scene, keep a picture, and fail where something cannot be read."""
    scene = player.state["scene"].lower()
    panels = player.export_panels(folder / f"{name}.json")
    behind = None
    if scene != "menu":
        # The scene is drawn where its panels leave room.
        show_panels(page, panels)
        for element in ("client", f"{scene}-window"):
            player.do("lay", element=element, **box_of(page, element))
        player.rest()
        behind = draw_scene(page, player.export(folder / f"{name}-scene.json"))
    show_panels(page, panels, behind)
    kept = os.environ.get("TETRASCOPE_SCREENSHOTS")
    if kept:
        page.screenshot(path=Path(kept) / f"unity-panels-{name}.png")
    assert unreadable(page) == []
    assert unfocused(page) == []


def test_the_main_menu_can_be_read(player: Player, page: Page, tmp_path: Path) -> None:
    look(player, page, tmp_path, "menu")


def test_the_panels_of_scene_1_can_be_read(player: Player, page: Page, tmp_path: Path) -> None:
    player.click("start-structure")
    player.until(complete)
    player.rest()
    look(player, page, tmp_path, "structure")
    # What is framed lies between the panels.
    window = box_of(page, "structure-window")
    for row, column in ((0, 0), (0, 223), (223, 0), (223, 223)):
        x, y = player.where(row=row, column=column)
        assert window["x"] < x < window["x"] + window["width"]
        assert y < window["height"]
    layer = player.state["structure"]["columns"][1]["name"]
    player.point_at(layer=layer, cluster=1, row=3, column=3)
    player.frames()
    look(player, page, tmp_path, "hover")
    player.click_at(layer=layer, cluster=1, row=3, column=3)
    player.until(lambda state: state["structure"]["maps"])
    look(player, page, tmp_path, "maps")
    player.click(f"map-{player.state['structure']['maps'][0]}")
    look(player, page, tmp_path, "map")
    player.click("maps-close")
    player.set("unclustered", True)
    look(player, page, tmp_path, "layers")
    player.set("unclustered", False)


def test_the_panels_of_scene_2_can_be_read(player: Player, page: Page, tmp_path: Path) -> None:
    player.click("go-pool")
    player.until(lambda state: state["pool"]["images"] > 20)
    look(player, page, tmp_path, "pool-running")
    player.until(lambda state: state["pool"]["boundary"])
    player.rest()
    player.point_at(image=player.do("nearest")["index"])
    player.frames()
    look(player, page, tmp_path, "pool")


def test_what_cannot_be_read_is_found(page: Page) -> None:
    page.set_content(
        '<body style="background: white; margin: 0"><div data-u class="panel" style="width: 90px; background: #eee">'
        '<p data-u style="color: #999">pale</p><p data-u style="white-space: nowrap">longer than its panel is</p>'
        '<p data-u class="u-disabled" style="color: #999">off</p><p data-u>plain</p></div>'
    )
    assert unreadable(page) == [
        "“pale”: contrast 2.46, expected 4.5",
        "“longer than its panel is” sticks out of its panel",
    ]


def test_a_control_that_does_not_show_the_keyboard_is_found(page: Page) -> None:
    page.set_content(
        "<style>[data-u] { border: 2px solid transparent } .u-focus { border-color: white } #pale { border: 0 }</style>"
        '<body style="background: #222">'
        '<u-button data-u id="good">one</u-button><u-button data-u id="pale">two</u-button>'
    )
    assert unfocused(page) == ["pale: contrast 1.00 of focus"]


@pytest.mark.parametrize("text", [".panel { gap: 4px; }", ".panel:hovered { color: red; }"])
def test_a_style_that_unity_does_not_know_is_refused(tmp_path: Path, text: str) -> None:
    sheet = tmp_path / "Sheet.uss"
    sheet.write_text(text, encoding="utf-8")
    with pytest.raises(UssError, match="USS knows"):
        css(sheet)
