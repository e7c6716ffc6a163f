"""The experimenter's page on a server that conducts a study: live, by mouse and by keyboard."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP, PHONE
from tests.browser.study_server import BEFORE, StudyServer, event
from tests.browser.until import until
from tests.browser.watch import Watch

TABLET = (820, 1180)
OFFLINE = "ERR_CONNECTION|Failed to load resource"
"""What Chromium itself writes about a server that is away."""


@pytest.fixture(scope="module")
def study(browser: Browser) -> Iterator[StudyServer]:  # noqa: ARG001 (no browser, no server)
    server = StudyServer()
    yield server
    server.close()
    assert "Traceback" not in server.log(), server.log()


@pytest.fixture
def experimenter(page: Page, watch: Watch, study: StudyServer) -> Page:
    """The page, opened by the address that the server tells."""
    watch.own(study.address)
    page.goto(study.page)
    expect(page.get_by_role("heading", level=1)).to_have_text("A small study")
    return page


def row(page: Page, number: int) -> Locator:
    return page.locator(f'[data-participant="{number}"]')


def toggle(page: Page, number: int) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^Participant {number}$"))


def test_a_newcomer_is_led_from_the_address_to_the_start(
    experimenter: Page, study: StudyServer, screenshot: Callable[..., None]
) -> None:
    page = experimenter
    key = study.participant(1)["key"]
    hint = page.get_by_role("region", name="What to do next")
    expect(hint.get_by_role("heading")).to_have_text("Give participant 1 this address")
    expect(hint.get_by_label("Address of participant 1")).to_have_value(f"{study.address}/study#key={key}")
    assert study.token not in page.url
    assert_accessible(page)
    screenshot("address")

    study.come(1)
    expect(hint.get_by_role("heading")).to_have_text("Participant 1 is here, and waits for you")
    expect(row(page, 1)).to_contain_text("Is here and waits for the start")
    screenshot("waits")
    hint.get_by_role("button", name="Start participant 1").click()
    expect(row(page, 1)).to_contain_text("Running")
    assert study.participant(1)["state"] == "running"
    page.reload()
    expect(row(page, 1)).to_contain_text("Running")  # the tab keeps the token


def test_what_participants_do_is_there_at_once(experimenter: Page, study: StudyServer) -> None:
    page, at = experimenter, 1000.0
    study.control(2, "start")
    opened = event("session_opened", at, "consent", client="browser", version="0")
    study.tell(2, opened, event("step_started", at, "consent"))
    expect(row(page, 2)).to_contain_text("2 events")
    expect(row(page, 2)).to_contain_text("0 of 4 steps")
    study.tell(2, event("step_finished", at, "consent", reason="done"), event("step_started", at, BEFORE))
    expect(row(page, 2)).to_contain_text("1 of 4 steps")
    study.tell(2, event("question_answered", at, BEFORE, item="age", value=31))
    expect(row(page, 2)).to_contain_text("1 answer")
    expect(row(page, 2)).to_contain_text("Here")


def test_pause_resume_and_notes_by_keyboard_alone(experimenter: Page, study: StudyServer) -> None:
    page = experimenter
    study.control(3, "start")
    expect(row(page, 3)).to_contain_text("Running")
    page.keyboard.press("ArrowDown")
    expect(toggle(page, 1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(toggle(page, 3)).to_be_focused()
    page.keyboard.press("p")
    expect(row(page, 3)).to_contain_text("Paused")
    assert study.participant(3)["state"] == "paused"
    page.keyboard.press("p")
    expect(row(page, 3)).to_contain_text("Running")

    page.keyboard.press("n")
    note = page.get_by_label("Note on participant 3")
    expect(note).to_be_focused()
    page.keyboard.type("Pauses before each answer; p is a letter here")
    page.keyboard.press("Enter")
    expect(row(page, 3).get_by_role("listitem")).to_contain_text(["Pauses before each answer"])
    expect(note).to_have_value("")
    expect(note).to_be_focused()
    [kept] = study.participant(3)["notes"]
    assert (kept["text"], kept["step"]) == ("Pauses before each answer; p is a letter here", "consent")
    assert study.participant(3)["state"] == "running"


def test_what_cannot_be_undone_asks_first(
    experimenter: Page, study: StudyServer, screenshot: Callable[..., None]
) -> None:
    page = experimenter
    study.control(4, "start")
    toggle(page, 4).click()
    row(page, 4).get_by_role("button", name="Abort…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Abort the session of participant 4?")
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert study.participant(4)["state"] == "running"
    row(page, 4).get_by_role("button", name="Abort…").click()
    dialog.get_by_role("button", name="Abort for good").click()
    expect(row(page, 4)).to_contain_text("Aborted")
    assert study.participant(4)["state"] == "aborted"

    row(page, 4).get_by_role("button", name="Forget…").click()
    expect(dialog).to_contain_text("Beyond its reach: backups")
    screenshot("forget")
    dialog.get_by_role("button", name="Erase everything").click()
    expect(row(page, 4)).to_have_count(0)
    with pytest.raises(HTTPError, match="404"):
        study.record(4)


def test_more_participants_come(experimenter: Page, study: StudyServer) -> None:
    page = experimenter
    before = len(study.ask("GET", "/v1/study")["participants"])
    page.get_by_role("button", name="Add participants").click()
    number = page.get_by_role("dialog").get_by_role("spinbutton", name="How many")
    number.fill("2")
    number.press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="Add 2 participants").click()
    expect(page.locator(".row")).to_have_count(before + 2)
    assert len(study.ask("GET", "/v1/study")["participants"]) == before + 2


def test_a_server_that_was_away_comes_back_to_the_same_page(
    experimenter: Page, watch: Watch, study: StudyServer, screenshot: Callable[..., None]
) -> None:
    page = experimenter
    watch.expect(OFFLINE)
    toggle(page, 8).click()
    note = page.get_by_label("Note on participant 8")
    note.fill("Half a sente")
    page.locator("main").evaluate("(main) => main.scrollTo(0, 120)")
    # Where it is on the screen: what has come above it meanwhile is scrolled past by the browser.
    top = note.evaluate("(note) => note.getBoundingClientRect().top")
    study.kill()
    expect(page.get_by_text("The server does not answer.")).to_be_visible()
    expect(row(page, 1)).to_be_visible()
    screenshot("away")
    page.get_by_role("button", name="Retry now").click()
    expect(page.get_by_text(re.compile("Next try in"))).to_be_visible()
    study.start()
    expect(page.get_by_text("The server does not answer.")).to_have_count(0)
    expect(note).to_have_value("Half a sente")
    field = "[...document.querySelectorAll('textarea, input')].find(({ value }) => value === 'Half a sente')"
    until(page, f"Math.abs({field}.getBoundingClientRect().top - {top}) < 2")


@pytest.mark.parametrize("context_options", [DARK], ids=["dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
def test_it_is_for_everybody_at_every_size(
    experimenter: Page, viewport: tuple[int, int], screenshot: Callable[..., None]
) -> None:
    page = experimenter
    toggle(page, 5).click()
    expect(page.get_by_label("Note on participant 5")).to_be_visible()
    assert_accessible(page)
    wide: Any = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= viewport[0]
    inside: Any = page.locator("main").evaluate("(main) => main.scrollWidth - main.clientWidth")
    assert inside == 0
    screenshot("details")


def test_it_asks_for_the_token_until_it_is_right(page: Page, watch: Watch, study: StudyServer) -> None:
    watch.own(study.address)
    watch.expect("401")
    page.goto(f"{study.address}/experimenter")
    field = page.get_by_label("Token", exact=True)
    expect(field).to_be_focused()
    assert_accessible(page)
    field.fill("no token")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Expected 16 to 256 letters")
    field.fill("not-the-right-token-at-all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(re.compile("Expected this server's token.*, got another"))
    field.fill(study.token)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A small study")


def test_a_server_without_a_study_says_so(page: Page, watch: Watch) -> None:
    watch.expect("404")
    page.goto("/experimenter")
    expect(page.get_by_role("heading", level=1)).to_have_text("This server conducts no study")
    expect(page.get_by_text("tetrascope study run study.toml")).to_be_visible()
