"""What the panels of scene 1 of the Unity client show in detail, equal to what a live server says."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player
from tests.unity.test_live import ask, decoded, sample
from tests.unity.test_panels import look
from tests.unity.test_scenes import complete
from tests.unity.toolchain import Dotnet

from tetrascope.networks.receptive_field import Region, receptive_fields
from tetrascope.protocol.networks import NetworkDescription

OCEAN = ("#0d1b3e", "#1f4e8c", "#1d8a99", "#7cc37f", "#f6e27a", "#fffbe8")
GREY = ("#000000", "#ffffff")


@pytest.fixture(scope="module")
def served() -> Iterator[ServerProcess]:
    process = ServerProcess()
    yield process
    process.close()


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """Scene 1 of the cat, with all its columns."""
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        player.click("start-structure")
        player.until(complete)
        yield player


def colours(stops: tuple[str, ...]) -> NDArray[np.uint8]:
    """(256, 4), the colours of the bytes 0..255 of a colour map, by the guide's formula."""
    known = np.array([[int(stop[at : at + 2], 16) for at in (1, 3, 5)] for stop in stops])
    place = np.arange(256) / 255 * (len(stops) - 1)
    below = np.minimum(place.astype(int), len(stops) - 2)
    share = (place - below)[:, np.newaxis]
    table = np.full((256, 4), 255, np.uint8)
    table[:, :3] = np.floor((1 - share) * known[below] + share * known[below + 1] + 0.5)
    return table


def stored(tensor: dict[str, Any]) -> NDArray[np.uint8]:
    """The bytes of a map, (h, w)."""
    return np.frombuffer(base64.b64decode(tensor["data"]), np.uint8).reshape(tensor["shape"])


def picture(player: Player, element: str) -> NDArray[np.uint8]:
    """(h, w, 4), what a picture of the panels shows."""
    found = player.do("picture", element=element)
    return np.frombuffer(base64.b64decode(found["rgba"]), np.uint8).reshape(found["height"], found["width"], 4)


def value_text(value: float) -> str:
    """Four digits that count."""
    return "0" if value == 0 else f"{value:#.4g}".rstrip(".").replace("-", "−")


def touch(player: Player, element: str, how: str, at: tuple[float, float] = (0, 0)) -> None:
    """Point at a place of a picture, press there, or leave it; shares (x, y) from the top left."""
    player.do("touch", element=element, how=how, x=at[0], y=at[1])
    player.frames()


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


DIVERGING = ("#053061", "#2f79b5", "#92c5de", "#f7f7f7", "#f4b183", "#d6604d", "#67001f")


def diverging(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3), the colours of differences as shares of the largest, -1..1."""
    known = np.array([[int(stop[at : at + 2], 16) for at in (1, 3, 5)] for stop in DIVERGING])
    place = (np.clip(share, -1, 1) + 1) / 2 * (len(known) - 1)
    return np.stack([np.interp(place, np.arange(len(known)), known[:, channel]) for channel in range(3)], axis=-1)


def on_scale(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    """(h, w, 4), values in the usual colours between two ends."""
    found: NDArray[np.uint8] = colours(OCEAN)[np.floor(255 * (values - low) / (high - low) + 0.5).astype(int)]
    return found


def test_two_images_are_compared_map_by_map(player: Player, served: ServerProcess, page: Page, tmp_path: Path) -> None:
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    player.press(False)
    masked = player.until(complete)
    player.click("compare-open")
    player.until(lambda state: "compare-about" in state["texts"])
    layer = masked["structure"]["columns"][9]["name"]
    texts = player.state["texts"]
    assert texts["compare-a-title"] == "A: Original"
    assert texts["compare-b-title"] == "B: As masked now"
    body = sample(served.address, "cat")
    mask = {"kind": "rectangle", **player.state["structure"]["rectangles"][0]}
    with_mask = {**body, "masks": [mask]}
    a = ask(served.address, "/v1/layers", {**body, "layers": [layer]})
    b = ask(served.address, "/v1/layers", {**with_mask, "layers": [layer]})
    before = {each["label"]["index"]: each["probability"] for each in a["predictions"]["classes"]}
    for k, each in enumerate(b["predictions"]["classes"][:5]):
        assert texts[f"compare-b-classes-{k}-name"] == each["label"]["name"]
        assert texts[f"compare-b-classes-{k}"] == percent(each["probability"])
        known = before.get(each["label"]["index"])
        change = "new" if known is None else points(each["probability"] - known)
        assert texts[f"compare-b-classes-{k}-change"] == change
    assert texts["compare-a-classes-0"] == percent(a["predictions"]["classes"][0]["probability"])
    for letter, answer in (("a", a), ("b", b)):
        for cluster in answer["layers"][0]["clusters"]:
            shown = picture(player, f"compare-{letter}-cluster-{cluster['index']}")
            assert np.array_equal(shown, colours(OCEAN)[stored(cluster["representative"])])
    maps_a = ask(served.address, "/v1/activations", {**body, "layer": layer})["maps"]
    maps_b = ask(served.address, "/v1/activations", {**with_mask, "layer": layer})["maps"]
    values = {
        one["channel"]: (decoded(one["map"]), decoded(other["map"])) for one, other in zip(maps_a, maps_b, strict=True)
    }
    means = {channel: float(np.abs(other - one).mean()) for channel, (one, other) in values.items()}
    order = sorted(means, key=lambda channel: (-means[channel], channel))
    limit = max(float(np.abs(other - one).max()) for one, other in values.values())
    assert texts["compare-scale-high"] == "+" + value_text(limit)
    for channel in order[:3]:
        one, other = values[channel]
        assert texts[f"difference-{channel}-words"] == f"mean |B − A| {value_text(means[channel])}"
        low, high = min(one.min(), other.min()), max(one.max(), other.max())
        assert np.array_equal(picture(player, f"difference-{channel}-a-image"), on_scale(one, low, high))
        assert np.array_equal(picture(player, f"difference-{channel}-b-image"), on_scale(other, low, high))
        shown = picture(player, f"difference-{channel}-difference-image")[..., :3].astype(float)
        assert np.abs(shown - diverging((other - one) / limit)).max() < 2, "blue is less, red is more"
    look(player, page, tmp_path, "compare")


def test_a_pixel_of_a_comparison_is_read_and_each_map_can_have_its_own_scale(player: Player) -> None:
    words = next(name for name in player.state["texts"] if name.startswith("difference-") and name.endswith("-words"))
    row = words.removesuffix("-words")
    touch(player, f"{row}-b", "press", (0.2, 0.2))
    touch(player, f"{row}-b", "leave")
    assert "→" in player.state["texts"][words], "a press reads what hovering reads"
    player.set("compare-own-scale", True)
    assert player.state["texts"]["compare-scale-high"] == "B > A"
    shown = picture(player, f"{row}-difference-image")[..., :3].astype(int)
    strongest = [
        np.abs(shown - np.array([int(stop[at : at + 2], 16) for at in (1, 3, 5)])).sum(axis=2).min()
        for stop in (DIVERGING[0], DIVERGING[-1])
    ]
    assert min(strongest) < 4, "its largest difference has the strongest colour"
    player.set("compare-own-scale", False)


def test_the_sides_and_the_layer_of_a_comparison_are_chosen(player: Player) -> None:
    player.click("compare-swap")
    state = player.until(lambda state: "compare-about" in state["texts"])
    assert state["texts"]["compare-a-title"] == "A: As masked now"
    layer = state["structure"]["columns"][0]["name"]
    player.set("compare-layer", layer)
    state = player.until(lambda state: "compare-about" in state["texts"])
    channels = [name for name in state["texts"] if name.startswith("difference-") and name.endswith("-title")]
    player.do("list", element="compare-list", index=26)
    last = [name for name in player.frames()["texts"] if name.startswith("difference-") and name.endswith("-title")]
    assert len(last) == 6
    assert not set(last) & set(channels), "the list goes on where it is scrolled to"
    player.click("compare-close")
    assert "compare-a-title" not in player.state["texts"]
    player.click("clear")
    player.until(complete)


def percent(share: float) -> str:
    hundredths = share * 100
    if 0 < hundredths < 0.1:
        return "<0.1%"
    return f"{hundredths:.1f}%"


def points(change: float) -> str:
    text = f"{abs(change) * 100:.1f}"
    return text if text == "0.0" else ("−" if change < 0 else "+") + text


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


def press(player: Player, *keys: str) -> None:
    """Press keys together, the last one after the others, and let go."""
    for key in keys:
        player.press(True, f"Key {key}")
    for key in reversed(keys):
        player.press(False, f"Key {key}")


def test_keys_go_from_image_to_image_open_and_close(player: Player) -> None:
    player.rest()
    player.point(5, 5)
    columns = player.state["structure"]["columns"]
    press(player, "down")
    hover = player.state["structure"]["hover"]
    assert (hover["layer"], hover["cluster"], hover["row"], hover["column"]) == (columns[0]["name"], 0, 56, 56)
    press(player, "down")
    for _ in range(10):
        press(player, "right")
    hover = player.rest()["structure"]["hover"]
    assert (hover["layer"], hover["cluster"]) == (columns[10]["name"], 1), "the pointer that rests says nothing"
    x, y = player.where(layer=hover["layer"], cluster=1, row=hover["row"], column=hover["column"])
    assert 336 < x < 944, "the camera has followed to where the scene can be seen"
    assert 0 < y < 736
    press(player, "shift", "left")
    assert player.state["structure"]["hover"]["column"] == hover["column"] - 1
    assert f"Row {hover['row']}, column {hover['column'] - 1}: " in player.state["texts"]["structure-tip"]
    press(player, "open")
    state = player.until(lambda state: state["structure"]["maps"])
    assert (state["structure"]["open_layer"], state["structure"]["open_cluster"]) == (columns[10]["name"], 1)
    first = f"map-{state['structure']['maps'][0]}"
    assert state["focused"] == first, "arrows go on from the first map"
    player.click(first)
    press(player, "right")
    assert player.state["texts"]["maps-place"].startswith("2 of ")
    press(player, "shift", "down")
    assert player.state["texts"]["maps-value"].startswith("Row ")
    press(player, "close")
    assert "maps-place" not in player.state["texts"]
    press(player, "close")
    assert player.state["structure"]["open_layer"] is None
    assert player.state["structure"]["hover"] is not None, "the keyboard is where it was"
    press(player, "close")
    assert player.frames()["structure"]["hover"] is None


def test_a_held_key_goes_on_and_a_pointer_that_moves_leads_again(player: Player) -> None:
    press(player, "down")
    player.press(True, "Key right")
    player.frames(60)
    player.press(False, "Key right")
    name = player.state["structure"]["hover"]["layer"]
    names = [column["name"] for column in player.state["structure"]["columns"]]
    assert names.index(name) > 4
    player.press(True, "Home")
    player.press(False, "Home")
    player.rest()
    player.point_at(layer=names[0], cluster=1, row=40, column=40)
    assert player.frames()["structure"]["hover"]["layer"] == names[0]
    player.point(5, 5)


def test_keys_undo_and_redo_and_are_not_the_scenes_while_a_panel_has_the_keyboard(player: Player) -> None:
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    player.press(False)
    player.until(complete)
    press(player, "control", "undo")
    assert player.until(complete)["structure"]["masks"] == 0
    press(player, "command", "shift", "undo")
    assert player.until(complete)["structure"]["masks"] == 1
    press(player, "control", "undo")
    press(player, "control", "redo")
    assert player.until(complete)["structure"]["masks"] == 1
    player.point(5, 5)
    player.click("keep")
    player.do("focus", element="shelf-name-1")
    before = player.where(row=112, column=112)
    player.press(True, "Fit")
    player.press(False, "Fit")
    player.rest()
    assert player.where(row=112, column=112) == before, "keys of a name are not the camera's"
    press(player, "control", "undo")
    press(player, "right")
    assert player.until(complete)["structure"]["masks"] == 1, "keys are the text's while it is typed"
    assert player.state["structure"]["hover"] is None
    player.do("focus", element="clear")
    press(player, "right")
    assert player.state["structure"]["hover"] is None, "arrows are the panel's"
    press(player, "close")
    press(player, "right")
    assert player.frames()["structure"]["hover"] is not None
    player.click("shelf-forget-1")
    player.click("clear")
    player.until(complete)


def test_own_pictures_and_kept_images_outlive_the_program(
    dotnet: Dotnet, served: ServerProcess, tmp_path: Path
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
    another = ServerProcess()
    with Player(dotnet, tmp_path) as player:
        player.play(another.address)
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
    another.close()
