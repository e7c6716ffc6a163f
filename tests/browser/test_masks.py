"""Masks in scene 1: drawn with every tool, followed by the network, undone, kept and compared."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, expect
from tests.browser.pixels import canvas_pixels
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import NETWORK, SIDE, StructurePage, percentage
from tests.browser.until import until
from tests.protocol.guide_client import Map, superpixel_labels, unpacked, values


@pytest.fixture
def structure(page: Page, server_process: ServerProcess) -> StructurePage:
    structure = StructurePage(page, server_process.address)
    structure.open()
    return structure


def rectangle(top: int, left: int, height: int, width: int) -> Map:
    return {"kind": "rectangle", "top": top, "left": left, "height": height, "width": width}


def asked(structure: StructurePage) -> list[Map]:
    """The masks of the newest request."""
    masks: list[Map] = structure.wire.last_layers()["body"]["masks"]
    return masks


def hidden(mask: Map) -> NDArray[np.bool_]:
    """(SIDE, SIDE): the pixels that a mask hides."""
    flags = np.zeros((SIDE, SIDE), bool)
    bits = unpacked(mask) if mask["kind"] == "bitmap" else [True] * (mask["height"] * mask["width"])
    box = np.array(bits).reshape(mask["height"], mask["width"])
    flags[mask["top"] : mask["top"] + mask["height"], mask["left"] : mask["left"] + mask["width"]] = box
    return flags


def close(mask: Map, expected: Map) -> bool:
    """Whether a rectangle is where it was drawn, to a pixel."""
    names = ("top", "left", "height", "width")
    return mask["kind"] == "rectangle" and all(abs(mask[name] - expected[name]) <= 1 for name in names)


def test_a_rectangle_changes_the_classes_to_the_servers_own(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    before = structure.shown_classes()
    structure.stroke((60, 40), (150, 200))
    [mask] = asked(structure)
    assert close(mask, rectangle(60, 40, 90, 160))
    answer = structure.answer(masks=[mask])
    assert structure.shown_classes() != before
    structure.assert_shown(answer)
    structure.assert_columns(structure.wire.last_layers(), answer)
    # The picture in the editor is what entered the network.
    tensor = answer["predictions"]["image"]
    expected = np.frombuffer(tensor["data"], np.uint8).reshape(tensor["shape"])
    shown = canvas_pixels(structure.page.get_by_role("complementary", name="Input").locator("canvas").first)
    assert np.array_equal(shown, expected)
    expect(structure.page.get_by_text("percentage points").first).to_be_visible()
    screenshot("masked")


def test_the_unmasked_answer_stays_in_sight(structure: StructurePage, screenshot: Callable[..., None]) -> None:
    page, [answer, *_] = structure.page, structure.answer()["predictions"]["classes"]
    structure.stroke((2, 2), (221, 221))
    [mask] = asked(structure)
    masked = structure.answer(masks=[mask])["predictions"]["classes"]
    assert answer["label"]["index"] not in [one["label"]["index"] for one in masked], "all is hidden"
    lost = page.get_by_role("region", name=f"No longer among the ten: {answer['label']['name']}")
    last = masked[-1]["probability"]
    expect(lost).to_contain_text(f"≤{percentage(last).lstrip('<')}")
    expect(lost).to_contain_text(f"≤−{100 * (answer['probability'] - last):.1f}")
    screenshot("lost")
    page.get_by_role("button", name="Remove all masks").click()
    expect(lost).to_have_count(0)


def test_the_network_follows_a_drag_with_one_request_under_way(structure: StructurePage) -> None:
    wire, mouse = structure.wire, structure.page.mouse
    known = len(wire.scene_requests())
    mouse.move(*structure.place(40, 40))
    mouse.down()
    moves = 50
    for step in range(1, moves + 1):
        mouse.move(*structure.place(40 + 2 * step, 40 + 3 * step))
        wire.hear()
        drawn = wire.scene_requests()[known:]
        under_way = [request for request in drawn if wire.end(request) is None]
        assert len(under_way) <= 1, "while the hand moves, one request is under way"
    wire.wait(lambda: len(wire.scene_requests()) > known)
    mouse.up()
    wire.settle()
    drawn = wire.scene_requests()[known:]
    assert 2 <= len(drawn) <= moves + 1, "it follows, at the pace of the answers"
    [mask] = asked(structure)
    assert close(mask, rectangle(40, 40, 100, 150))
    assert wire.end(drawn[-1]) == "done"
    structure.assert_shown(structure.answer(masks=[mask]))


def test_a_hand_faster_than_the_answers_makes_no_heap_of_requests(structure: StructurePage) -> None:
    wire, mouse = structure.wire, structure.page.mouse
    known = len(wire.scene_requests())
    mouse.move(*structure.place(40, 40))
    mouse.down()
    mouse.move(*structure.place(42, 43))
    structure.sweep((42, 43), (140, 190), moves=50)
    wire.settle()
    mouse.move(*structure.place(140, 190))
    mouse.up()
    wire.settle()
    drawn = wire.scene_requests()[known:]
    assert 2 <= len(drawn) <= 4, "what was overtaken before it was asked is left out"
    [mask] = asked(structure)
    assert close(mask, rectangle(40, 40, 100, 150))


@pytest.mark.parametrize("waits", [True, False], ids=["answered before the hand is lifted", "after"])
def test_the_time_from_the_hand_to_the_columns_is_noted(structure: StructurePage, waits: bool) -> None:
    noted = "performance.getEntriesByName('mask-to-columns').length"
    mouse = structure.page.mouse
    for strokes in (1, 2):
        mouse.move(*structure.place(40 * strokes, 40))
        mouse.down()
        mouse.move(*structure.place(40 * strokes + 60, 90))
        if waits:
            structure.wire.settle()
        assert structure.page.evaluate(noted) == strokes - 1
        mouse.up()
        until(structure.page, f"{noted} === {strokes}")
        structure.wire.settle()


def test_a_brush_hides_what_it_passes_over(structure: StructurePage) -> None:
    structure.tool("Brush")
    structure.stroke((50, 50), (50, 170), (120, 170), steps=12)
    [mask] = asked(structure)
    assert mask["kind"] == "bitmap"
    flags = hidden(mask)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    across = np.hypot(rows - 50, columns - np.clip(columns, 50, 170))
    down = np.hypot(columns - 170, rows - np.clip(rows, 50, 120))
    away = np.minimum(across, down)
    assert flags[away < 9].all(), "the brush is 20 pixels wide"
    assert not flags[away > 11].any()
    structure.assert_shown(structure.answer(masks=[mask]))


def test_a_click_hides_a_superpixel_and_shows_it_again(structure: StructurePage) -> None:
    structure.tool("Superpixels")
    structure.wire.wait(lambda: bool(structure.wire.requests("superpixels")))
    structure.wire.settle()
    [request] = structure.wire.requests("superpixels")
    answer = structure.client.post("/v1/superpixels", request["body"])
    labels = np.array(superpixel_labels(answer)).reshape(SIDE, SIDE)
    assert request["body"].get("segments", 60) == 60
    structure.click(112, 112)
    [mask] = asked(structure)
    assert np.array_equal(hidden(mask), labels == labels[112, 112])
    structure.click(30, 30)
    assert len(asked(structure)) == 2
    structure.click(112, 112)
    [mask] = asked(structure)
    assert np.array_equal(hidden(mask), labels == labels[30, 30])
    assert len(structure.wire.requests("superpixels")) == 1


def test_masks_are_removed_undone_and_redone(structure: StructurePage) -> None:
    page = structure.page
    structure.stroke((20, 20), (80, 80))
    structure.stroke((120, 120), (200, 200))
    first, second = asked(structure)
    expect(structure.masks).to_have_count(2)
    structure.click(50, 50, right=True)
    assert asked(structure) == [second]
    page.get_by_role("button", name="Undo").click()
    structure.wire.settle()
    assert asked(structure) == [first, second]
    page.keyboard.press("Control+z")
    structure.wire.settle()
    assert asked(structure) == [first]
    structure.assert_shown(structure.answer(masks=[first]))
    page.get_by_role("button", name="Redo").click()
    page.keyboard.press("Control+Shift+Z")
    structure.wire.settle()
    assert asked(structure) == [second]
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()
    structure.tool("Move")
    structure.stroke((160, 160), (140, 130))
    [moved] = asked(structure)
    assert close(moved, {**second, "top": second["top"] - 20, "left": second["left"] - 30})
    page.get_by_role("button", name="Remove mask 1").click()
    structure.wire.settle()
    assert asked(structure) == []
    expect(structure.masks).to_have_count(0)
    page.keyboard.press("Control+z")
    structure.wire.settle()
    structure.tool("Remove")
    structure.click(145, 145)
    assert asked(structure) == []
    structure.assert_shown(structure.answer())


def test_masks_are_drawn_in_the_scene_too(structure: StructurePage) -> None:
    mouse = structure.page.mouse
    corners = structure.input_points([(50, 60), (140, 180)])
    mouse.move(*corners[0])
    mouse.down()
    mouse.move(*corners[1], steps=6)
    mouse.up()
    structure.wire.settle()
    [mask] = asked(structure)
    names = ("top", "left", "height", "width")
    assert all(abs(mask[name] - expected) <= 3 for name, expected in zip(names, (50, 60, 90, 120), strict=True))
    mouse.click(*structure.input_points([(100, 100)])[0], button="right")
    structure.wire.settle()
    assert asked(structure) == []


def test_the_fill_is_taken_into_the_answer(structure: StructurePage) -> None:
    structure.stroke((60, 40), (150, 200))
    [mask] = asked(structure)
    for label, fill in [("Mean colour", "mean"), ("Blurred image", "blur"), ("Noise", "noise")]:
        structure.page.get_by_label("Masked pixels become").select_option(label=label)
        structure.wire.settle()
        assert structure.wire.last_layers()["body"]["fill"] == fill
        structure.assert_shown(structure.answer(masks=[mask], fill=fill))


def test_modified_images_are_kept_returned_to_renamed_and_deleted(structure: StructurePage) -> None:
    page = structure.page
    structure.stroke((60, 40), (150, 200))
    [first] = asked(structure)
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Show the original").click()
    structure.wire.settle()
    assert asked(structure) == []
    structure.stroke((10, 10), (60, 60))
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Rename Modified 2").click()
    page.get_by_label("Name", exact=True).fill("Left ear")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show Modified 1").click()
    structure.wire.settle()
    assert asked(structure) == [first]
    structure.assert_shown(structure.answer(masks=[first]))
    expect(page).to_have_url(re.compile("masks="))
    page.reload()
    structure.wait()
    kept = page.get_by_role("list", name="Kept images").get_by_role("listitem")
    expect(kept).to_have_count(3)
    expect(page.get_by_role("button", name="Show Modified 1")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Delete Modified 1").click()
    expect(kept).to_have_count(2)
    expect(page.get_by_role("button", name="Show Left ear")).to_be_visible()


def test_two_images_are_compared_map_by_map(structure: StructurePage, screenshot: Callable[..., None]) -> None:
    page = structure.page
    structure.stroke((60, 40), (150, 200))
    [mask] = asked(structure)
    page.get_by_role("button", name="Compare", exact=True).click()
    dialog = page.get_by_role("dialog", name="Compare two images")
    dialog.get_by_label("Layer").select_option("block6d_add")
    differences = dialog.get_by_role("region", name="Feature maps").get_by_role("listitem")
    expect(differences.first).to_contain_text("mean |B − A|")
    structure.wire.settle()
    body = {"image_id": structure.image_id, "network_id": NETWORK, "layer": "block6d_add"}
    maps = [
        np.array([values(one["map"]) for one in structure.client.post("/v1/activations", {**body, **more})["maps"]])
        for more in ({}, {"masks": [mask]})
    ]
    means = np.abs(maps[1] - maps[0]).mean(axis=(1, 2))
    expect(differences).to_have_count(len(means))
    expect(differences.first).to_contain_text(f"Channel {means.argmax()}")
    text = differences.first.inner_text().partition("|B − A|")[2]
    assert float(text.split()[0]) == pytest.approx(means.max(), rel=2e-3)
    for letter, answer in (("A", structure.answer()), ("B", structure.answer(masks=[mask]))):
        side = dialog.get_by_role("region", name=f"{letter}:")
        first = answer["predictions"]["classes"][0]["label"]["name"]
        expect(side).to_contain_text(first)
    picture = canvas_pixels(differences.first.locator("canvas").last)
    assert picture.reshape(-1, 3).std(axis=0).max() > 5, "the difference is drawn"
    screenshot("compare")
    dialog.get_by_role("button", name="Swap A and B").click()
    expect(dialog.get_by_role("region", name="B: Original")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
