"""Scene 1's other ways to look: all maps of a cluster or a layer, the list of layers, more clusters, other layers."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect
from tests.browser.pixels import canvas_pixels, colour_table
from tests.browser.structure_page import COLUMNS, NETWORK, SCENES, StructurePage
from tests.patience import eventually
from tests.protocol.guide_client import Map, values

CHANNEL = re.compile(r"^Channel (\d+), entropy ([\d.]+)$")


def maps_of(structure: StructurePage, layer: str, **more: object) -> list[Map]:
    body = {"image_id": structure.image_id, "network_id": NETWORK, "layer": layer, **more}
    maps: list[Map] = structure.client.post("/v1/activations", body)["maps"]
    return maps


def cells(structure: StructurePage) -> Locator:
    return structure.page.get_by_role("list", name="Feature maps").locator(".map-cell")


def shown_maps(structure: StructurePage) -> list[tuple[int, float]]:
    """Channel and entropy of each map, in the order shown."""
    texts = [" ".join((cell.text_content() or "").split()) for cell in cells(structure).all()]
    found = [CHANNEL.match(text) for text in texts]
    assert all(found), texts
    return [(int(match[1]), float(match[2])) for match in found if match]


def test_a_click_on_a_cluster_opens_its_maps_and_a_click_on_one_shows_it_large(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    structure.measured()  # what the answer owes to a cluster stands above its maps
    page = structure.page
    layer = structure.answer()["layers"][1]
    channels = layer["clusters"][1]["channels"]
    page.mouse.click(*structure.at(layer["layer"], 1, 40, 40))
    structure.wire.settle()
    maps = maps_of(structure, layer["layer"], channels=channels)
    expect(cells(structure)).to_have_count(len(channels))
    assert [channel for channel, _ in shown_maps(structure)] == sorted(channels)
    for (_, entropy), one in zip(shown_maps(structure), sorted(maps, key=lambda one: one["channel"]), strict=True):
        assert entropy == pytest.approx(one["entropy"], abs=6e-3)
    page.get_by_role("radio", name="Entropy").click()
    entropies = [entropy for _, entropy in shown_maps(structure)]
    assert entropies == sorted(entropies, reverse=True)
    screenshot("cluster")
    cells(structure).first.click()
    channel = shown_channel(structure)
    large = page.get_by_role("application", name=f"Channel {channel}")
    tensor = next(one["map"] for one in maps if one["channel"] == channel)
    expect(large.locator("canvas")).to_have_attribute("width", str(tensor["shape"][1]))
    shown = canvas_pixels(large.locator("canvas"))
    table = colour_table(SCENES["colours"]["feature_map"])
    expected = table[np.frombuffer(tensor["data"], np.uint8).reshape(tensor["shape"])]
    assert shown.shape == expected.shape
    assert np.abs(shown - expected).max() <= 1
    box = large.bounding_box()
    assert box
    rows, columns = tensor["shape"]
    page.mouse.move(box["x"] + box["width"] * 30.5 / columns, box["y"] + box["height"] * 70.5 / rows)
    text = page.get_by_text(re.compile(r"^Row 70, column 30: ")).inner_text()
    number = float(text.partition(": ")[2].replace("−", "-"))
    assert number == pytest.approx(values(tensor)[70][30], rel=1e-3, abs=1e-4)
    screenshot("large")
    page.get_by_role("button", name="Next map").click()
    expect(large).to_be_hidden()
    channel = shown_channel(structure)
    page.keyboard.press("Escape")
    expect(page.locator(f".map-cell[data-channel='{channel}']")).to_be_focused()  # the card above names it too
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name=f"Feature maps of {layer['layer']}")).to_be_hidden()


def shown_channel(structure: StructurePage) -> int:
    heading = structure.page.get_by_role("heading", name=re.compile(r", channel \d+")).inner_text()
    return int(heading.rpartition("channel ")[2].split()[0])


def test_the_layer_list_opens_every_map_of_a_layer(structure: StructurePage, screenshot: Callable[..., None]) -> None:
    structure.open(mode="unclustered")
    page = structure.page
    layers = structure.answer()["layers"]
    rows = page.get_by_role("region", name="Scene").get_by_role("listitem")
    expect(rows).to_have_count(COLUMNS)
    for row, layer in zip(rows.all(), layers, strict=True):
        expect(row).to_contain_text(layer["layer"])
        expect(row).to_contain_text(f"{layer['channels']:,} maps")
    for row, layer in list(zip(rows.all(), layers, strict=True))[:5]:
        canvases = row.locator("canvas")
        expect(canvases).to_have_count(3)
        expect(canvases.first).to_have_attribute("width", str(layer["width"]))
        [first] = [one["map"] for one in maps_of(structure, layer["layer"], channels=[0])]
        table = colour_table(SCENES["colours"]["feature_map"])
        expected = table[np.frombuffer(first["data"], np.uint8).reshape(first["shape"])]
        assert np.abs(canvas_pixels(canvases.first) - expected).mean() < 2, "the layer's own first map"
    screenshot("list")
    rows.nth(1).get_by_role("button").click()
    expect(cells(structure)).to_have_count(layers[1]["channels"])
    canvas = cells(structure).first.locator("canvas")
    expect(canvas).to_have_attribute("width", str(layers[1]["width"]))
    first = canvas_pixels(canvas)
    assert first.reshape(-1, 3).std(axis=0).max() > 5, "a map, and no empty place"
    page.get_by_role("button", name="Close feature maps").click()
    page.get_by_role("radio", name="Clusters", exact=True).click()
    expect(structure.canvas).to_be_visible()
    structure.rest()


def test_more_clusters_are_a_turn_away(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    field = page.get_by_label("Clusters for each layer, 1 to 64")
    field.fill("5")
    field.press("Enter")
    structure.wire.settle()
    request = structure.wire.last_layers()
    assert request["body"]["clusters"] == 5
    structure.assert_columns(request, structure.answer(clusters=5))
    structure.rest()
    name = structure.answer(clusters=5)["layers"][0]["layer"]
    structure.page.mouse.move(*structure.at(name, 2, 50, 50))
    expect(page.get_by_text("Cluster 3 of 5")).to_be_visible()
    field.fill("99")
    field.press("Enter")
    expect(field).to_have_value("64")


def test_the_layers_shown_are_chosen_by_preset_and_by_name(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    network = structure.client.get(f"/v1/networks/{NETWORK}")
    page.get_by_role("button", name=re.compile(r"18 of \d+ \(default\)")).click()
    dialog = page.get_by_role("dialog", name="Layers shown")
    dialog.get_by_label("Search layers").fill("block1a")
    found = [layer for layer in network["layers"] if "block1a" in layer["name"]]
    boxes = dialog.get_by_role("checkbox")
    expect(boxes).to_have_count(len(found))
    screenshot("layers")
    hidden = next(layer["name"] for layer in found if not layer["shown"])
    dialog.get_by_role("checkbox", name=re.compile(f"^{hidden}")).check()
    structure.wire.settle()
    shown = [layer["name"] for layer in network["layers"] if layer["shown"] or layer["name"] == hidden]
    request = structure.wire.last_layers()
    assert request["body"]["layers"] == shown
    structure.assert_columns(request, structure.answer(layers=shown))
    dialog.get_by_role("radio", name="Default").click()
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name=re.compile(r"18 of \d+ \(default\)"))).to_be_focused()


def test_open_maps_follow_a_mask(structure: StructurePage) -> None:
    structure.open(layer="block6d_add", cluster="0")
    canvas = cells(structure).first.locator("canvas")
    canvas.scroll_into_view_if_needed()  # what is out of sight is not drawn
    expect(canvas).not_to_have_attribute("width", "1")
    before = canvas_pixels(canvas)
    structure.stroke((60, 40), (150, 200))
    structure.wire.settle()
    [mask] = structure.wire.last_layers()["body"]["masks"]
    clusters = structure.answer(masks=[mask])["layers"][15]["clusters"]
    expect(cells(structure)).to_have_count(len(clusters[0]["channels"]))
    assert [channel for channel, _ in shown_maps(structure)] == sorted(clusters[0]["channels"])
    canvas.scroll_into_view_if_needed()
    eventually(lambda: not np.array_equal(before, canvas_pixels(canvas)))
