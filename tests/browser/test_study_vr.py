"""VR in a user study, in an emulated headset: who may enter it, what it says and asks there, and what is told of it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.headset import Headset
from tests.browser.participant_page import ParticipantPage
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.study_condition import StudyCondition
from tests.browser.study_server import PLAIN_TASK, TASK, VR_STUDY, StudyServer
from tests.browser.until import until
from tests.browser.watch import Watch

ROOM = "window.tetrascope.vr.shown"
ASKED, ANSWERED = "recalculation_requested", "recalculation_answered"
LAYER = "stem_conv"


def said(participant: ParticipantPage, kind: str) -> int:
    """How often something was told at the task."""
    return sum(event["step"] == TASK for event in participant.told(kind))


def rest(headset: Headset) -> None:
    """Go on pointing at something, for as long as a look is told."""
    begun = headset.page.evaluate("performance.now()")
    until(headset.page, f"performance.now() - {begun} > 400")


def test_vr_is_there_where_the_condition_offers_it(
    headset: Headset, server_process: ServerProcess, watch: Watch
) -> None:
    page = headset.page
    enter_vr = page.get_by_role("button", name="Enter VR")
    structure, pool = StructurePage(page, server_process.address), PoolPage(page, server_process.address)
    condition = StudyCondition(page, server_process.address)
    condition.enter("structure", windows=QUICK)
    structure.wait()
    page.evaluate("navigator.xr.isSessionSupported('immersive-vr')")
    expect(enter_vr).to_have_count(0)
    page.get_by_role("radio", name="Masked images", exact=True).click()
    pool.wait()
    expect(enter_vr).to_have_count(0)
    assert not any("VrRoom" in address for address in watch.requests), "its code is for those who may enter"
    page.evaluate("window.tetrascope.study.shown.value = { ...window.tetrascope.study.shown.value, vr: true }")
    expect(enter_vr).to_be_visible()
    page.get_by_role("radio", name="Network structure", exact=True).click()
    expect(enter_vr).to_be_visible()
    headset.enter("structure")
    headset.leave()
    settings = [event.content for event in condition.heard() if event.kind == "setting_changed"]
    assert settings == [{"setting": "vr", "value": "entered"}, {"setting": "vr", "value": "left"}]


def test_what_is_done_in_scene_2_is_told(headset: Headset, server_process: ServerProcess) -> None:
    page = headset.page
    pool = PoolPage(page, server_process.address)
    condition = StudyCondition(page, server_process.address, vr=True)
    condition.enter("pool", windows=QUICK)
    pool.wait()
    begun = len(condition.heard())
    headset.enter("pool")
    headset.place("right", (0.1, 1.1, -0.5))
    headset.hold("right", "squeeze")
    headset.place("right", (0.4, 1.2, -0.4))
    headset.release("right", "squeeze")
    image = point_at_an_image(headset)
    headset.press()
    headset.press_button("Close")
    headset.show_palette()
    for button in ("Bring here", "Kept", "All", "Help", "Close help"):
        headset.press_button(button)
    headset.leave()
    told = [(event.kind, event.content) for event in condition.heard()[begun:] if event.kind != "hover"]
    mask = next(each["mask"] for each in pool.answer()["images"] if each["index"] == image)
    assert told == [
        ("setting_changed", {"setting": "vr", "value": "entered"}),
        ("camera_moved", told[1][1]),
        ("pool_image_opened", {"index": image, "mask": mask}),
        ("setting_changed", {"setting": "pool_image", "value": "none"}),
        ("camera_moved", told[4][1]),
        ("filter_changed", {"filter": "answer", "value": "kept"}),
        ("filter_changed", {"filter": "answer", "value": "any"}),
        ("help_opened", {"topic": "vr"}),
        ("setting_changed", {"setting": "vr", "value": "left"}),
    ]
    moved, brought = (content["position"] for _, content in (told[1], told[4]))
    assert moved != pytest.approx(brought, abs=0.1)
    assert [event.content["index"] for event in condition.heard()[begun:] if event.kind == "hover"][-1] == image


def point_at_an_image(headset: Headset) -> int:
    """Look at an image that none nearer hides, for as long as is told; its index."""
    page, room = headset.page, "window.tetrascope.vr.shown"
    for index in range(page.evaluate("window.tetrascope.pool.stats().images")):
        at = page.evaluate(f"{room}.whereIsImage({index})")
        if at is None:
            continue
        headset.point("right", (at[0], at[1], at[2]))
        if page.evaluate(f"{room}.session.selection.hovered.peek()?.index") == index:
            rest(headset)
            return index
    raise AssertionError("Expected an image that can be pointed at, found none.")


@pytest.fixture(scope="module")
def study(browser: object) -> Iterator[StudyServer]:  # noqa: ARG001 (no browser, no server)
    server = StudyServer(VR_STUDY)
    yield server
    server.close()
    assert "Traceback" not in server.log(), server.log()


def test_a_whole_task_in_vr(
    headset: Headset, study: StudyServer, watch: Watch, screenshot: Callable[..., None]
) -> None:
    watch.own(study.address)
    page = headset.page
    participant = ParticipantPage(page, study, 1)
    participant.open()
    participant.agree()
    expect(participant.heading).to_have_text("Clustered feature maps")
    expect(page.get_by_role("list", name="Most probable classes")).to_be_attached()
    headset.enter("structure")
    headset.expect_words("Try out how to open a group, how to see what a pixel was computed from")
    headset.expect_words("of 5 min left")
    screenshot("tutorial")
    headset.press_button("Done")
    headset.expect_words("Finish this tutorial?")
    screenshot("asked")
    headset.press_button("Not yet")
    headset.press_button("Done")
    headset.press_button("Finish")

    # The next step is there without the headset being taken off.
    headset.expect_words("Which parts of the image matter?")
    participant.until(lambda: participant.is_at(TASK))
    headset.wait_for("structure")
    until(page, f"{ROOM}.place({LAYER!r}, 1, 0, 0) !== null")
    participant.until(lambda: said(participant, ANSWERED))
    screenshot("task")
    headset.draw("right", headset.at("placeInput(60, 50)"), headset.at("placeInput(120, 150)"))
    participant.until(lambda: said(participant, ANSWERED) == 2)
    headset.point("right", headset.at(f"place({LAYER!r}, 1, 56, 56)"))
    rest(headset)
    headset.press()
    participant.until(lambda: said(participant, ANSWERED) == 3)
    headset.press_button("Close maps")
    study.control(1, "pause")
    headset.expect_words("The experimenter has paused the session.")
    screenshot("paused")
    assert "Which parts of the image matter?" not in headset.words()
    study.control(1, "resume")
    until(page, "!window.tetrascope.vr.words().includes('A pause')")
    headset.show_palette()
    screenshot("palette")
    headset.press_button("Done")
    at = headset.where("Finish")
    assert at
    headset.point("right", at)
    page.evaluate("window.headset.controllers.right.updateButtonValue('trigger', 1)")  # no frame comes after it
    until(page, "!window.tetrascope?.vr")
    expect(participant.heading).to_have_text("All feature maps · Cat")
    expect(page.get_by_role("button", name="Enter VR")).to_have_count(0)
    participant.until(lambda: participant.is_at(PLAIN_TASK))
    participant.until(lambda: said(participant, "step_finished"))
    entered = [event for event in participant.told("setting_changed") if event["step"] == "tutorial.clustered"]
    assert [event["content"] for event in entered] == [{"setting": "vr", "value": "entered"}]
    events = [event for event in participant.events() if event["step"] == TASK]
    told = [(event["kind"], event["content"]) for event in events if event["kind"] != "hover"]
    answers = [content for kind, content in told if kind == ANSWERED]
    mask = {"kind": "rectangle", "top": 60, "left": 50, "height": 61, "width": 101}
    assert told == [
        ("step_started", {}),
        ("scene_entered", {}),
        (ASKED, {"operation": "layers"}),
        (ANSWERED, answers[0]),
        ("mask_drawn", {"index": 0, "mask": mask}),
        (ASKED, {"operation": "layers"}),
        (ANSWERED, answers[1]),
        ("cluster_opened", {"layer": LAYER, "cluster": 1}),
        (ASKED, {"operation": "activations"}),
        (ANSWERED, answers[2]),
        ("maps_closed", {}),
        ("paused", {}),
        ("resumed", {}),
        ("setting_changed", {"setting": "vr", "value": "left"}),
        ("step_finished", {"reason": "done"}),
    ]
    assert answers[0]["label"] == "Egyptian cat"
    assert answers[1]["probability"] != answers[0]["probability"]
    looks = [event["content"] for event in events if event["kind"] == "hover"]
    assert any((look["target"], look.get("layer"), look.get("cluster")) == ("cluster", LAYER, 1) for look in looks)
    assert {event["scene"] for event in events} == {None, "structure"}
