"""What the scenes tell a study's log of a person who goes through both, by mouse and by keyboard."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.study_condition import StudyCondition
from tests.browser.until import until

from tetrascope.protocol.study.event_kinds import EventKind
from tetrascope.protocol.study.events import SessionEvent

ASKED: EventKind = "recalculation_requested"
ANSWERED: EventKind = "recalculation_answered"
REST_MS = 400
"""Longer than a look that is told."""


class Log:
    """What is told, step by step."""

    def __init__(self, condition: StudyCondition) -> None:
        self.condition = condition
        self.seen = 0

    def events(self) -> list[SessionEvent]:
        """What was told since this was asked last, but for looks: how long a pointer rests is not the test's."""
        events = self.condition.heard()
        new = events[self.seen :]
        self.seen = len(events)
        return [event for event in new if event.kind != "hover"]

    def expect(self, *kinds: EventKind) -> list[SessionEvent]:
        """These kinds were told since, in this order, and nothing else. Waits until there are as many."""
        new = f"heard.slice({self.seen}).filter((one) => one.kind !== 'hover')"
        until(self.condition.page, f"{new}.length >= {len(kinds)}")
        events = self.events()
        assert tuple(event.kind for event in events) == kinds, [(event.kind, event.content) for event in events]
        return events

    def hovers(self) -> list[dict[str, Any]]:
        """All looks so far."""
        return [event.content for event in self.condition.heard() if event.kind == "hover"]


@pytest.fixture
def condition(page: Page, server_process: ServerProcess) -> StudyCondition:
    # The network answers when a mask is done, so that each step has one answer.
    return StudyCondition(page, server_process.address, live_masks=False)


@pytest.fixture
def log(condition: StudyCondition) -> Log:
    return Log(condition)


@pytest.fixture
def structure(condition: StudyCondition, server_process: ServerProcess) -> StructurePage:
    """Scene 1, entered."""
    structure = StructurePage(condition.page, server_process.address)
    structure.image_id = condition.enter("structure")
    structure.wait()
    return structure


def rest(page: Page) -> None:
    """The pointer stays where it is for a look."""
    begun = page.evaluate("performance.now()")
    until(page, f"performance.now() - {begun} > {REST_MS}")


def told(page: Page, kind: str, count: int = 1) -> None:
    """Wait until so many events of a kind were told."""
    until(page, f"heard.filter((one) => one.kind === {kind!r}).length >= {count}")


def test_masks_by_mouse(structure: StructurePage, log: Log) -> None:
    page = structure.page
    entered, *_ = log.expect("scene_entered", ASKED, ANSWERED)
    assert entered.scene == "structure"
    structure.stroke((60, 40), (150, 200))
    drawn, _, answered = log.expect("mask_drawn", ASKED, ANSWERED)
    assert drawn.content["index"] == 0
    assert drawn.content["mask"] == structure.wire.last_layers()["body"]["masks"][0]
    assert answered.content["operation"] == "layers"
    assert answered.content["latency_ms"] > 0
    assert answered.content["label"] == structure.shown_classes()[0][0].split("\n")[0]

    structure.tool("Move")
    structure.stroke((100, 100), (80, 90))
    _, moved, *_ = log.expect("setting_changed", "mask_moved", ASKED, ANSWERED)
    assert moved.content["mask"]["top"] == drawn.content["mask"]["top"] - 20
    structure.tool("Brush")
    structure.stroke((10, 10), (30, 200))
    _, painted, *_ = log.expect("setting_changed", "mask_drawn", ASKED, ANSWERED)
    assert painted.content["index"] == 1
    assert painted.content["mask"]["kind"] == "bitmap"
    structure.click(10, 12, right=True)
    removed, *_ = log.expect("mask_removed", ASKED, ANSWERED)
    assert removed.content == painted.content

    page.get_by_role("button", name="Undo", exact=True).click()
    structure.wire.settle()
    undone, *_ = log.expect("masks_replaced", ASKED, ANSWERED)
    assert undone.content == {"masks": [moved.content["mask"], painted.content["mask"]], "reason": "undo"}
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Remove all masks").click()
    structure.wire.settle()
    kept, cleared, *_ = log.expect("image_kept", "masks_replaced", ASKED, ANSWERED)
    assert kept.content == {"masks": undone.content["masks"]}
    assert cleared.content == {"masks": [], "reason": "clear"}
    page.get_by_role("button", name="Show Modified 1", exact=True).click()
    structure.wire.settle()
    opened, *_ = log.expect("masks_replaced", ASKED, ANSWERED)
    assert opened.content == {**undone.content, "reason": "open"}

    answers = sum(event.kind == ANSWERED for event in log.condition.heard())
    page.get_by_role("button", name="Compare", exact=True).click()
    told(page, ANSWERED, answers + 4)
    compared, *asked = log.events()
    assert (compared.kind, compared.content) == ("comparison_opened", {"left": [], "right": opened.content["masks"]})
    assert sorted(event.kind for event in asked) == sorted([ASKED, ANSWERED] * 4)
    page.keyboard.press("Escape")
    [closed] = log.expect("setting_changed")
    assert closed.content == {"setting": "comparison", "value": "closed"}


def test_a_network_that_follows_the_hand_tells_each_answer_and_the_mask_once(
    page: Page, server_process: ServerProcess
) -> None:
    condition = StudyCondition(page, server_process.address)
    structure = StructurePage(page, server_process.address)
    condition.enter("structure")
    structure.wait()
    structure.stroke((40, 40), (60, 80), (100, 120), (150, 200), steps=20)
    events = [event for event in condition.heard() if event.kind != "hover"]
    assert [event.kind for event in events if event.kind.startswith("mask")] == ["mask_drawn"]
    asked = [event.kind for event in events if event.kind.startswith("recalculation")]
    # A request that another takes the place of is never answered.
    assert asked.count(ASKED) > 2
    assert asked[-1] == ANSWERED
    assert all(first == ASKED for first, second in pairwise(asked) if second == ANSWERED)


def test_maps_camera_and_help_by_mouse(structure: StructurePage, log: Log) -> None:
    page = structure.page
    log.events()
    layer = "stem_conv"
    page.mouse.move(*structure.at(layer, 1, 60, 50))
    rest(page)
    page.mouse.click(*structure.at(layer, 1, 60, 50))
    structure.wire.settle()
    opened, asked, _ = log.expect("cluster_opened", ASKED, ANSWERED)
    assert opened.content == {"layer": layer, "cluster": 1}
    assert asked.content == {"operation": "activations"}
    # The maps open under the pointer, which then rests on one of them.
    look = next(look for look in reversed(log.hovers()) if look["target"] == "cluster")
    assert (look["layer"], look["cluster"]) == (layer, 1)
    assert look["duration_ms"] >= REST_MS

    cell = page.get_by_role("list", name="Feature maps").locator(".map-cell").first
    channel = int(cell.get_attribute("data-channel") or "")
    cell.hover()
    rest(page)
    cell.click()
    told(page, "map_opened")
    [large] = log.expect("map_opened")
    assert large.content == {"layer": layer, "channel": channel}
    page.get_by_role("application", name=f"Channel {channel}").hover()
    rest(page)
    page.get_by_role("button", name="All maps", exact=True).click()
    looks = [look for look in log.hovers() if look["target"] == "map"]
    assert [(look["layer"], look["channel"], "row" in look) for look in looks[-2:]] == [
        (layer, channel, False),
        (layer, channel, True),
    ]
    page.get_by_label("Maps shown").select_option("all")
    structure.wire.settle()
    page.get_by_role("button", name="Close feature maps").click()
    back, whole, *_, closed = log.expect("setting_changed", "layer_opened", ASKED, ANSWERED, "maps_closed")
    assert back.content == {"setting": "large_map", "value": "none"}
    assert whole.content == {"layer": layer}
    assert closed.content == {}

    page.get_by_role("button", name="Closer", exact=True).click()
    told(page, "camera_moved")
    structure.rest()
    [moved] = log.expect("camera_moved")
    place, target = moved.content["position"], moved.content["target"]
    assert len(place) == len(target) == 3
    assert place[2] > target[2] == 0
    page.get_by_role("button", name="Help", exact=True).click()
    page.get_by_role("button", name="Receptive field", exact=True).click()
    page.keyboard.press("Escape")
    assert [event.content["topic"] for event in log.expect("help_opened", "help_opened")] == [
        "contents",
        "receptive-field",
    ]


def test_both_scenes_by_mouse(condition: StudyCondition, server_process: ServerProcess, log: Log) -> None:
    page = condition.page
    structure, pool = StructurePage(page, server_process.address), PoolPage(page, server_process.address)
    condition.enter("pool", windows=QUICK)
    pool.wait()
    entered, asked, answered = log.expect("scene_entered", ASKED, ANSWERED)
    assert {event.scene for event in (entered, asked, answered)} == {"pool"}
    assert answered.content["operation"] == "pools"
    images = {image["index"]: image for image in pool.answer()["images"]}
    index = pool.on_top(pool.shown())
    x, y, _ = pool.at(index)
    page.mouse.move(x, y)
    rest(page)
    page.mouse.click(x, y)
    told(page, "pool_image_opened")
    [opened] = log.expect("pool_image_opened")
    assert opened.content == {"index": index, "mask": images[index]["mask"]}
    page.get_by_role("radio", name="Kept", exact=True).click()
    page.get_by_label("All images of the pool").click()
    page.get_by_role("button", name="Reset", exact=True).click()
    changes = log.expect("filter_changed", "filter_changed", "filter_changed")
    assert [tuple(event.content.values()) for event in changes] == [
        ("answer", "kept"),
        ("all_images", "true"),
        ("answer", "any"),
    ]
    assert {"target": "pool_image", "index": index}.items() <= log.hovers()[0].items()
    page.get_by_role("button", name="Come closer", exact=True).click()
    told(page, "camera_moved")
    pool.rest()
    log.expect("camera_moved")

    page.get_by_role("button", name="Open in scene 1", exact=True).locator("visible=true").click()
    structure.wait()
    structure_entered, replaced, *_ = log.expect("scene_entered", "masks_replaced", ASKED, ANSWERED)
    assert replaced.content == {"masks": [opened.content["mask"]], "reason": "open"}
    assert structure_entered.scene == "structure"
    assert structure.wire.last_layers()["body"]["masks"] == replaced.content["masks"]
    page.get_by_role("radio", name="Masked images", exact=True).click()
    pool.rest()
    # What stands there as it was left is entered, and nothing was moved or asked.
    assert log.expect("scene_entered")[0].scene == "pool"
    page.wait_for_timeout(REST_MS)
    log.expect()


def test_both_scenes_by_keyboard(structure: StructurePage, server_process: ServerProcess, log: Log) -> None:
    page, keys = structure.page, structure.page.keyboard
    pool = PoolPage(page, server_process.address)
    log.events()
    structure.input.focus()
    keys.press("ArrowRight")
    keys.press("Enter")
    structure.wire.settle()
    drawn, *_ = log.expect("mask_drawn", ASKED, ANSWERED)
    keys.press("Delete")
    structure.wire.settle()
    removed, *_ = log.expect("mask_removed", ASKED, ANSWERED)
    assert removed.content == drawn.content
    keys.press("ControlOrMeta+z")
    structure.wire.settle()
    keys.press("ControlOrMeta+Shift+z")
    structure.wire.settle()
    undone, _, _, redone, *_ = log.expect("masks_replaced", ASKED, ANSWERED, "masks_replaced", ASKED, ANSWERED)
    assert undone.content == {"masks": [drawn.content["mask"]], "reason": "undo"}
    assert redone.content == {"masks": [], "reason": "redo"}

    structure.canvas.focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    rest(page)
    keys.press("Enter")
    structure.wire.settle()
    opened, *_ = log.expect("cluster_opened", ASKED, ANSWERED)
    assert opened.content == {"layer": "stem_conv", "cluster": 1}
    until(page, "document.activeElement?.closest('.browser') !== null")
    page.get_by_role("list", name="Feature maps").locator(".map-cell").first.press("Enter")
    until(page, "document.activeElement?.getAttribute('role') === 'application'")
    keys.press("ArrowRight")
    keys.press("Escape")
    until(page, "document.activeElement?.hasAttribute('data-channel')")
    keys.press("Escape")
    first, second, *_ = log.expect("map_opened", "map_opened", "setting_changed", "maps_closed")
    assert first.content["channel"] < second.content["channel"]
    look = log.hovers()[-1]
    assert (look["target"], look["cluster"]) == ("cluster", 1)
    keys.press("+")
    told(page, "camera_moved")
    structure.rest()
    log.expect("camera_moved")
    keys.press("?")
    until(page, "document.querySelector('dialog[open]') !== null")
    keys.press("Escape")
    log.expect("help_opened")

    page.get_by_role("radio", name="Network structure", exact=True).focus()
    keys.press("ArrowRight")
    until(page, f"heard.some(({{ kind, scene }}) => kind === {ANSWERED!r} && scene === 'pool')", 120_000)
    pool.rest()
    log.expect("scene_entered", ASKED, ANSWERED)
    page.get_by_role("button", name="List of images", exact=True).press("Enter")
    pool.table.focus()
    keys.press("ArrowDown")
    keys.press("Enter")
    structure.wait()
    listed, chosen, entered, replaced, *_ = log.expect(
        "setting_changed", "pool_image_opened", "scene_entered", "masks_replaced", ASKED, ANSWERED
    )
    assert listed.content == {"setting": "list_of_images", "value": "true"}
    assert replaced.content == {"masks": [chosen.content["mask"]], "reason": "open"}
    assert (chosen.scene, entered.scene, replaced.scene) == ("pool", "structure", "structure")
