"""A participant's session in the browser, on a server that conducts the thesis's own study, cut short."""

import base64
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP, TOUCH
from tests.browser.participant_page import ANSWER, REFERENCE, ParticipantPage, answer_reference, short_study
from tests.browser.study_server import StudyServer
from tests.browser.watch import Watch
from tests.browser.wire import Wire

TABLET = (820, 1180)
AWAY = "ERR_CONNECTION|ERR_INTERNET_DISCONNECTED|ERR_EMPTY|ERR_SOCKET|Failed to load resource|WebSocket"
"""What Chromium itself writes about a server that is away."""
DEMOGRAPHICS = "questionnaire.demographics.before"
STEPS = 15
STRUCTURE_SLOT = re.compile(r"structure-\d+")
"""What scene 1 at a step calls its requests."""


@pytest.fixture(scope="module")
def study(browser: object) -> Iterator[StudyServer]:  # noqa: ARG001 (no browser, no server)
    server = StudyServer(short_study())
    yield server
    server.close()
    assert "Traceback" not in server.log(), server.log()


@pytest.fixture
def number(study: StudyServer) -> int:
    """A participant of whom nothing is recorded."""
    number: int = study.ask("POST", "/v1/study/participants", {"count": 1})["participants"][-1]["participant"]
    return number


@pytest.fixture
def participant(page: Page, context: BrowserContext, watch: Watch, study: StudyServer, number: int) -> ParticipantPage:
    watch.own(study.address)
    watch.own(REFERENCE)
    answer_reference(context)
    return ParticipantPage(page, study, number)


@pytest.mark.parametrize(
    ("viewport", "context_options"), [(DESKTOP, {}), (TABLET, {**TOUCH, **DARK})], ids=["desktop", "tablet"]
)
def test_a_whole_session(participant: ParticipantPage, screenshot: Callable[..., None]) -> None:
    page, study = participant.page, participant.server
    participant.open()
    assert study.participant(participant.number)["key"] not in page.url
    titles: list[str] = []
    while len(titles) < STEPS:
        titles.append(participant.heading.inner_text())
        expect(page).to_have_title(f"{titles[-1].split(' · ')[0]} · {len(titles)} of {STEPS}")
        expect(participant.heading).to_be_focused()
        scenes = page.locator(".task-bar").count() > 0
        if scenes:
            expect(page.get_by_role("list", name="Most probable classes", include_hidden=True)).to_be_attached()
        assert_accessible(page)
        screenshot(f"{len(titles):02d}")
        step = study.participant(participant.number)["step"]
        if titles[-1] == "Consent":
            participant.agree()
        elif step.startswith("questionnaire"):
            participant.answer()
            participant.button("Go on").click()
        elif scenes:
            participant.finish()
        elif page.locator("a.reference-link").count():
            participant.visit_reference()
        else:
            participant.button("Go on").click()
        participant.until_beyond(step)
    expect(page.get_by_text("Everything is saved. You can close this page.")).to_be_visible()
    assert participant.server.participant(participant.number)["state"] == "ended"
    finished = [event["step"] for event in participant.told("step_finished")]
    assert finished == [step["id"] for step in study.record(participant.number)["session"]["steps"][:-1]]
    assert participant.answers()["gender"] == "female"
    assert participant.answers()["q7.cat"] == ANSWER
    assert [event["content"].keys() for event in participant.told("reference_closed")] == [{"duration_ms"}] * 2
    assert {event["scene"] for event in participant.told("scene_entered")} == {"structure"}
    assert not participant.told("event_refused")
    # Nothing of the participant stays in this browser.
    left = "Promise.all([indexedDB.databases(), Object.keys(localStorage)])"
    participant.until(lambda: "study" not in str(page.evaluate(left)))


def test_a_session_goes_on_by_keyboard_alone(participant: ParticipantPage) -> None:
    page = participant.page
    participant.open()
    page.keyboard.press("Tab")
    expect(participant.button("I agree, go on")).to_be_focused()
    page.keyboard.press("Enter")
    expect(participant.heading).to_have_text("About you")
    expect(participant.heading).to_be_focused()
    # Age; then the first and the next of each group: a group is one stop, in which arrows move.
    page.keyboard.press("Tab")
    page.keyboard.type("30")
    for _ in range(3):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(participant.button("Go on")).to_be_focused()
    page.keyboard.press("Enter")
    expect(participant.heading).not_to_have_text("About you")
    participant.until(lambda: len(participant.answers()) == 4)
    assert participant.answers()["age"] == 30
    assert participant.answers()["gender"] == "female"


def test_a_page_that_was_closed_goes_on_without_its_address(
    participant: ParticipantPage, context: BrowserContext
) -> None:
    first = ParticipantPage(context.new_page(), participant.server, participant.number)
    first.open()
    first.agree()
    first.page.locator(".number-answer").fill("44")
    first.page.get_by_role("radio", name="Female", exact=True).check()
    first.page.close()

    page = participant.page
    page.goto(f"{participant.server.address}/study")
    expect(participant.heading).to_have_text(f"Go on as participant {participant.number}?")
    assert_accessible(page)
    participant.button("Yes, go on").click()
    expect(participant.heading).to_have_text("About you")
    expect(page.locator(".number-answer")).to_have_value("44")
    expect(page.get_by_role("radio", name="Female", exact=True)).to_be_checked()
    participant.until(lambda: len(participant.told("step_started")) == 3)
    assert len(participant.clients()) == 2
    participant.until(lambda: participant.told("session_closed"))
    assert [event["step"] for event in participant.told("session_closed")] == [DEMOGRAPHICS]


def test_a_session_goes_on_at_another_device_with_what_was_typed(
    participant: ParticipantPage, browser: object, watch: Watch
) -> None:
    participant.open()
    participant.agree()
    participant.page.locator(".number-answer").fill("44")
    participant.until(lambda: participant.told("answer_changed"))

    context = browser.new_context()  # type: ignore[attr-defined]
    other = ParticipantPage(context.new_page(), participant.server, participant.number)
    other.open()
    expect(other.heading).to_have_text("About you")
    expect(other.page.locator(".number-answer")).to_have_value("44")
    context.close()
    assert not watch.complaints()


def test_masks_are_still_there_when_the_page_is_loaded_again(participant: ParticipantPage) -> None:
    page = participant.page
    participant.open()
    participant.agree()
    participant.answer()
    participant.button("Go on").click()
    masks = page.get_by_role("list", name="Masks").get_by_role("listitem")
    expect(page.get_by_role("application", name="Input image")).to_be_visible()
    participant.draw()
    expect(masks).to_have_count(1)
    participant.until(lambda: participant.told("mask_drawn"))
    page.reload()
    expect(masks).to_have_count(1)
    participant.until(lambda: len(participant.told("session_opened")) == 2)
    assert len(participant.told("mask_drawn")) == 1
    participant.finish()
    participant.until(lambda: "task" in participant.server.participant(participant.number)["step"])
    expect(page.get_by_role("application", name="Input image")).to_be_visible()
    expect(masks).to_have_count(0)


def test_a_masked_image_is_opened_in_the_other_scene(participant: ParticipantPage) -> None:
    page = participant.page
    participant.open()
    participant.agree()
    participant.answer()
    participant.button("Go on").click()
    page.get_by_role("radio", name="Masked images").click()
    page.get_by_role("button", name="List").click()
    page.get_by_role("row").nth(1).click()
    page.get_by_role("button", name="Open in scene 1").click()
    expect(page.get_by_role("radio", name="Network structure")).to_be_checked()
    expect(page.get_by_role("list", name="Masks").get_by_role("listitem")).to_have_count(1)
    participant.until(lambda: len(participant.told("scene_entered")) == 3)
    assert [event["scene"] for event in participant.told("scene_entered")] == ["structure", "pool", "structure"]
    assert len(participant.told("pool_image_opened")) == 1


def test_masks_of_a_page_that_was_closed_are_there_on_another_device(
    participant: ParticipantPage,
    browser: Browser,
    context: BrowserContext,
    watch: Watch,
    screenshot: Callable[..., None],
) -> None:
    first = ParticipantPage(context.new_page(), participant.server, participant.number)
    first.open()
    first.agree()
    first.answer()
    first.button("Go on").click()
    first.until(lambda: "tutorial" in first.server.participant(first.number)["step"])
    first.finish()
    first.until(lambda: "task" in first.server.participant(first.number)["step"])
    expect(first.page.get_by_role("application", name="Input image")).to_be_visible()
    first.draw()
    first.page.get_by_role("radiogroup", name="Tool").get_by_role("radio", name="Brush", exact=True).click()
    first.draw(90, 30)
    first.until(lambda: len(first.told("mask_drawn")) == 2)
    (client,) = first.clients()
    first.page.close()

    with browser.new_context() as elsewhere:
        other = ParticipantPage(elsewhere.new_page(), participant.server, participant.number)
        wire = Wire(other.page)
        other.open()
        expect(other.page.get_by_role("list", name="Masks").get_by_role("listitem")).to_have_count(2)
        expect(other.button("Undo")).to_be_disabled()
        other.until(lambda: {event["client_id"] for event in other.told("recalculation_answered")} - {client})
        drawn = [event["content"]["mask"] for event in other.told("mask_drawn")]
        assert [mask["kind"] for mask in drawn] == ["rectangle", "bitmap"]
        bits = base64.b64decode(drawn[1]["data"])
        asked = [each["body"]["masks"] for each in wire.requests("layers") if STRUCTURE_SLOT.fullmatch(each["slot"])]
        assert asked
        assert all(masks == [drawn[0], {**drawn[1], "data": bits}] for masks in asked)
        screenshot("another-device", other.page)
        other.draw(140, 150)
        other.until(lambda: len(other.told("mask_drawn")) == 3)
        told = [event for event in other.events() if event["kind"].startswith("mask")]
        assert [event["content"].get("index") for event in told] == [0, 1, 2], "nothing is told of what was there"
        assert len({event["client_id"] for event in told}) == 2
    assert not watch.complaints()


def test_two_tabs_of_a_participant_stay_together(participant: ParticipantPage, context: BrowserContext) -> None:
    participant.open()
    other = ParticipantPage(context.new_page(), participant.server, participant.number)
    other.open()
    participant.agree()
    expect(other.heading).to_have_text("About you")
    other.answer()
    other.button("Go on").click()
    expect(participant.heading).not_to_have_text("About you")
    participant.until(lambda: "tutorial" in participant.server.participant(participant.number)["step"])
    assert len(participant.clients()) == 2
    assert len(participant.told("question_answered")) == 4


def test_a_server_that_is_killed_loses_nothing(participant: ParticipantPage, watch: Watch) -> None:
    watch.expect(AWAY)
    page, study = participant.page, participant.server
    participant.open()
    participant.agree()
    participant.until(lambda: participant.is_at(DEMOGRAPHICS))
    study.kill()
    try:
        participant.answer()
        participant.button("Go on").click()
        expect(participant.heading).not_to_have_text("About you")
        expect(page.get_by_text("The server does not answer.")).to_be_visible()
        assert_accessible(page)
    finally:
        study.start()
    expect(page.get_by_text("The server does not answer.")).to_be_hidden()
    participant.until(lambda: "tutorial" in study.participant(participant.number)["step"])
    assert len(participant.clients()) == 1
    assert len(participant.told("question_answered")) == 4
    participant.until(lambda: participant.told("connection_restored"))
    assert [len(participant.told(kind)) for kind in ("connection_lost", "connection_restored")] == [1, 1]


def test_what_a_closed_page_could_not_send_the_next_one_does(
    participant: ParticipantPage, context: BrowserContext, watch: Watch
) -> None:
    watch.expect(AWAY)
    first = ParticipantPage(context.new_page(), participant.server, participant.number)
    first.open()
    first.agree()
    first.until(lambda: first.is_at(DEMOGRAPHICS))
    context.set_offline(True)
    first.answer()
    first.button("Go on").click()
    expect(first.page.get_by_text("The server does not answer.")).to_be_visible()
    with first.page.expect_event("dialog") as asked:
        first.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    with first.page.expect_event("close"):
        asked.value.accept()
    context.set_offline(False)

    participant.open()
    expect(participant.heading).not_to_have_text("About you")
    participant.until(lambda: len(participant.clients()) == 2)
    assert len(participant.told("question_answered")) == 4
    opened, answered = participant.events()[0], participant.told("question_answered")[-1]
    assert opened["client_id"] == answered["client_id"], "under the name of the page at which it was answered"


def test_what_somebody_could_not_send_is_sent_when_the_next_one_sits_down(
    participant: ParticipantPage, context: BrowserContext, watch: Watch, study: StudyServer
) -> None:
    watch.expect(AWAY)
    first = ParticipantPage(context.new_page(), study, participant.number)
    first.open()
    study.kill()
    first.agree()
    first.page.close()
    study.start()
    assert not participant.told("step_finished")

    more = study.ask("POST", "/v1/study/participants", {"count": 1})["participants"]
    other = ParticipantPage(participant.page, study, more[-1]["participant"])
    other.open()
    participant.until(lambda: participant.told("step_finished"))
    assert len(participant.clients()) == 1
    other.until(lambda: [event["kind"] for event in other.events()] == ["session_opened", "step_started"])


def test_back_and_forward_stay_in_the_session(participant: ParticipantPage) -> None:
    page = participant.page
    participant.open()
    participant.agree()
    page.locator(".number-answer").fill("44")
    for _ in range(3):
        page.evaluate("history.back()")
        expect(page.get_by_text("Nothing is lost. To go on, use the buttons of this page.")).to_be_visible()
    page.evaluate("history.forward()")
    expect(participant.heading).to_have_text("About you")
    expect(page.locator(".number-answer")).to_have_value("44")
    participant.answer()
    participant.button("Go on").click()
    participant.button("Done").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("history.back()")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".task-bar")).to_be_visible()


def test_the_experimenter_starts_pauses_and_ends_it(page: Page, watch: Watch, study: StudyServer, number: int) -> None:
    watch.own(study.address)
    key = study.participant(number)["key"]
    page.goto(f"{study.address}/study#key={key}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Please wait")
    assert_accessible(page)
    participant = ParticipantPage(page, study, number)
    expect(heading).to_have_text("Consent")
    participant.agree()
    page.locator(".number-answer").fill("44")
    study.control(number, "pause")
    expect(page.get_by_role("heading", name="A pause")).to_be_visible()
    expect(page.locator(".number-answer")).to_be_hidden()
    assert_accessible(page)
    study.control(number, "resume")
    expect(page.get_by_role("heading", name="A pause")).to_be_hidden()
    expect(page.locator(".number-answer")).to_have_value("44")
    study.control(number, "abort")
    expect(heading).to_have_text("The session was ended")
    expect(page.get_by_text("You can close this page.")).to_be_visible()
    assert_accessible(page)
    kinds = [event["kind"] for event in participant.events()]
    assert [kind for kind in kinds if kind in ("paused", "resumed")] == ["paused", "resumed"]


def test_a_browser_that_keeps_nothing_says_so_and_goes_on(participant: ParticipantPage) -> None:
    page = participant.page
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('Denied.', 'SecurityError') }")
    participant.open()
    expect(page.get_by_text("This browser keeps nothing on its disk")).to_be_visible()
    assert_accessible(page)
    participant.agree()
    participant.until(lambda: participant.is_at(DEMOGRAPHICS))
    assert len(participant.told("step_started")) == 2


def test_an_address_that_opens_nothing_says_what_to_do(page: Page, watch: Watch, study: StudyServer) -> None:
    watch.own(study.address)
    watch.expect("401")
    page.goto(f"{study.address}/study#key=no-such-key-in-this-study")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please open the address that you were given")
    expect(page.get_by_text("leads to no session of this study")).to_be_visible()
    assert_accessible(page)
