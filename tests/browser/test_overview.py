"""All layers at once: everything that the walk can do, upright and by keyboard, from the same state."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, PHONE
from tests.browser.structure_page import COLUMNS, SIDE, StructurePage
from tests.protocol.guide_client import Map, receptive_fields, values

LAPTOP = (1280, 720)
NUMBER = re.compile(r"Row (\d+), column (\d+): (\S+)")


@pytest.fixture
def viewport() -> tuple[int, int]:
    return LAPTOP


def cells(structure: StructurePage) -> Locator:
    return structure.page.get_by_role("list", name="Layers", exact=True).locator("> li")


def panel(structure: StructurePage, layer: str, cluster: int) -> Locator:
    name = re.compile(rf"(^|, ){re.escape(layer)}, cluster {cluster + 1} of")
    return structure.page.get_by_role("button", name=name)


def point(structure: StructurePage, layer: Map, cluster: int, row: int, column: int) -> None:
    """Put the pointer onto a pixel of a picture."""
    box = panel(structure, layer["layer"], cluster).locator("canvas").bounding_box()
    assert box
    x = box["x"] + (column + 0.5) / layer["width"] * box["width"]
    structure.page.mouse.move(x, box["y"] + (row + 0.5) / layer["height"] * box["height"])


@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
def test_every_column_is_there_at_once_and_can_be_read(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open(view="overview")
    answer = structure.answer()
    expect(cells(structure)).to_have_count(COLUMNS)
    for layer in answer["layers"]:
        for cluster in layer["clusters"]:
            picture = panel(structure, layer["layer"], cluster["index"])
            maps = len(cluster["channels"])
            expect(picture).to_have_accessible_name(re.compile(rf": {maps:,} maps?, entropy \d\.\d\d, "))
            box = picture.locator("canvas").bounding_box()
            assert box and min(box["width"], box["height"]) >= 48
            assert box["x"] >= 320 and box["x"] + box["width"] <= 980, "within the middle of the page"
            assert box["y"] >= 56 and box["y"] + box["height"] <= LAPTOP[1]
    screenshot("overview")
    assert_accessible(structure.page)


def test_a_pixel_is_told_and_its_field_is_marked_in_all_layers_before(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open(view="overview")
    network = structure.client.get("/v1/networks/efficientnet-lite0")
    stage_of = {layer["name"]: layer["stage"] for layer in network["layers"]}
    layers = structure.answer()["layers"]
    reader, row, column = layers[8], 4, 6
    point(structure, reader, 1, row, column)
    found = NUMBER.search(structure.page.get_by_text(NUMBER).inner_text())
    assert found and (int(found[1]), int(found[2])) == (row, column)
    value = values(reader["clusters"][1]["representative"])[row][column]
    assert float(found[3].replace("−", "-")) == pytest.approx(value, rel=1e-3, abs=1e-4)
    fields = receptive_fields(network["stages"], stage_of[reader["layer"]], (row, column, row, column))
    for layer in layers[:8]:
        top, left, bottom, right = fields[stage_of[layer["layer"]]]
        mark = panel(structure, layer["layer"], 0).locator(".marked-region")
        box, picture = mark.bounding_box(), panel(structure, layer["layer"], 0).locator("canvas").bounding_box()
        assert box and picture
        expected = [(bottom - top + 1) / layer["height"], (right - left + 1) / layer["width"]]
        found_shares = [box["height"] / picture["height"], box["width"] / picture["width"]]
        np.testing.assert_allclose(found_shares, expected, atol=0.03)
        assert (box["y"] - picture["y"]) / picture["height"] == pytest.approx(top / layer["height"], abs=0.03)
    expect(panel(structure, layers[9]["layer"], 0).locator(".marked-region")).to_have_count(0)
    screenshot("field")
    on_input(structure, fields[0])
    structure.page.mouse.move(*structure.place(100, 100))
    expect(structure.page.locator(".marked-region")).to_have_count(0)


def on_input(structure: StructurePage, field: tuple[int, int, int, int]) -> None:
    """The field is marked on the input that is drawn on."""
    top, left, bottom, right = field
    box, picture = structure.page.locator(".editor-frame .marked-region").bounding_box(), structure.input.bounding_box()
    assert box and picture
    found = [box["y"] - picture["y"], box["x"] - picture["x"], box["height"], box["width"]]
    expected = np.array([top, left, bottom - top + 1, right - left + 1]) / SIDE * picture["width"]
    np.testing.assert_allclose(found, expected, atol=1)


def test_the_walk_marks_the_field_on_the_input_that_is_drawn_on(structure: StructurePage) -> None:
    structure.open()
    layer = structure.answer()["layers"][1]
    structure.page.mouse.move(*structure.at(layer["layer"], 0, 50, 60))
    network = structure.client.get("/v1/networks/efficientnet-lite0")
    stage = next(each["stage"] for each in network["layers"] if each["name"] == layer["layer"])
    expect(structure.page.locator(".editor-frame .marked-region")).to_be_visible()
    on_input(structure, receptive_fields(network["stages"], stage, (50, 60, 50, 60))[0])


def test_a_click_opens_the_maps_and_a_mask_is_answered(structure: StructurePage) -> None:
    structure.open(view="overview")
    last = structure.answer()["layers"][-1]
    panel(structure, last["layer"], 1).click()
    expect(structure.page.get_by_role("region", name=f"Feature maps of {last['layer']}")).to_be_visible()
    structure.page.keyboard.press("Escape")
    expect(panel(structure, last["layer"], 1)).to_be_focused()
    before = panel(structure, last["layer"], 1).screenshot()
    structure.stroke((60, 40), (150, 200))
    expect(structure.masks).to_have_count(1)
    structure.wire.settle()
    expect(structure.page.locator(".overview-cells")).to_have_attribute("data-old", "false")
    structure.page.mouse.move(5, 5)
    assert panel(structure, last["layer"], 1).screenshot() != before


def test_one_key_turns_to_the_walk_and_back_and_the_choice_is_remembered(structure: StructurePage) -> None:
    structure.open()
    structure.canvas.focus()
    structure.page.keyboard.press("o")
    expect(cells(structure)).to_have_count(COLUMNS)
    expect(structure.page).to_have_url(re.compile("view=overview"))
    expect(structure.page.locator(".overview-panel").first).to_be_focused()
    structure.page.goto("about:blank")
    structure.page.goto(f"/#/structure?image={structure.image_id}&network=efficientnet-lite0")
    expect(cells(structure)).to_have_count(COLUMNS)
    structure.page.get_by_role("button", name="All layers at once", exact=True).click()
    expect(structure.canvas).to_be_visible()
    expect(structure.page).to_have_url(re.compile("view=walk"))
    structure.wait()


def test_the_keyboard_goes_from_picture_to_picture_and_from_pixel_to_pixel(structure: StructurePage) -> None:
    structure.open(view="overview")
    layers = structure.answer()["layers"]
    panel(structure, layers[0]["layer"], 0).focus()
    keyboard = structure.page.keyboard
    keyboard.press("ArrowRight")
    expect(panel(structure, layers[0]["layer"], 1)).to_be_focused()
    keyboard.press("ArrowRight")
    keyboard.press("ArrowRight")
    expect(panel(structure, layers[1]["layer"], 0)).to_be_focused()
    keyboard.press("ArrowDown")
    below = panel(structure, layers[4]["layer"], 0)
    expect(below).to_be_focused()
    expect(structure.page.get_by_text(NUMBER)).to_be_visible()
    first = NUMBER.search(structure.page.get_by_text(NUMBER).inner_text())
    assert first
    keyboard.press("Shift+ArrowLeft")
    expect(structure.page.get_by_text(f"Row {first[1]}, column {int(first[2]) - 1}:")).to_be_visible()
    expect(below).to_be_focused()
    keyboard.press("Enter")
    expect(structure.page.get_by_role("region", name=f"Feature maps of {layers[4]['layer']}")).to_be_visible()


def test_a_network_of_many_layers_is_told_by_blocks_and_leads_into_a_stage(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open(view="overview", layers="c")
    level = structure.page.get_by_role("radiogroup", name="Show the network by")
    expect(level.get_by_role("radio", name="Blocks")).to_be_checked()
    expect(cells(structure)).to_have_count(COLUMNS)
    screenshot("blocks")
    level.get_by_role("radio", name="Stages").click()
    expect(cells(structure)).to_have_count(9)
    expect(structure.page).to_have_url(re.compile("level=sections"))
    structure.page.get_by_role("button", name=re.compile("^Stage 4")).first.click()
    expect(structure.page).to_have_url(re.compile("section=Stage"))
    names = cells(structure).locator(".overview-title")
    expect(names).to_have_text([f"Stage 4, block {block}" for block in (1, 1, 1, 2, 2, 2, 3, 3, 3)])
    screenshot("stage")
    assert_accessible(structure.page)
    structure.page.get_by_role("button", name="All layers", exact=True).click()
    expect(cells(structure)).to_have_count(9)
    structure.page.locator(".overview-panel").first.focus()
    structure.page.keyboard.press("+")
    structure.page.keyboard.press("+")
    expect(cells(structure)).to_have_count(49)
    structure.page.keyboard.press("Home")
    expect(level.get_by_role("radio", name="Blocks")).to_be_checked()


@pytest.mark.parametrize("viewport", [PHONE])
def test_on_a_phone_it_can_be_read_and_nothing_is_wider_than_the_page(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open(view="overview")
    box = structure.page.locator(".overview-panel canvas").first.bounding_box()
    assert box and box["width"] >= 38
    assert structure.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    tools = structure.page.get_by_role("toolbar", name="Scene").bounding_box()
    bar = structure.page.locator(".overview-bar").bounding_box()
    assert tools and bar and bar["y"] >= tools["y"] + tools["height"] - 1, "the tools cover no choice of how finely"
    screenshot("phone")
    assert_accessible(structure.page)
