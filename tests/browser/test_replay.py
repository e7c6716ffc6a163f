"""Replay of a session in the viewer's scenes, from what a server has recorded."""

import base64
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DESKTOP, PATIENCE_MS, PHONE
from tests.browser.participant_page import ParticipantPage
from tests.browser.study_server import BEFORE, PLAIN_TASK, TASK, Json, StudyServer, event
from tests.browser.until import until
from tests.browser.watch import Watch
from tests.browser.wire import Wire

TABLET = (820, 1180)
LAYER = "block2a_project_conv"
BITS = bytes([255, 129, 129, 255])


def rectangle(top: int, left: int, height: int, width: int) -> Json:
    return {"kind": "rectangle", "top": top, "left": left, "height": height, "width": width}


FIRST, SECOND, MOVED = rectangle(40, 40, 60, 80), rectangle(120, 10, 30, 30), rectangle(130, 20, 30, 30)
PAINTED: Json = {"kind": "bitmap", "top": 8, "left": 16, "height": 4, "width": 8}
TOLD_PAINTED = {**PAINTED, "data": base64.b64encode(BITS).decode()}
SEEN = {"operation": "layers", "latency_ms": 240.0, "label": "tabby", "probability": 0.61}

SESSION = [
    event("session_opened", 0, "consent", client="browser", version="0", width=1280, height=800),
    event("step_started", 5, "consent"),
    event("step_finished", 4_000, "consent", reason="done"),
    event("step_started", 4_010, BEFORE),
    event("answer_changed", 6_000, BEFORE, item="age", value=2),
    event("answer_changed", 6_500, BEFORE, item="age", value=27),
    event("question_answered", 20_000, BEFORE, item="age", value=27),
    event("step_finished", 20_000, BEFORE, reason="done"),
    event("step_started", 20_010, TASK),
    event("scene_entered", 20_020, TASK, "structure"),
    event("mask_drawn", 30_000, TASK, "structure", index=0, mask=FIRST),
    event("recalculation_requested", 30_005, TASK, "structure", operation="layers"),
    event("recalculation_answered", 30_245, TASK, "structure", **SEEN),
    event("mask_drawn", 33_000, TASK, "structure", index=1, mask=SECOND),
    event("mask_moved", 35_000, TASK, "structure", index=1, mask=MOVED),
    event("mask_removed", 40_000, TASK, "structure", index=0, mask=FIRST),
    event("mask_drawn", 44_000, TASK, "structure", index=1, mask=TOLD_PAINTED),
    event("cluster_opened", 50_000, TASK, "structure", layer=LAYER, cluster=1),
    event("maps_closed", 56_000, TASK, "structure"),
    event("masks_replaced", 60_000, TASK, "structure", masks=[], reason="clear"),
    event("step_finished", 61_000, TASK, reason="done"),
    event("step_started", 61_005, PLAIN_TASK),
    event("scene_entered", 61_010, PLAIN_TASK, "structure"),
    event("layer_opened", 70_000, PLAIN_TASK, "structure", layer=LAYER),
    event("session_closed", 99_000, PLAIN_TASK),
]
MASKS = [[FIRST], [FIRST, SECOND], [FIRST, MOVED], [MOVED], [MOVED, {**PAINTED, "data": BITS}], []]
"""As they were after each change."""


@pytest.fixture(scope="module")
def study(browser: Browser) -> Iterator[StudyServer]:  # noqa: ARG001 (no browser, no server)
    server = StudyServer()
    server.control(1, "start")
    server.tell(1, *SESSION)
    yield server
    server.close()
    assert "Traceback" not in server.log(), server.log()


@pytest.fixture
def wire(page: Page) -> Wire:
    return Wire(page)


@pytest.fixture
def replay(page: Page, wire: Wire, watch: Watch, study: StudyServer) -> Page:  # noqa: ARG001 (it listens first)
    """The replay, as the experimenter comes to it."""
    watch.own(study.address)
    page.goto(study.page)
    page.get_by_role("button", name=re.compile("^Participant 1$")).click()
    page.get_by_role("link", name="Look at the session").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    return page


def caption(page: Page) -> Any:
    return page.locator(".transport-caption")


def asked(wire: Wire) -> list[Json]:
    """What the network has been asked about scene 1 so far; the unmasked image is asked about in another slot."""
    wire.hear()
    return [each["body"] for each in wire.requests("layers") if re.fullmatch(r"structure(-\d+)?", each["slot"])]


def expect_asked(page: Page, wire: Wire, masks: list[Json]) -> None:
    """Wait until the network has been asked about these masks, last of all."""
    waited = 0
    while not (bodies := asked(wire)) or bodies[-1]["masks"] != masks:
        assert waited < PATIENCE_MS, f"Expected a request about {masks}, got {bodies[-1:]}"
        page.wait_for_timeout(50)
        waited += 50


def test_the_masks_are_those_that_were_recorded_forward_and_backward(
    replay: Page, wire: Wire, screenshot: Callable[..., None]
) -> None:
    page = replay
    page.keyboard.press("s")  # steps, until the task's scene is there
    expect(caption(page)).to_have_text("Began the step")
    for masks in MASKS:
        page.keyboard.press("m")
        expect(page.get_by_role("list", name="Masks").get_by_role("listitem")).to_have_count(len(masks))
        expect_asked(page, wire, masks)
    screenshot("cleared")
    for masks in reversed(MASKS[:-1]):
        page.keyboard.press("Shift+M")
        expect(page.get_by_role("list", name="Masks").get_by_role("listitem")).to_have_count(len(masks))
        expect_asked(page, wire, masks)
    seen = page.locator(".standing-answer")
    expect(seen).to_have_count(0)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(seen).to_have_text("The participant saw: tabby, 61.0%")


def test_each_step_is_as_it_was(replay: Page, wire: Wire, screenshot: Callable[..., None]) -> None:
    page = replay
    for _ in range(2):
        page.keyboard.press("q")
    expect(page.locator(".step-card")).to_contain_text("27")
    screenshot("questionnaire")
    time = page.get_by_role("slider", name="Time of the session")
    for _ in range(6):
        page.keyboard.press("m")
    for _ in range(3):
        page.keyboard.press(",")
    expect(caption(page)).to_have_text("Drew a mask (bitmap, 4 × 8)")
    page.keyboard.press(".")
    expect(caption(page)).to_have_text(f"Opened cluster 2 of {LAYER}")
    expect(page.get_by_role("region", name=f"Feature maps of {LAYER}")).to_be_visible()
    assert asked(wire)[-1]["clusters"] == 4
    screenshot("maps")
    page.keyboard.press(".")
    expect(page.get_by_role("region", name=f"Feature maps of {LAYER}")).to_have_count(0)
    time.focus()
    page.keyboard.press("End")
    expect(page.get_by_role("region", name=f"Feature maps of {LAYER}")).to_be_visible()
    expect(page.get_by_text("18 layers, in the order data flows")).to_be_attached()
    expect(time).to_be_focused()  # what opened by itself has not taken the focus
    screenshot("list")


def test_it_plays_and_leaves_idle_time_out(replay: Page) -> None:
    page = replay
    time = page.get_by_role("slider", name="Time of the session")
    expect(page.locator(".transport-clock")).to_have_text("0:00 / 1:39")
    page.get_by_role("switch", name="Skip idle time").click()
    expect(page.locator(".transport-clock")).not_to_have_text("0:00 / 1:39")
    page.get_by_role("radio", name="16×").click()
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('.transport-caption').textContent === 'Closed the page'")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert time.evaluate("(slider) => slider.value === slider.max")


def test_a_participant_of_a_browser_is_seen_as_they_saw_it(
    context: BrowserContext, page: Page, wire: Wire, watch: Watch, study: StudyServer
) -> None:
    watch.own(study.address)
    participant = ParticipantPage(context.new_page(), study, 2)
    own, there = participant.page, Wire(participant.page)
    participant.open()
    participant.agree()
    participant.answer()
    participant.button("Go on").click()
    masks = own.get_by_role("list", name="Masks").get_by_role("listitem")
    expect(own.get_by_role("list", name="Most probable classes")).to_be_attached()
    participant.draw()
    own.get_by_role("application", name="Input image").press("Shift+ArrowDown")
    own.keyboard.press("Enter")
    expect(masks).to_have_count(2)
    masks.first.get_by_role("button", name=re.compile("Remove")).click()
    expect(masks).to_have_count(1)
    own.keyboard.press("Control+z")
    expect(masks).to_have_count(2)
    there.settle()
    saw = [body["masks"] for body in asked(there)]
    own.reload()
    expect(masks).to_have_count(2)
    participant.until(lambda: len(participant.told("scene_entered")) == 2)
    page.goto(study.page)
    page.goto(f"{study.address}/replay#participant=2")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    shown = page.get_by_role("list", name="Masks").get_by_role("listitem")
    changes = [event for event in study.record(2)["events"] if event["kind"].startswith("mask")]
    assert [change["kind"] for change in changes[:4]] == ["mask_drawn", "mask_drawn", "mask_removed", "masks_replaced"]
    for count in (1, 2, 1, 2):
        page.keyboard.press("m")
        expect(shown).to_have_count(count)
        wire.settle()
        assert asked(wire)[-1]["masks"] in saw
    assert asked(wire)[-1]["masks"] == saw[-1]
    page.get_by_role("slider", name="Time of the session").press("End")
    expect(shown).to_have_count(2)  # as the page had it after it was loaded again


def test_nothing_of_it_changes_the_records(replay: Page, watch: Watch, study: StudyServer) -> None:
    page = replay
    before = study.record(1)
    page.keyboard.press("m")
    masks = page.get_by_role("list", name="Masks").get_by_role("listitem")
    expect(masks).to_have_count(1)
    page.get_by_role("button", name="Remove all masks").click()
    expect(page.get_by_text("A replay shows the masks that were recorded.")).to_be_visible()
    expect(masks).to_have_count(1)
    assert study.record(1) == before
    assert not [url for url in watch.requests if "/session/events" in url]


@pytest.mark.parametrize("viewport", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
def test_it_is_for_everybody_at_every_size(
    replay: Page, viewport: tuple[int, int], screenshot: Callable[..., None]
) -> None:
    page = replay
    page.keyboard.press("q")
    assert_accessible(page)
    page.keyboard.press("m")
    until(page, "!!window.tetrascope?.structure")
    assert_accessible(page)
    wide: Any = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= viewport[0]
    screenshot("scene")


def test_what_is_not_there_is_told(page: Page, watch: Watch, study: StudyServer) -> None:
    watch.own(study.address)
    watch.expect("404|401")
    page.goto(f"{study.address}/replay#participant=3&token={study.token}")
    expect(page.get_by_role("heading", name="Nothing is recorded yet")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{study.address}/replay#participant=99")
    expect(page.get_by_role("heading", name="The study cannot be shown")).to_be_visible()
