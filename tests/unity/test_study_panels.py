"""The pages of a user study and the bar above its scenes, laid out by a browser: they can be read, and used by keys.

With $TETRASCOPE_SCREENSHOTS they are kept there, to be looked at.
"""

import os
from pathlib import Path

from playwright.sync_api import Page
from tests.unity.player import Player, complete
from tests.unity.rendering.panels import box_of, show_panels, unfocused, unreadable
from tests.unity.rendering.picture import draw_scene
from tests.unity.study_server import StudyServer
from tests.unity.study_steps import answer_page, go_to, join, leave_scene
from tests.unity.toolchain import Dotnet

SMALLEST = 40
"""Pixels of the shorter side of what is pressed: at 2 m in a headset that is 6 cm."""


def look(player: Player, page: Page, folder: Path, name: str) -> None:
    """Show the panels, keep a picture, and fail where something cannot be read, or is too small to be pressed."""
    panels = player.export_panels(folder / f"{name}.json")
    behind = None
    if player.state["study"] and player.state["study"]["in_scene"]:
        show_panels(page, panels)
        for element in ("client", "structure-window"):
            player.do("lay", element=element, **box_of(page, element))
        player.rest()
        behind = draw_scene(page, player.export(folder / f"{name}-scene.json"))
    show_panels(page, panels, behind)
    kept = os.environ.get("TETRASCOPE_SCREENSHOTS")
    if kept:
        page.screenshot(path=Path(kept) / f"unity-study-{name}.png")
    assert unreadable(page) == []
    assert unfocused(page) == []
    own = "#study .unity-button, #study-bar .unity-button"
    heights = page.locator(own).evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert [height for height in heights if 0 < height < SMALLEST] == []


def test_the_pages_and_the_bar_can_be_read(dotnet: Dotnet, study: StudyServer, page: Page, tmp_path: Path) -> None:
    number = study.begin()
    with Player(dotnet, tmp_path) as player:
        join(player, study, number)
        look(player, page, tmp_path, "consent")
        player.click("study-next")
        look(player, page, tmp_path, "questions")
        player.click("study-next")
        look(player, page, tmp_path, "missing")
        answer_page(player)
        look(player, page, tmp_path, "answered")
        player.click("study-next")
        answer_page(player)
        look(player, page, tmp_path, "scale-and-words")
        player.click("study-next")
        answer_page(player)
        look(player, page, tmp_path, "named-points")
        go_to(player, "task.layers.cat.explore")
        player.until(complete)
        look(player, page, tmp_path, "layers")
        go_to(player, "tutorial.clusters")
        player.until(complete)
        player.click("study-done")
        look(player, page, tmp_path, "clusters")
        player.click("study-tell")
        player.click("study-yes")
        player.until(complete)
        study.control(number, "pause")
        player.until(lambda state: state["texts"].get("study-title") == "Paused")
        look(player, page, tmp_path, "paused")
        study.control(number, "resume")
        player.until(lambda state: state["study"]["in_scene"])
        leave_scene(player)
        go_to(player, "break.comfort.2")
        look(player, page, tmp_path, "break")
        go_to(player, "task.paper.cat.explore")
        look(player, page, tmp_path, "reference")
        player.click("study-open")
        look(player, page, tmp_path, "away")
        player.click("study-open")
        go_to(player, "end")
        player.until(lambda state: state["texts"].get("study-next") == "Close")
        look(player, page, tmp_path, "end")
