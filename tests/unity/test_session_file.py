"""A session as a file: what the real page saves the Unity client shows without a server, and the other way round."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Page, expect
from tests.browser.conftest import PATIENCE_MS, TOUR_SEEN
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.test_session_file import BOX, SAVED, save
from tests.unity.player import Player, State, complete
from tests.unity.structure_panels import percent
from tests.unity.test_panels import look
from tests.unity.toolchain import Dotnet

from tetrascope.photos.samples import SAMPLES

NOT_SAVED = "Expected a question that was answered before the session was saved, got another."


@pytest.fixture
def browsed(page: Page, mortal: ServerProcess) -> Iterator[Page]:
    """The browser client, not opened yet, in a browser that has never been here."""
    expect.set_options(timeout=PATIENCE_MS)
    assert page.context.browser
    context = page.context.browser.new_context(
        base_url=mortal.address, locale="en-GB", viewport={"width": 1280, "height": 720}
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(TOUR_SEEN)
    yield context.new_page()
    context.close()


@pytest.fixture
def away(dotnet: Dotnet, mortal: ServerProcess, tmp_path: Path) -> Iterator[Player]:
    """The Unity client, whose server is away."""
    with Player(dotnet, tmp_path) as player:
        player.play(mortal.address)
        yield player


def open_file(player: Player, path: Path) -> None:
    player.set("session-file", str(path))
    player.click("session-open")


def mirrored_cup(folder: Path) -> Path:
    """A picture that no server has: another one than the sample."""
    path = folder / "My cup.png"
    coffee = next(sample.path() for sample in SAMPLES if sample.name == "coffee")
    ImageOps.mirror(Image.open(coffee)).save(path)
    return path


def assert_classes(state: State, answer: dict[str, Any]) -> None:
    """The panel names the classes of an answer, in its order."""
    for place, score in enumerate(answer["predictions"]["classes"]):
        shown = (state["texts"][f"answer-classes-{place}-name"], state["texts"][f"answer-classes-{place}"])
        assert shown == (score["label"]["name"], percent(score["probability"]))


def test_a_session_of_the_page_is_shown_without_a_server_and_goes_on_with_one(
    browsed: Page, away: Player, mortal: ServerProcess, page: Page, tmp_path: Path
) -> None:
    structure = StructurePage(browsed, mortal.address)
    browsed.goto("/")
    browsed.get_by_label("Picture file").set_input_files(mirrored_cup(tmp_path))
    expect(browsed.get_by_role("button", name="My cup", exact=True)).to_have_attribute("aria-pressed", "true")
    browsed.get_by_role("radio", name="Masked images").click()
    expect(browsed.get_by_role("button", name="Run again")).to_be_visible()
    expect(browsed.get_by_text("support vector").first).to_be_visible()
    browsed.get_by_role("radio", name="Network structure").click()
    structure.wait()
    structure.stroke((60, 50), (120, 150))
    browsed.get_by_role("button", name="Keep", exact=True).click()
    body = structure.wire.last_layers()["body"]
    assert body["masks"] == [BOX]
    file = save(browsed, tmp_path / "cup.tetrascope")
    answer = structure.client.post("/v1/layers", body)
    original = structure.client.post("/v1/layers", {**body, "masks": []})

    mortal.kill()
    try:
        open_file(away, tmp_path / "none.tetrascope")
        assert away.state["texts"]["session-note"].startswith("The file could not be read:")
        open_file(away, mirrored_cup(tmp_path))
        assert away.state["texts"]["session-note"].startswith("Expected a saved session, got a file that cannot be")
        assert "session-banner" not in away.state["texts"]
        open_file(away, file)
        state = away.until(complete)
        assert state["scene"] == "Structure", "where it was left"
        assert state["texts"]["session-banner"].startswith("Saved session “My cup”, ")
        assert "connection-banner" not in state["texts"]
        assert state["structure"]["rectangles"] == [{name: BOX[name] for name in ("top", "left", "height", "width")}]
        assert state["structure"]["kept"] == ["Modified 1"]
        assert len(state["structure"]["columns"]) == 18
        assert_classes(state, answer)
        look(away, page, tmp_path, "session")
        away.click("clear")
        state = away.until(lambda state: complete(state) and state["structure"]["masks"] == 0)
        assert_classes(state, original)
        away.set("clusters", 7)
        state = away.until(lambda state: state["structure"]["complaint"])
        assert state["structure"]["complaint"] == NOT_SAVED
        away.set("clusters", 3)
        away.until(complete)
        away.click("go-pool")
        state = away.until(lambda state: state["pool"]["boundary"] and state["pool"]["whole"])
        assert state["pool"]["complaint"] is None
        away.click("go-structure")
        away.click("undo")
        away.until(complete)
    finally:
        mortal.start()

    away.click("session-close")
    state = away.until(lambda state: complete(state) and state["connection"] == "Ready")
    assert "session-banner" not in state["texts"]
    assert (state["structure"]["masks"], state["structure"]["kept"]) == (1, ["Modified 1"])
    assert_classes(state, answer)
    away.set("clusters", 5)  # the server is given the picture, and answers
    away.until(lambda state: complete(state) and state["structure"]["columns"][5]["clusters"] == 5)


def test_a_session_of_the_unity_client_is_shown_by_the_page_without_a_server(
    browsed: Page, away: Player, mortal: ServerProcess, page: Page, tmp_path: Path
) -> None:
    away.set("file", str(mirrored_cup(tmp_path)))
    away.click("file-add")
    away.until(lambda state: state["usable"] and state["texts"].get("file-note") == "")
    away.click("start-pool")
    away.until(lambda state: state["pool"]["boundary"])
    away.click("go-structure")
    away.until(complete)
    away.point_at(row=60, column=60)
    away.press(True)
    away.point_at(row=120, column=150)
    away.press(False)
    away.until(lambda state: complete(state) and state["structure"]["masks"] == 1)
    away.click("keep")
    shown = away.until(complete)
    away.click("go-menu")
    look(away, page, tmp_path, "menu-with-sessions")
    away.click("session-save")
    note = away.state["texts"]["session-note"]
    found = re.fullmatch(r"Saved: (.*[/\\]My cup\.tetrascope)\. It opens here and in a browser, on any machine\.", note)
    assert found, note
    assert away.state["fields"]["sessions"] == ""
    look(away, page, tmp_path, "session-saved")
    away.set("sessions", "My cup.tetrascope")
    assert away.state["fields"]["session-file"] == found[1]

    structure = StructurePage(browsed, mortal.address)
    structure.open()  # the page is here as a whole
    browsed.get_by_role("button", name="Tetrascope, main menu").click()
    mortal.kill()
    try:
        expect(browsed.get_by_text("The server does not answer.")).to_be_visible()
        browsed.get_by_label("Picture file").set_input_files(found[1])
        expect(browsed.get_by_role("status").filter(has_text=SAVED)).to_be_visible()
        browsed.get_by_role("radio", name="Network structure").click()
        expect(structure.classes).to_have_count(10)
        for place in range(10):
            expect(structure.classes.nth(place)).to_contain_text(shown["texts"][f"answer-classes-{place}-name"])
            expect(structure.classes.nth(place)).to_contain_text(shown["texts"][f"answer-classes-{place}"])
        expect(structure.masks).to_have_count(1)
        kept = browsed.get_by_role("list", name="Kept images").get_by_role("listitem")
        expect(kept).to_have_count(2)  # the original, and the one that was kept
        # How strong its bands are the Unity client does not measure, which waits for a server; all else was answered.
        expect(browsed.get_by_label("Bands between columns")).to_contain_text("not measured yet")
        expect(browsed.get_by_text("answered before the session was saved")).to_have_count(0)
        browsed.get_by_role("radio", name="Masked images").click()
        expect(browsed.get_by_role("button", name="Run again")).to_be_visible()
        expect(browsed.get_by_text("answered before the session was saved")).to_have_count(0)
        if kept_at := os.environ.get("TETRASCOPE_SCREENSHOTS"):
            browsed.screenshot(path=Path(kept_at) / "unity-session-in-the-page.png")
    finally:
        mortal.start()
