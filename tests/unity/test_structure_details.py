"""What the panels of scene 1 of the Unity client show in detail, equal to what a live server says."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.structure_panels import GREY, OCEAN, colours, picture, stored, touch, value_text
from tests.unity.test_live import ask, decoded, sample
from tests.unity.test_panels import look
from tests.unity.toolchain import Dotnet

from tetrascope.networks.receptive_field import Region, receptive_fields
from tetrascope.protocol.networks import NetworkDescription


def test_a_large_map_tells_the_value_under_the_pointer_and_what_it_is_computed_from(
    player: Player, served: ServerProcess
) -> None:
    layer = player.state["structure"]["columns"][4]["name"]
    player.click_at(layer=layer, cluster=0, row=3, column=3)
    channel = player.until(lambda state: state["structure"]["maps"])["structure"]["maps"][2]
    request = {**sample(served.address, "cat"), "layer": layer, "channels": [channel]}
    (known,) = ask(served.address, "/v1/activations", request)["maps"]
    values = decoded(known["map"])
    player.click(f"map-{channel}")
    texts = player.state["texts"]
    assert texts["maps-title"] == f"{layer}, channel {channel}"
    assert (texts["maps-scale-low"], texts["maps-scale-high"]) == (value_text(values.min()), value_text(values.max()))
    assert texts["maps-value"] == f"Entropy {known['score']:.3f}"
    assert texts["maps-place"].startswith("3 of ")
    assert np.array_equal(picture(player, "maps-picture-image"), colours(OCEAN)[stored(known["map"])])
    rows, columns = values.shape
    touch(player, "maps-picture", "move", (10.5 / columns, 7.5 / rows))
    assert player.state["texts"]["maps-value"] == f"Row 7, column 10: {value_text(values[7, 10])}"
    network = NetworkDescription.model_validate(ask(served.address, "/v1/networks/efficientnet-lite0"))
    (stage,) = (each.stage for each in network.layers if each.name == layer)
    field = receptive_fields(network.stages, stage, Region(7, 10, 7, 10))[0]
    size = f"{field.bottom - field.top + 1} × {field.right - field.left + 1}"
    assert player.state["texts"]["maps-field"] == f"Computed from {size} pixels of the input"
    touch(player, "maps-picture", "leave")
    assert player.state["texts"]["maps-value"].startswith("Entropy")
    player.click("maps-back")


def test_a_ray_that_presses_reads_a_value_without_hovering(player: Player, page: Page, tmp_path: Path) -> None:
    player.click(f"map-{player.state['structure']['maps'][0]}")
    touch(player, "maps-picture", "press", (0.5, 0.5))
    touch(player, "maps-picture", "leave")
    read = player.state["texts"]["maps-value"]
    assert read.startswith("Row ")
    look(player, page, tmp_path, "map-value")
    player.click("maps-next")
    assert player.state["texts"]["maps-place"].startswith("2 of ")
    assert player.state["texts"]["maps-value"].split(":")[0] == read.split(":")[0], "the same pixel of the next map"
    player.click("maps-close")


def test_maps_are_in_the_colours_that_are_chosen(player: Player, served: ServerProcess) -> None:
    player.set("colours", "Grey")
    layer = player.state["structure"]["columns"][2]["name"]
    player.click_at(layer=layer, cluster=1, row=3, column=3)
    channel = player.until(lambda state: state["structure"]["maps"])["structure"]["maps"][0]
    request = {**sample(served.address, "cat"), "layer": layer, "channels": [channel]}
    (known,) = ask(served.address, "/v1/activations", request)["maps"]
    player.click(f"map-{channel}")
    assert np.array_equal(picture(player, "maps-picture-image"), colours(GREY)[stored(known["map"])])
    player.set("colours", "Ocean")
    assert np.array_equal(picture(player, "maps-picture-image"), colours(OCEAN)[stored(known["map"])])
    player.click("maps-close")


def test_by_another_criterion_maps_are_scored_sorted_and_captioned(player: Player, served: ServerProcess) -> None:
    player.set("criterion", "Mean activation")
    player.until(complete)
    layer = player.state["structure"]["columns"][0]["name"]
    player.click_at(layer=layer, cluster=0, row=3, column=3)
    player.until(lambda state: state["structure"]["maps"])
    player.set("maps-shown", "All 32 maps")
    player.until(lambda state: len(state["structure"]["maps"]) == 32)
    player.set("maps-order", "Mean activation")
    request = {**sample(served.address, "cat"), "layer": layer, "criterion": "mean_activation"}
    scores = {each["channel"]: each["score"] for each in ask(served.address, "/v1/activations", request)["maps"]}
    order = sorted(scores, key=lambda channel: (-scores[channel], channel))
    assert player.frames()["structure"]["maps"] == order
    player.click(f"map-{order[0]}")
    assert player.state["texts"]["maps-value"].startswith("Mean activation ")
    player.click("maps-back")
    player.set("maps-order", "Channel")
    player.click("maps-close")
    player.set("criterion", "Entropy")
    player.until(complete)


def test_a_cluster_that_is_no_more_says_so_and_leads_to_all_maps(player: Player) -> None:
    layer = player.state["structure"]["columns"][1]["name"]
    player.click_at(layer=layer, cluster=2, row=3, column=3)
    player.until(lambda state: state["structure"]["maps"])
    player.set("clusters", 2)
    state = player.until(complete)
    assert state["texts"]["maps-note"] == "This layer has only 2 clusters now."
    player.click("maps-all")
    state = player.until(lambda state: state["structure"]["maps"])
    assert state["texts"]["maps-title"] == layer
    player.click("maps-close")
    player.set("clusters", 3)
    player.until(complete)


def test_connections_are_shown_or_not(player: Player) -> None:
    def ribbons() -> int:
        return int(player.frames()["cost"]["draws"])

    before = ribbons()
    player.set("connections", False)
    assert ribbons() == before - 1
    player.set("connections", True)
    assert ribbons() == before


def test_the_card_tells_of_the_pixel_that_is_pointed_at(player: Player, served: ServerProcess) -> None:
    columns = player.state["structure"]["columns"]
    layer, before = columns[5]["name"], columns[4]["name"]
    player.rest()
    player.point_at(layer=layer, cluster=1, row=4, column=6)
    lines = player.frames()["texts"]["structure-tip"].split("\n")
    request = {**sample(served.address, "cat"), "layers": [layer]}
    (column,) = ask(served.address, "/v1/layers", request)["layers"]
    cluster = column["clusters"][1]
    value = decoded(cluster["representative"])[4, 6]
    (known,) = (
        each for each in ask(served.address, "/v1/networks/efficientnet-lite0")["layers"] if each["name"] == layer
    )
    assert lines[0] == layer
    assert lines[1] == f"Cluster 2 of 3, {len(cluster['channels'])} maps"
    assert lines[2] == f"Row 4, column 6: {value_text(value)}"
    assert f" of {before}, " in lines[3]
    after = "" if known["output"] == layer else f" after {known['output']}"
    assert lines[4] == f"First component of the maps{after}"
    player.point(5, 5)


def test_a_modified_image_is_renamed_switched_to_and_deleted(player: Player, page: Page, tmp_path: Path) -> None:
    def draw(top: int, left: int) -> None:
        player.point_at(row=top, column=left)
        player.press(True)
        player.point_at(row=top + 40, column=left + 40)
        player.press(False)
        player.until(complete)

    original = picture(player, "shelf-picture-original")
    draw(30, 30)
    player.click("keep")
    player.click("clear")
    player.until(complete)
    draw(100, 90)
    player.click("keep")
    player.set("shelf-name-1", "Without the ear")
    player.click("shelf-show-1")
    assert player.until(complete)["structure"]["masks"] == 1
    shown = picture(player, "shelf-picture-1")
    changed = (shown != original).any(axis=2)
    assert (shown[changed][:, :3] == 0).all(), "what differs from the original is black"
    assert changed[30:71, 30:71].mean() > 0.9
    assert not changed[100:].any()
    assert player.state["structure"]["kept"] == ["Without the ear", "Modified 2"]
    look(player, page, tmp_path, "shelf")
    player.click("shelf-forget-2")
    assert player.state["structure"]["kept"] == ["Without the ear"]
    player.click("shelf-show-original")
    assert player.until(complete)["structure"]["masks"] == 0
    player.click("shelf-forget-1")
    assert player.state["structure"]["kept"] == []


def test_the_list_of_layers_shows_their_first_maps_where_it_is_in_sight(
    player: Player, served: ServerProcess, page: Page, tmp_path: Path
) -> None:
    player.set("unclustered", True)
    body = sample(served.address, "cat")

    def assert_first_maps(row: dict[str, Any]) -> None:
        name, channels = row["name"], list(range(min(3, row["channels"])))
        player.until(lambda state: f"layer-{name}-map-{channels[-1]}" in state["pictures"])
        for known in ask(served.address, "/v1/activations", {**body, "layer": name, "channels": channels})["maps"]:
            shown = picture(player, f"layer-{name}-map-{known['channel']}")
            assert np.array_equal(shown, colours(OCEAN)[stored(known["map"])])

    layers = [each for each in ask(served.address, "/v1/networks/efficientnet-lite0")["layers"] if each["shown"]]
    assert player.state["texts"]["layer-list-title"] == "18 layers, in the order data flows"
    assert_first_maps(layers[0])
    assert_first_maps(layers[5])
    look(player, page, tmp_path, "layers-maps")
    player.do("list", element="layer-rows", index=12)
    player.frames()
    assert f"layer-{layers[0]['name']}-name" not in player.state["texts"], "out of sight nothing is drawn"
    assert_first_maps(layers[17])
    player.click(f"layer-{layers[17]['name']}")
    state = player.until(lambda state: len(state["structure"]["maps"]) == layers[17]["channels"])
    assert state["structure"]["open_cluster"] is None
    player.click("maps-close")
    player.click("layer-list-close")
    assert "layer-list-title" not in player.state["texts"]


def test_the_colour_scale_tells_the_range_of_the_picture_that_is_pointed_at(
    player: Player, served: ServerProcess, page: Page, tmp_path: Path
) -> None:
    player.rest()
    texts = player.state["texts"]
    assert (texts["colour-scale-low"], texts["colour-scale-high"]) == ("low", "high")
    assert texts["colour-scale-range"] == "in each picture’s own range"
    assert texts["colour-scale-captions"] == "above each picture: its maps, their mean entropy"
    layer = player.state["structure"]["columns"][1]["name"]
    player.point_at(layer=layer, cluster=0, row=40, column=50)
    texts = player.frames()["texts"]
    (column,) = ask(served.address, "/v1/layers", {**sample(served.address, "cat"), "layers": [layer]})["layers"]
    values = decoded(column["clusters"][0]["representative"])
    assert (texts["colour-scale-low"], texts["colour-scale-high"]) == (
        value_text(values.min()),
        value_text(values.max()),
    )
    assert texts["colour-scale-range"] == "in this picture"
    assert np.array_equal(picture(player, "colour-scale-bar")[0], colours(OCEAN))
    look(player, page, tmp_path, "scale")
    player.point(5, 5)
    player.set("criterion", "Mean activation")
    assert player.until(complete)["texts"]["colour-scale-captions"].endswith("their mean activation")
    player.set("criterion", "Entropy")
    player.until(complete)


def test_the_answer_tells_what_masking_changed(player: Player, page: Page, tmp_path: Path) -> None:
    before = {k: player.state["texts"][f"answer-classes-{k}-name"] for k in range(10)}
    assert before[0] == "Egyptian cat"
    assert "answer-classes-0-change" not in player.state["texts"]
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    player.press(False)
    texts = player.until(lambda state: complete(state) and "answer-classes-0-change" in state["texts"])["texts"]
    assert texts["answer-classes-0-change"].startswith(("+", "−"))
    assert any(
        texts[f"answer-classes-{k}-change"] == "new"
        for k in range(10)
        if texts[f"answer-classes-{k}-name"] not in before.values()
    )
    look(player, page, tmp_path, "answer")
    player.click("clear")
    player.until(complete)


def test_own_pictures_and_kept_images_outlive_the_program(
    dotnet: Dotnet, served: ServerProcess, mortal: ServerProcess, tmp_path: Path
) -> None:
    files = [tmp_path / "waves.png", tmp_path / "hills.png"]
    for file in files:
        Image.effect_noise((240, 240), 60).convert("RGB").save(file)
    with Player(dotnet, tmp_path) as player:
        player.play(served.address)
        player.until(lambda state: "sample-cat" in state["texts"])
        for file in files:
            player.set("file", str(file))
            player.click("file-add")
            player.until(lambda state: state["texts"]["file-note"] == "")
        hills = player.state["image"]
        player.until(lambda state: state["usable"])
        player.click("start-structure")
        player.until(complete)
        player.point_at(row=60, column=60)
        player.press(True)
        player.point_at(row=120, column=150)
        player.press(False)
        player.until(complete)
        player.click("keep")
        player.set("shelf-name-1", "Without the top")
    saved = tmp_path / "unity_client/saved"
    waves, _ = sorted((saved / "pictures").iterdir())
    waves.write_bytes(waves.read_bytes()[:-100])
    with Player(dotnet, tmp_path) as player:
        player.play(mortal.address)
        player.until(lambda state: f"own-{hills}" in state["texts"])
        assert [name for name in player.state["texts"] if name.startswith("own-")] == [f"own-{hills}"]
        player.click(f"own-{hills}")
        player.until(lambda state: state["usable"])
        player.click("start-structure")
        player.until(complete)
        assert player.state["structure"]["kept"] == ["Without the top"]
        player.click("shelf-show-1")
        assert player.until(complete)["structure"]["masks"] == 1
        player.click("go-menu")
        player.click(f"forget-{hills}")
        assert not any(hills in file.name for file in (saved / "pictures").iterdir())
