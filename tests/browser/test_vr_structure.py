"""Scene 1 in VR, in an emulated headset: the columns on a wall around the person, the input within reach."""

import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.conftest import DESKTOP
from tests.browser.headset import COARSE, EYES, Headset, Vector, is_sharp
from tests.browser.pixels import Picture, seen
from tests.browser.structure_page import NETWORK, StructurePage
from tests.browser.until import until
from tests.browser.uploads import count_uploads, uploaded
from tests.protocol.guide_client import values

ROOM = "window.tetrascope.vr.shown"
MARKS = f"{ROOM}.easel.marks"
NUMBER = re.compile(r"Row (\d+), column (\d+): (\S+)")
BOX = {"kind": "rectangle", "top": 60, "left": 50, "height": 61, "width": 101}
"""What is drawn from pixel (60, 50) to (120, 150)."""
DRAWS = {"first": 24, "most": 36}
"""Draw calls for both eyes together; 22 were counted at first, and 32 with everything open that can be."""

UPLOADED = 4000
"""Bytes that go to the graphics processor for each pixel that a hand points at; 2,800 were counted."""
PAGE_FRAMES = "window.tetrascope.structure.stats().frames"


def panel(headset: Headset, layer: str, cluster: int, row: float, column: float) -> Vector:
    """Where a pixel of a panel is in the room."""
    return headset.at(f"place({layer!r}, {cluster}, {row}, {column})")


def pixel_told(headset: Headset, row: int, column: int) -> float:
    """The value that the board beside a pixel tells."""
    headset.expect_words(f"Row {row}, column {column}:")
    found = next(match for words in headset.words() if (match := NUMBER.search(words)))
    return float(found[3].replace("−", "-"))


def masks_of(page: Page) -> Any:
    """The masks in the page's address, which are those of the view."""
    return page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('masks')")


def test_the_columns_stand_around_the_person_and_tell_their_values(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    expect(page.get_by_label("Measuring what flows into what")).to_have_count(0)
    expect(page.get_by_role("region", name="Bands between columns")).to_contain_text("%")  # measured, and drawn so
    structure.rest()
    camera = page.evaluate("location.hash")
    before = below_the_tools(structure)
    headset.enter("structure")
    assert page.evaluate("window.tetrascope.vr.renderer.xr.getFoveation()") == 0, "words are sharp at the edges too"
    layers = structure.answer()["layers"]
    screenshot("entered")
    for position, cluster, row, column in [(0, 0, 20, 30), (1, 2, 100, 5), (3, 1, 40, 50)]:
        layer = layers[position]
        number = values(layer["clusters"][cluster]["representative"])[row][column]
        headset.point("right", panel(headset, layer["layer"], cluster, row, column))
        assert pixel_told(headset, row, column) == pytest.approx(number, rel=1e-3, abs=1e-4)
        assert any(words.startswith(layer["layer"]) for words in headset.words())
    screenshot("pointed")
    headset.point("right", (0, 3, -1))
    until(page, "!window.tetrascope.vr.words().some((words) => words.startsWith('Row '))")
    headset.leave()
    structure.rest()
    assert page.evaluate("location.hash") == camera, "the page looks where it looked"
    assert np.abs(below_the_tools(structure) - before).max() <= 2


def below_the_tools(structure: StructurePage) -> Picture:
    """What the page's scene shows."""
    box = structure.canvas.bounding_box()
    assert box
    return seen(structure.page, box["x"], box["y"] + 120, box["width"], box["height"] - 120)


def test_a_cluster_is_opened_looked_through_and_closed(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    layer = structure.answer()["layers"][0]
    cluster = layer["clusters"][2]
    assert len(cluster["channels"]) > 12, "there must be a second page"
    headset.point("right", panel(headset, layer["layer"], 2, 56, 56))
    headset.press("right")
    headset.expect_words(f"{len(cluster['channels'])} of {layer['channels']} maps")
    headset.expect_words("Page 1 of 2")
    screenshot("maps")
    headset.press_button("Next maps")
    headset.expect_words("Page 2 of 2")
    headset.press_button("Previous maps")
    headset.expect_words("Page 1 of 2")
    first = next(words for words in headset.words() if words.startswith(f"{min(cluster['channels'])} · "))
    headset.press_button(first)
    headset.expect_words(f"{layer['layer']}, channel {min(cluster['channels'])}")
    channel = min(cluster["channels"])
    body = {"image_id": structure.image_id, "network_id": NETWORK}
    asked = {**body, "layer": layer["layer"], "channels": [channel]}
    number = values(structure.client.post("/v1/activations", asked)["maps"][0]["map"])[28][84]
    headset.point("right", headset.at("placeMap(84.5 / 112, 28.5 / 112)"))
    assert pixel_told(headset, 28, 84) == pytest.approx(number, rel=1e-3, abs=1e-4)
    headset.expect_words("Computed from 3 × 3 pixels of the input")
    assert page.evaluate(f"{ROOM}.drawing.look.inputField.value") == 1, "the field is outlined on the input"
    screenshot("large")
    headset.press_button("Next map")
    headset.press_button("All maps")
    headset.expect_words("Page 1 of 2")
    headset.press_button("Close maps")
    until(page, "!window.tetrascope.vr.words().includes('Close maps')")
    headset.leave()
    expect(page.get_by_label(f"Feature maps of {layer['layer']}")).to_have_count(0)


@pytest.mark.parametrize("hands", [False, True], ids=["controllers", "hands"])
def test_a_mask_is_drawn_by_ray_answered_taken_back_and_there_after_leaving(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None], hands: bool
) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    if hands:
        headset.use_hands()
    headset.draw("right", headset.on_input(60, 50), headset.on_input(90, 90), headset.on_input(120, 150))
    answer = structure.answer(masks=[BOX])
    top = answer["predictions"]["classes"][0]
    headset.expect_words(f"{top['label']['name']} {100 * top['probability']:.1f}%")
    headset.expect_words("percentage points")
    structure.wire.settle()
    assert structure.wire.scene_requests()[-1]["body"]["masks"] == [BOX]
    headset.look(headset.on_input(112, 112))
    screenshot("masked")
    headset.show_palette()
    headset.press_button("Undo")
    until(page, "!window.tetrascope.vr.words().some((words) => words.includes('percentage points'))")
    headset.press_button("Redo")
    headset.expect_words("percentage points")
    screenshot("palette")
    headset.leave()
    expect(structure.masks).to_have_count(1)
    structure.wire.settle()
    structure.assert_shown(answer)
    assert masks_of(page) == "r60,50,61,101"


def test_a_fingertip_draws_and_the_eraser_removes_a_mask_of_the_page(
    structure: StructurePage, headset: Headset
) -> None:
    structure.open(masks="r10,10,40,40")
    page = structure.page
    headset.enter("structure")
    headset.use_hands()
    headset.expect_words("percentage points")
    headset.touch("right", headset.on_input(60, 50), headset.on_input(90, 90), headset.on_input(120, 150))
    until(page, "location.hash.includes('~')")
    drawn = str(masks_of(page)).split("~")
    assert drawn[0] == "r10,10,40,40"
    top, left, height, width = (int(number) for number in drawn[1].removeprefix("r").split(","))
    assert max(abs(top - 60), abs(left - 50), abs(height - 61), abs(width - 101)) <= 3, drawn
    headset.show_palette()
    headset.press_button("Remove")
    headset.expect_words("sweep over several")
    headset.point("right", headset.on_input(30, 30))
    headset.press("right")
    until(page, "!location.hash.includes('~')")
    headset.press_button("Remove all")
    until(page, "!location.hash.includes('masks=')")
    headset.leave()
    expect(structure.masks).to_have_count(0)


def test_what_is_in_a_hand_is_seen_before_the_input_and_before_the_wall(
    structure: StructurePage, headset: Headset
) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    layer = structure.answer()["layers"][1]["layer"]
    for target in (headset.on_input(112, 112), panel(headset, layer, 1, 56, 56)):
        headset.look(target)
        headset.aim("right", (0.6, 0.4, 0.2), (0.6, 0.0, 0.2))
        without = like_a_hand(page)
        # Half way between the eyes and what they look at.
        headset.aim("right", (target[0] / 2, (target[1] + EYES) / 2, target[2] / 2), target)
        assert like_a_hand(page) > without + 0.03


def like_a_hand(page: Page) -> float:
    """The share of the picture's middle that has a hand's colour; an eye sees a hand beside what it is before."""
    colour = page.evaluate("getComputedStyle(document.body).getPropertyValue('--text-muted').trim()")
    hand = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    side = 160 * (1 if is_sharp() else COARSE)
    middle = seen(page, (DESKTOP[0] - side) / 2, (DESKTOP[1] - side) / 2, side, side)
    found = np.abs(middle - hand).max(axis=2) <= 8
    return float(found.mean())


def test_a_hand_on_the_input_sees_what_its_tool_would_do(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open(masks="r10,10,40,40")
    page = structure.page
    headset.enter("structure")
    headset.look(headset.on_input(112, 112))
    assert lines(page, "masks") == 4, "the mask is outlined"
    headset.show_palette()
    headset.press_button("Brush")
    headset.press_button("Larger brush")
    headset.expect_words("Brush: 26 pixels across")
    headset.point("right", headset.on_input(100, 150))
    across = page.evaluate(f"{MARKS}.brush.visible && {MARKS}.ring[1].half.value.x * 2 * {MARKS}.brush.scale.x")
    assert across == pytest.approx(26, abs=2), "the ring is as large as the brush"
    screenshot("brush")
    headset.press()
    until(page, "location.hash.includes('~')")
    drawn = str(masks_of(page)).split("~")[1]
    assert drawn.startswith("b"), drawn

    headset.show_palette()
    headset.press_button("Superpixels")
    headset.expect_words("Regions: about 60")
    headset.expect_words("Press a region to hide it")
    until(page, f"{MARKS}.superpixels.instances.count > 100")
    headset.point("right", headset.on_input(180, 180))
    assert lines(page, "pointed") > 3, "the region is shaded"
    screenshot("superpixels")
    headset.press()
    until(page, "location.hash.split('~').length === 3")
    headset.show_palette()
    headset.press_button("Remove")
    headset.point("right", headset.on_input(30, 30))
    assert lines(page, "pointed") == 8, "what would be removed is outlined, twice"
    screenshot("remove")
    headset.leave()
    expect(structure.masks).to_have_count(3)


def lines(page: Page, which: str) -> int:
    """How many lines are drawn on the input."""
    found: int = page.evaluate(f"{MARKS}.{which}.mesh.visible ? {MARKS}.{which}.instances.count : 0")
    return found


def test_images_are_kept_in_vr_and_on_the_page_alike(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open(masks="r10,10,40,40")
    page = structure.page
    kept = page.get_by_role("list", name="Kept images").get_by_role("listitem")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(kept).to_have_count(2)  # the original is one of them
    headset.enter("structure")
    headset.show_palette()
    headset.expect_words("Images kept: 1. Shown: Modified 1.")
    headset.draw("right", headset.on_input(100, 100), headset.on_input(150, 150))
    headset.expect_words("Images kept: 1. Shown: not kept.")
    headset.press_button("Keep image")
    headset.expect_words("Images kept: 2. Shown: Modified 2.")
    screenshot("kept")
    shown = []
    for name in ("the original", "Modified 1", "Modified 2"):
        headset.press_button("Next kept")
        headset.expect_words(f"Images kept: 2. Shown: {name}.")
        shown.append(page.evaluate(f"{ROOM}.easel.session.masks.all.value.length"))
    assert shown == [0, 1, 2]
    headset.leave()
    expect(kept).to_have_count(3)
    expect(page.get_by_role("button", name="Show Modified 2")).to_have_attribute("aria-pressed", "true")


def test_a_class_on_the_wall_tells_its_meaning(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    top = structure.answer()["predictions"]["classes"][1]["label"]
    headset.show_palette()
    headset.press_button("Last layers")
    headset.point("right", headset.at("placeClass(1)"))
    headset.expect_words(top["meaning"])
    headset.look(headset.at("placeClass(1)"))
    screenshot("meaning")
    headset.point("right", (0, 3, -1))
    until(page, f"!window.tetrascope.vr.words().includes({json.dumps(top['meaning'])})")
    # Where nothing is known of it, its name is told, which is cut on the wall where it is long.
    page.evaluate(f"{ROOM}.easel.session.answers.predictions.peek().classes[2].label.meaning = null")
    headset.point("right", headset.at("placeClass(2)"))
    name = structure.answer()["predictions"]["classes"][2]["label"]["name"]
    until(page, f"window.tetrascope.vr.words().includes({json.dumps(name)})")


def test_the_palette_sets_what_the_page_sets(structure: StructurePage, headset: Headset) -> None:
    structure.open(masks="r10,10,40,40", difference="1")
    page = structure.page
    headset.enter("structure")
    headset.expect_words("orange is more, blue is less")
    headset.show_palette()
    headset.press_button("More")
    headset.expect_words("Clusters for each layer: 4")
    headset.press_button("Mean colour")
    headset.press_button("Brush")
    headset.press_button("Field on input")
    headset.press_button("Help")
    headset.expect_words("1 of")
    headset.press_button("Close help")
    structure.wire.settle()
    assert structure.wire.scene_requests()[-1]["body"]["clusters"] == 4
    headset.leave()
    expect(page.get_by_role("radio", name="Brush")).to_be_checked()
    for setting in ("k=4", "fill=mean", "field=0"):
        until(page, f"location.hash.includes('{setting}')")


def test_the_wall_is_walked_along_by_hand_and_by_turning(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open()
    headset.enter("structure")
    names = [layer["layer"] for layer in structure.answer()["layers"]]
    start = panel(headset, names[1], 1, 0, 0)
    headset.place("right", (0.3, 1.1, -0.5))
    headset.hold("right", "squeeze")
    headset.place("right", (-0.3, 1.1, -0.5))
    headset.release("right", "squeeze")
    moved = panel(headset, names[1], 1, 0, 0)
    assert moved[0] < start[0] - 0.5, "it slides to the left as the hand does"
    assert moved[0] ** 2 + moved[2] ** 2 == pytest.approx(start[0] ** 2 + start[2] ** 2, abs=1e-3), "along itself"
    for _ in range(3):
        headset.push("right", 1)
    screenshot("turned")
    headset.show_palette()
    headset.press_button("Last layers")
    screenshot("last")
    headset.press_button("First layers")
    assert panel(headset, names[1], 1, 0, 0) == pytest.approx(start, abs=1e-3), "the wall alone has been turned"
    grasp(headset, 0.2, 0.4)
    larger = [panel(headset, names[1], 1, row, 0)[1] for row in (0, 111)]
    assert larger[0] - larger[1] == pytest.approx(2 * 0.6 * 0.5 * 111 / 112, abs=0.02), (
        "two hands make it twice as large"
    )


def grasp(headset: Headset, near: float, apart: float) -> None:
    """Take hold with both hands so many metres from each other, and bring them to others."""
    for half, button in ((near / 2, headset.hold), (apart / 2, headset.release)):
        headset.place("left", (-half, 1.1, -0.5))
        headset.place("right", (half, 1.1, -0.5))
        button("left", "squeeze")
        button("right", "squeeze")


def test_nothing_is_made_while_a_hand_hovers_and_little_is_drawn(
    context: BrowserContext, structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    count_uploads(context)
    structure.open()
    page = structure.page
    page.evaluate("window.headset.stereoEnabled = true")
    headset.enter("structure")
    assert headset.stats()["drawCalls"] <= DRAWS["first"], headset.stats()
    layer = structure.answer()["layers"][1]["layer"]
    headset.point("right", panel(headset, layer, 0, 30, 30))
    headset.press("right")
    headset.expect_words("maps of 112 × 112")
    headset.show_palette()
    headset.press_button("Help")
    structure.wire.settle()
    headset.point("right", panel(headset, layer, 0, 40, 40))
    pixel_told(headset, 40, 40)
    headset.frames(10)
    before = headset.stats()
    sent, of_page = uploaded(page), page.evaluate(PAGE_FRAMES)
    for row in range(41, 61):
        headset.point("right", panel(headset, layer, 0, row, 40))
    per_pixel = (uploaded(page) - sent) / 20
    assert 0 < per_pixel <= UPLOADED, per_pixel
    assert page.evaluate(PAGE_FRAMES) == of_page, "the page's own scene rests"
    sent = uploaded(page)
    headset.frames(60)
    assert uploaded(page) == sent, "a hand that rests changes nothing"
    after = headset.stats()
    assert (after["geometries"], after["textures"]) == (before["geometries"], before["textures"])
    assert after["drawCalls"] <= DRAWS["most"], after
    screenshot("everything")
