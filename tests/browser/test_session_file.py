"""A session saved as a file, and opened elsewhere: by a browser that knows nothing of it, with a server and without."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import PATIENCE_MS, TOUR_SEEN
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.test_connection import GONE
from tests.browser.watch import Watch

from tetrascope.photos.samples import SAMPLES

BOX = {"kind": "rectangle", "top": 60, "left": 50, "height": 61, "width": 101}
SAVED = re.compile("^Saved session")


@pytest.fixture
def elsewhere(browser: Browser, server_process: ServerProcess) -> Iterator[Page]:
    """A page in a browser that has never been here."""
    context: BrowserContext = browser.new_context(
        base_url=server_process.address, locale="en-GB", viewport={"width": 1280, "height": 720}
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(TOUR_SEEN)
    yield context.new_page()
    context.close()


def save(page: Page, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this session as a file").click()
    assert download.value.suggested_filename.endswith(".tetrascope")
    download.value.save_as(path)
    return path


def open_file(page: Page, path: Path) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Cup of coffee")).to_be_visible()
    page.get_by_label("Picture file").set_input_files(path)
    expect(page.get_by_role("status").filter(has_text=SAVED)).to_be_visible()


@pytest.fixture
def saved(page: Page, server_process: ServerProcess, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A session about a photo of the person's own, with a mask that was kept, and what the server answered to it."""
    photo = tmp_path / "My cup.png"
    coffee = next(sample.path() for sample in SAMPLES if sample.name == "coffee")
    ImageOps.mirror(Image.open(coffee)).save(photo)  # another picture than the sample, which every server has
    structure = StructurePage(page, server_process.address)
    page.goto("/")
    page.get_by_label("Picture file").set_input_files(photo)
    expect(page.get_by_role("button", name="My cup", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("radio", name="Network structure").click()
    structure.wait()
    structure.stroke((60, 50), (120, 150))
    page.get_by_role("button", name="Keep", exact=True).click()
    body = structure.wire.last_layers()["body"]
    assert body["masks"] == [BOX]
    return save(page, tmp_path / "cup.tetrascope"), structure.client.post("/v1/layers", body)


def test_it_is_shown_as_it_was_without_a_server_and_goes_on_with_one(
    saved: tuple[Path, dict[str, Any]],
    elsewhere: Page,
    server_process: ServerProcess,
    watch: Watch,
    screenshot: Callable[..., None],
) -> None:
    watch.expect(GONE)
    path, answer = saved
    structure = StructurePage(elsewhere, server_process.address)
    structure.open()  # the page is here as a whole
    elsewhere.get_by_role("button", name="Tetrascope, main menu").click()
    try:
        server_process.kill()
        expect(elsewhere.get_by_text("The server does not answer.")).to_be_visible()
        elsewhere.get_by_label("Picture file").set_input_files(path)
        expect(elsewhere.get_by_role("status").filter(has_text=SAVED)).to_be_visible()
        expect(elsewhere).to_have_url(re.compile("#/structure.*masks=r60,50,61,101"))
        expect(structure.classes.first).to_contain_text(answer["predictions"]["classes"][0]["label"]["name"])
        structure.assert_shown(answer)
        kept = elsewhere.get_by_role("list", name="Kept images").get_by_role("listitem")
        expect(kept).to_have_count(2)
        elsewhere.get_by_role("button", name="Show the original").click()
        expect(elsewhere).not_to_have_url(re.compile("masks="))
        expect(elsewhere.get_by_text("answered before the session was saved")).to_have_count(0)
        clusters = elsewhere.get_by_label("Clusters for each layer, 1 to 64")
        clusters.fill("5")
        clusters.press("Enter")
        expect(
            elsewhere.get_by_text("Expected a question that was answered before the session was saved").first
        ).to_be_visible()
        screenshot("offline")
    finally:
        server_process.start()
    expect(elsewhere.get_by_text("Back. The server answers again.")).to_be_visible()
    clusters.fill("2")
    clusters.press("Enter")
    # The new server does not know the photo: it refuses the question, is given the photo, and is asked again.
    structure.wire.wait(
        lambda: (
            structure.wire.last_layers()["body"]["clusters"] == 2
            and structure.wire.end(structure.wire.last_layers()) == "done"
        )
    )
    structure.assert_shown(structure.client.post("/v1/layers", structure.wire.last_layers()["body"]))
    elsewhere.get_by_role("button", name="Close the session").click()
    expect(elsewhere.get_by_role("status").filter(has_text=SAVED)).to_have_count(0)


def test_both_scenes_come_back_and_what_is_no_session_is_told(
    page: Page, elsewhere: Page, server_process: ServerProcess, tmp_path: Path, screenshot: Callable[..., None]
) -> None:
    structure = StructurePage(page, server_process.address)
    structure.open(masks="r60,50,61,101", k="4")
    page.get_by_role("radio", name="Masked images").click()
    expect(page.get_by_role("button", name="Run again")).to_be_visible()
    page.get_by_role("radio", name="Network structure").click()
    structure.wait()
    path = save(page, tmp_path / "cat.tetrascope")

    open_file(elsewhere, path)
    expect(elsewhere).to_have_url(re.compile("#/structure.*k=4"))
    other = StructurePage(elsewhere, server_process.address)
    expect(other.masks).to_have_count(1)
    elsewhere.get_by_role("radio", name="Masked images").click()
    expect(elsewhere.get_by_role("button", name="Run again")).to_be_visible()
    assert_accessible(elsewhere)
    screenshot("opened")

    wrong = tmp_path / "wrong.tetrascope"
    wrong.write_bytes(b"not a session")
    elsewhere.goto("/")
    elsewhere.get_by_label("Picture file").set_input_files(wrong)
    expect(elsewhere.get_by_text("Expected a saved session, got")).to_be_visible()
