"""Scene 1: what the network answers, the columns, what a pixel is computed from."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect
from tests.browser.conftest import PHONE, TOUCH
from tests.browser.pixels import Picture, colour, colour_table, distance, in_plane, seen
from tests.browser.structure_page import COLUMNS, SCENES, SIDE, Point, StructurePage
from tests.browser.until import frames_drawn
from tests.browser.watch import Watch
from tests.protocol.guide_client import Map, Region, receptive_fields, values

ACCENT = colour(SCENES["colours"]["accent"])
CODE = "/assets/"
"""Where the page's own code is: a page fetches what it may show next while it is at rest."""
NUMBER = re.compile(r"Row (\d+), column (\d+): (\S+)")


def around(corners: list[tuple[float, float]], room: float = 0) -> tuple[int, int, int, int]:
    """Left, top, width and height of a part of the window that holds these points."""
    left, top = (int(min(corner[axis] for corner in corners) - room) for axis in (0, 1))
    right, bottom = (int(max(corner[axis] for corner in corners) + room) + 1 for axis in (0, 1))
    return left, top, right - left, bottom - top


def test_the_cat_is_recognised_and_every_column_arrives(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    assert structure.shown_classes()[0][0].startswith("Egyptian cat")
    answer = structure.answer()
    structure.assert_shown(answer)
    [request] = structure.wire.scene_requests()
    structure.assert_columns(request, answer)
    assert len(answer["layers"]) == COLUMNS
    stats = structure.page.evaluate("window.tetrascope.structure.stats()")
    assert stats["drawCalls"] <= 10
    structure.measured()
    assert frames_drawn(structure.page, "structure") == 0, "nothing is drawn while nothing moves"
    structure.page.get_by_role("button", name="Show everything").click()
    structure.rest()
    for layer in answer["layers"]:
        for cluster in layer["clusters"]:
            x, y = structure.at(layer["layer"], cluster["index"], layer["height"] / 2, layer["width"] / 2)
            assert 0 < x < 1280 and 0 < y < 800, "everything is in view"
    screenshot("fitted")


def test_a_panel_shows_its_map_in_the_colours_of_the_guide(structure: StructurePage) -> None:
    structure.open()
    # Of the last layers, whose pixels are so large that each is one flat square.
    layer = structure.answer()["layers"][12]
    focus(structure, 12)
    table = colour_table(SCENES["colours"]["feature_map"])
    for cluster in layer["clusters"]:
        check_panel(structure, layer, cluster, table)
    structure.page.get_by_text("Grey", exact=True).click()
    structure.rest()
    check_panel(structure, layer, layer["clusters"][0], colour_table(["#000000", "#ffffff"]))


def focus(structure: StructurePage, position: int) -> None:
    """Take the camera to a column, as a person does, in the strip below the scene."""
    strip = structure.page.get_by_role("slider", name="Columns in view")
    box = strip.bounding_box()
    assert box
    structure.page.mouse.click(box["x"] + box["width"] * (position + 0.5) / COLUMNS, box["y"] + box["height"] / 2)
    structure.rest()


def check_panel(structure: StructurePage, layer: Map, cluster: Map, table: Picture) -> None:
    tensor = cluster["representative"]
    rows, columns = tensor["shape"]
    middles: list[Point] = [(row, column) for row in range(rows) for column in range(columns)]
    points = structure.panel_points(layer["layer"], cluster["index"], middles)
    left, top, width, height = around(points, 2)
    assert width > 60, "the panel must be large enough to be looked at"
    picture = seen(structure.page, left, top, width, height)
    assert picture.reshape(-1, 3).std(axis=0).max() > 15
    for (x, y), byte, middle in zip(points, tensor["data"], middles, strict=True):
        found = picture[int(y) - top, int(x) - left]
        assert np.abs(found - table[byte]).max() <= 2, (middle, found, table[byte])


def test_a_hover_tells_the_value_and_asks_nobody(structure: StructurePage, watch: Watch) -> None:
    structure.open()
    structure.measured()
    layer = structure.answer()["layers"][1]
    cluster = layer["clusters"][0]
    numbers = values(cluster["representative"])
    requests, frames = len(watch.requests), len(structure.wire.sent)
    for row, column in [(20, 30), (56, 56), (90, 100)]:
        structure.page.mouse.move(*structure.at(layer["layer"], 0, row, column))
        structure.wire.settle()
        text = structure.page.get_by_text(NUMBER).inner_text()
        found = NUMBER.search(text)
        assert found
        assert (int(found[1]), int(found[2])) == (row, column)
        assert float(found[3].replace("−", "-")) == pytest.approx(numbers[row][column], rel=1e-3, abs=1e-4)
    expect(structure.page.get_by_text(f"Cluster 1 of {len(layer['clusters'])}")).to_be_visible()
    structure.page.mouse.move(*structure.place(100, 100))
    expect(structure.page.get_by_text(NUMBER)).to_have_count(0)
    structure.wire.hear()
    assert [url for url in watch.requests[requests:] if CODE not in url] == []
    assert len(structure.wire.sent) == frames


CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_the_receptive_field_stands_where_the_geometry_says(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    stages, stage_of = geometry(structure)
    reader, source = (structure.answer()["layers"][position] for position in (10, 9))
    focus(structure, 10)
    row, column = 7, 6
    field = receptive_fields(stages, stage_of[reader["layer"]], (row, column, row, column))[stage_of[source["layer"]]]
    size = (source["height"], source["width"])
    assert field[0] > 0 and field[2] < size[0] - 1, "the field must have edges inside the map"
    corners, before = {}, {}
    for index in range(len(source["clusters"])):
        points = [(y * size[0] - 0.5, x * size[1] - 0.5) for y, x in CORNERS]
        corners[index] = structure.panel_points(source["layer"], index, points)
        before[index] = seen(structure.page, *around(corners[index]))
    structure.page.mouse.move(*structure.at(reader["layer"], 0, row, column))
    structure.wire.settle()
    screenshot("field")
    for index, points in corners.items():
        check_field(before[index], seen(structure.page, *around(points)), points, size, field)
    structure.page.mouse.move(*structure.place(100, 100))
    structure.wire.settle()
    assert np.abs(seen(structure.page, *around(corners[0])) - before[0]).max() <= 2, "nothing stays behind"


def test_the_field_on_the_input_can_be_turned_off(structure: StructurePage) -> None:
    structure.open()
    stages, stage_of = geometry(structure)
    for _ in range(3):
        structure.canvas.press("-")
    structure.rest()
    reader = structure.answer()["layers"][3]
    field = receptive_fields(stages, stage_of[reader["layer"]], (24, 30, 24, 30))[0]
    corners = structure.input_points([(y * SIDE - 0.5, x * SIDE - 0.5) for y, x in CORNERS])
    box = around(corners)
    before = seen(structure.page, *box)
    pixel = structure.at(reader["layer"], 0, 24, 30)
    structure.page.mouse.move(*pixel)
    structure.wire.settle()
    check_field(before, seen(structure.page, *box), corners, (SIDE, SIDE), field)
    structure.page.get_by_role("switch", name="Receptive field on the input").click()
    structure.page.mouse.move(*pixel)
    structure.wire.settle()
    expect(structure.page.get_by_text(NUMBER)).to_be_visible()
    # The words at the pointer reach over the right rim.
    assert np.abs(seen(structure.page, *box) - before)[:, :-50].max() <= 2


def geometry(structure: StructurePage) -> tuple[list[Map], dict[str, int]]:
    """The network's stages, and the stage of each layer."""
    network = structure.client.get("/v1/networks/efficientnet-lite0")
    return network["stages"], {layer["name"]: layer["stage"] for layer in network["layers"]}


def check_field(
    before: Picture, after: Picture, corners: list[tuple[float, float]], size: tuple[int, int], field: Region
) -> None:
    """The outline stands at the field's edges, what is beyond is darkened, and what is inside is as it was.

    Args:
        before, after: the part of the window around a map, without and with the field.
        corners: where the map's corners are in the window.
        size: rows and columns of the map.
    """
    left, top, _, _ = around(corners)
    rows, columns = in_plane([(x - left, y - top) for x, y in corners], *size, after)
    # Pixels of the window from the field's edges, outwards: each edge by its own, the corners by the farther one.
    tall, wide = np.abs(np.gradient(rows)).max(axis=0), np.abs(np.gradient(columns)).max(axis=0)
    edges = {
        "top": (field[0] - rows) / tall,
        "bottom": (rows - field[2] - 1) / tall,
        "left": (field[1] - columns) / wide,
        "right": (columns - field[3] - 1) / wide,
    }
    beyond = np.max(list(edges.values()), axis=0)
    on_map = (rows > 0) & (rows < size[0]) & (columns > 0) & (columns < size[1])
    rim = np.min([rows / tall, (size[0] - rows) / tall, columns / wide, (size[1] - columns) / wide], axis=0)
    inside, outside = beyond < -2, on_map & (rim > 3) & (beyond > 5)
    assert inside.sum() > 20
    assert outside.sum() > 100
    assert np.abs(after[inside] - before[inside]).max() <= 3
    assert after[outside].sum() == pytest.approx(0.34 * before[outside].sum(), rel=0.05)
    # A white line at the foot of each edge, and one in the accent beyond it.
    accent = distance(after, ACCENT) < 40
    for name, away in edges.items():
        others = np.max([other for key, other in edges.items() if key != name], axis=0)
        band = (away > 1.7) & (away < 2.9) & (others < -1)
        assert band.sum() > 5
        assert accent[band].mean() > 0.8, f"the outline must stand at the {name} edge"
    assert (accent & inside).sum() <= (distance(before, ACCENT) < 40)[inside].sum()
    assert not (accent & outside).any()


def test_the_view_moves_by_mouse_wheel_and_keys(structure: StructurePage) -> None:
    structure.open()
    name = structure.answer()["layers"][0]["layer"]

    def size() -> float:
        return structure.at(name, 0, 0, 111)[0] - structure.at(name, 0, 0, 0)[0]

    home, start = size(), structure.at(name, 0, 0, 0)
    structure.canvas.press("+")
    structure.rest()
    assert size() > 1.1 * home
    structure.canvas.press("Home")
    structure.rest()
    assert size() == pytest.approx(home, rel=0.02)
    structure.canvas.press("f")
    structure.rest()
    assert size() < 0.7 * home
    structure.canvas.press("Home")
    structure.rest()
    box = structure.canvas.bounding_box()
    assert box
    # On the free space below the input, where a press turns or moves the view and draws nothing.
    structure.page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 120)
    structure.page.mouse.wheel(0, -400)
    structure.rest()
    assert size() > 1.05 * home
    structure.canvas.press("Home")
    structure.rest()
    structure.page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 120)
    structure.page.mouse.down(button="right")
    structure.page.mouse.move(box["x"] + 160, box["y"] + box["height"] - 140, steps=8)
    structure.page.mouse.up(button="right")
    structure.rest()
    moved = structure.at(name, 0, 0, 0)
    assert moved[0] - start[0] == pytest.approx(100, abs=40)
    assert structure.masks.count() == 0


@pytest.mark.parametrize("viewport", [(1280, 720)])
@pytest.mark.parametrize("clusters", [6, 8, 12, 64])
def test_many_clusters_are_all_in_view(
    structure: StructurePage, clusters: int, screenshot: Callable[..., None]
) -> None:
    structure.open(k=str(clusters))
    layer = structure.answer(clusters=clusters)["layers"][0]
    assert len(layer["clusters"]) > min(clusters, 12) - 1
    for cluster in layer["clusters"]:
        for corner in [(0, 0), (layer["height"] - 1, layer["width"] - 1)]:
            structure.at(layer["layer"], cluster["index"], *corner)
    first = structure.at(layer["layer"], 0, 0, 0)
    last = structure.at(layer["layer"], 0, 0, layer["width"] - 1)
    assert last[0] - first[0] > 40, "large enough to see something in it"
    screenshot(f"clusters-{clusters}")


def test_a_drag_leaves_the_columns_to_be_seen_and_the_strip_tells_which(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    box = structure.canvas.bounding_box()
    assert box
    layers = structure.answer()["layers"]
    strip = structure.page.locator(".navigator-range")
    for right, up in [(200, -100), (600, -500), (-900, 500)]:
        structure.page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 60)
        structure.page.mouse.down()
        structure.page.mouse.move(box["x"] + 60 + right, box["y"] + box["height"] - 60 + up, steps=10)
        structure.page.mouse.up()
        structure.rest()
        screenshot(f"dragged-{right}")
        for layer in layers:
            assert_no_sliver(structure, layer)
        # The strip's frame holds the columns whose middle is on the canvas, and no others.
        share = strip.evaluate("(range) => [range.style.left, range.style.width].map(parseFloat)")
        begin, end = share[0] / 100 * COLUMNS, (share[0] + share[1]) / 100 * COLUMNS
        for position, layer in enumerate(layers):
            middle = [layer["layer"], 1, layer["height"] / 2, layer["width"] / 2]
            at = structure.page.evaluate("(middle) => window.tetrascope.structure.project(...middle)", middle)
            inside = at is not None and 0 < at["x"] < box["width"] and 0 < at["y"] < box["height"]
            if abs(position + 0.5 - begin) > 0.6 and abs(position + 0.5 - end) > 0.6:
                assert (begin < position + 0.5 < end) == inside, (right, position, begin, end, at)
    structure.canvas.press("f")
    structure.rest()
    assert strip.evaluate("(range) => parseFloat(range.style.width)") > 95


def assert_no_sliver(structure: StructurePage, layer: Map) -> None:
    """The layer's first panel is as wide as half its height at least, where it is in view."""
    box = structure.canvas.bounding_box()
    corners: list[Point] = [(0, 0), (0, layer["width"] - 1), (layer["height"] - 1, 0)]
    seen = structure.page.evaluate(
        "([name, corners]) => corners.map((at) => window.tetrascope.structure.project(name, 0, ...at))",
        [layer["layer"], corners],
    )
    inside = [at is not None and 0 < at["x"] < box["width"] and 0 < at["y"] < box["height"] for at in seen if box]
    if all(inside):
        wide, tall = seen[1]["x"] - seen[0]["x"], seen[2]["y"] - seen[0]["y"]
        assert wide > 0.5 * tall, (layer["layer"], wide, tall)


@pytest.mark.parametrize(("viewport", "context_options"), [((1280, 720), {}), (PHONE, TOUCH)])
def test_a_field_is_on_the_input_beside_the_scene_or_where_that_is_put_away_beside_the_numbers(
    structure: StructurePage, viewport: tuple[int, int], screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    stages, stage_of = geometry(structure)
    layer = structure.answer()["layers"][6]
    field = receptive_fields(stages, stage_of[layer["layer"]], (4, 9, 4, 9))[0]
    picture = page.locator(".field-picture", has_text="input")

    def look() -> None:
        focus(structure, 6)
        at = structure.at(layer["layer"], 1, 4, 9)
        if viewport == PHONE:
            page.touchscreen.tap(*at)
        else:
            page.mouse.move(*at)
        expect(page.get_by_text(NUMBER)).to_be_visible()

    look()
    check_outline(page.locator(".editor-frame .marked-region"), field)
    expect(picture).to_have_count(0)
    screenshot("field-far")
    if viewport == PHONE:
        page.get_by_role("radio", name="Scene only").click()
        structure.rest()
        look()
        check_outline(picture.locator(".marked-region"), field)
        screenshot("field-beside")


def check_outline(mark: Locator, field: Region) -> None:
    expect(mark).to_be_visible()
    outline = mark.evaluate("(mark) => ['top', 'left', 'height', 'width'].map((name) => parseFloat(mark.style[name]))")
    top, left, bottom, right = field
    expected = [100 * side / SIDE for side in (top, left, bottom - top + 1, right - left + 1)]
    assert outline == pytest.approx(expected, abs=0.1)


def test_the_colours_have_a_scale_with_the_numbers_of_what_is_pointed_at(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    scale = page.locator(".colour-scale")
    expect(scale).to_contain_text("low")
    expect(scale).to_contain_text("in each picture’s own range")
    layer = structure.answer()["layers"][1]
    tensor = layer["clusters"][0]["representative"]
    page.mouse.move(*structure.at(layer["layer"], 0, 40, 40))
    expect(scale).to_contain_text("in this picture")
    low, high = (float(text.replace("−", "-")) for text in re.findall(r"−?\d[\d.]*", scale.inner_text())[:2])
    assert low == pytest.approx(tensor["offset"], rel=1e-3)
    assert high == pytest.approx(tensor["offset"] + 255 * tensor["scale"], rel=1e-3)


def test_the_keyboard_reads_pixels_and_opens_clusters(structure: StructurePage) -> None:
    structure.open()
    layer = structure.answer()["layers"][1]
    structure.canvas.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        structure.canvas.press(key)
    text = structure.page.get_by_text(NUMBER).inner_text()
    found = NUMBER.search(text)
    assert found
    number = values(layer["clusters"][1]["representative"])[int(found[1])][int(found[2])]
    assert float(found[3].replace("−", "-")) == pytest.approx(number, rel=1e-3, abs=1e-4)
    structure.canvas.press("Enter")
    expect(structure.page.get_by_role("region", name=f"Feature maps of {layer['layer']}")).to_be_visible()
    structure.page.keyboard.press("Escape")
    expect(structure.canvas).to_be_focused()


def test_the_outline_names_every_cluster(structure: StructurePage) -> None:
    structure.open()
    structure.page.get_by_role("button", name="Outline of the scene").click()
    outline = structure.page.get_by_role("region", name="Outline of the scene")
    clusters = outline.get_by_role("button", name=re.compile(r"^Cluster \d"))
    layers = structure.answer()["layers"]
    expect(clusters).to_have_count(sum(len(layer["clusters"]) for layer in layers))
    maps = len(layers[0]["clusters"][0]["channels"])
    expect(clusters.first).to_contain_text(f"Cluster 1: {maps} map")
    clusters.first.click()
    grid = structure.page.get_by_role("list", name="Feature maps")
    expect(grid.locator(".map-cell")).to_have_count(maps)
