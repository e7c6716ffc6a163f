"""What the panels of scene 2 of the Unity client show in detail, equal to what a live server says."""

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.metas import ROOT
from tests.unity.player import Player
from tests.unity.rendering.picture import draw_scene
from tests.unity.structure_panels import picture, touch
from tests.unity.test_live import ask, decoded, sample
from tests.unity.test_panels import look
from tests.unity.toolchain import Dotnet

RED, BLUE = (0xC9, 0x2A, 0x2A), (0x18, 0x64, 0xAB)
"""The guide's colours of what speaks for a label, and against it."""
SCENE = json.loads((ROOT / "protocol/scene.json").read_text(encoding="utf-8"))["pool"]
"""The guide's numbers."""
WINDOWS = [{"size": 84, "stride": 42}, {"size": 56, "stride": 28}]


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """Scene 2 of the cat, with a small pool and its boundary."""
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        player.click("go-pool")
        player.click("pool-window-3-remove")
        run_again(player)
        yield player


@pytest.fixture(scope="module")
def pool(served: ServerProcess) -> dict[str, Any]:
    """The same pool as the server tells it over HTTP."""
    found: dict[str, Any] = ask(served.address, "/v1/pools", {**sample(served.address, "cat"), "windows": WINDOWS})
    return found


@pytest.fixture(scope="module")
def boundary(served: ServerProcess) -> dict[str, Any]:
    """Its boundary."""
    request = {**sample(served.address, "cat"), "windows": WINDOWS}
    found: dict[str, Any] = ask(served.address, "/v1/boundaries", {"pool": request})
    return found


def run_again(player: Player) -> None:
    """Compute the pool that the controls ask for, and wait for its boundary."""
    player.click("pool-start")
    player.until(lambda state: state["pool"]["whole"] and state["pool"]["boundary"])


def percent(share: float) -> str:
    if 0 < share < 0.001:
        return "<0.1%"
    return ">99.9%" if 0.999 < share < 1 else f"{share * 100:.1f}%"


def signed(value: float, digits: int) -> str:
    text = f"{abs(value):.{digits}f}"
    return text if float(text) == 0 else ("−" if value < 0 else "+") + text


def points(change: float) -> str:
    return signed(change * 100, 1) + " pp"


def change(pool: dict[str, Any], image: dict[str, Any]) -> float:
    return float(image["original_probability"]) - float(pool["examined"]["probability"])


def rgb(tensor: dict[str, Any]) -> NDArray[np.uint8]:
    """(h, w, 3)."""
    return np.frombuffer(base64.b64decode(tensor["data"]), np.uint8).reshape(tensor["shape"])


def label_of(pool: dict[str, Any], index: int) -> str:
    return str(next(label["name"] for label in pool["labels"] if label["index"] == index))


def test_windows_say_their_copies_before_they_are_laid(player: Player, pool: dict[str, Any]) -> None:
    copies = [sum(image["window"] == window for image in pool["images"]) for window in range(len(WINDOWS))]
    texts, fields = player.state["texts"], player.state["fields"]
    for place, (window, count) in enumerate(zip(WINDOWS, copies, strict=True), 1):
        assert fields[f"pool-window-{place}-size"] == window["size"]
        assert fields[f"pool-window-{place}-stride"] == window["stride"]
        assert texts[f"pool-window-{place}-copies"] == str(count)
    assert texts["pool-copies"] == f"{sum(copies)} masked copies of at most 4,096"
    assert player.state["pool"]["images"] == len(pool["images"]) == sum(copies)
    assert "pool-outdated" not in texts


def test_windows_stay_within_their_limits(player: Player, pool: dict[str, Any]) -> None:
    player.set("pool-window-1-size", 5000)
    assert player.state["fields"]["pool-window-1-size"] == 224
    player.set("pool-window-1-stride", 0)
    assert player.state["fields"]["pool-window-1-stride"] == 1
    player.set("pool-window-1-size", 30)
    assert "Expected at most 4096 masked copies, got 38074." in player.state["texts"]["pool-problem"]
    with pytest.raises(AssertionError, match="could not click pool-start"):
        player.click("pool-start")
    player.click("pool-window-1-size-more")
    assert player.state["fields"]["pool-window-1-size"] == 31
    player.click("pool-windows-add")
    assert [player.state["fields"][f"pool-window-3-{what}"] for what in ("size", "stride")] == [84, 42]
    player.click("pool-windows-defaults")
    assert player.state["texts"]["pool-copies"] == "299 masked copies of at most 4,096"
    assert "other settings" in player.state["texts"]["pool-outdated"]
    assert player.state["pool"]["images"] == len(pool["images"]), "nothing is computed before it is asked for"
    player.click("pool-window-3-remove")
    assert "pool-outdated" not in player.state["texts"]


def test_filters_count_what_passes_and_say_what_is_hidden(
    player: Player, pool: dict[str, Any], boundary: dict[str, Any]
) -> None:
    images = pool["images"]
    present = [image for image in images if image["represents"] is not None]
    absent = f"{len(images) - len(present)} more of the pool are not in the scene."
    assert player.state["texts"]["pool-passing"] == f"{len(present)} of {len(present)} pass the filters. {absent}"
    player.set("pool-all", True)

    def expect(passing: list[dict[str, Any]], others: str = "faded") -> None:
        rest = len(images) - len(passing)
        told = f"{len(passing)} of {len(images)} pass the filters"
        assert player.state["texts"]["pool-passing"] == told + (f"; {rest} {others}." if rest else ".")

    expect(images)
    player.click("pool-answer-changed")
    expect([image for image in images if not image["kept"]])
    player.click("pool-answer-any")
    name = label_of(pool, images[0]["label"])
    player.set("pool-filter-label", name)
    expect([image for image in images if image["label"] == images[0]["label"]])
    player.set("pool-filter-label", "Any")
    player.set("pool-filter-vertex", pool["vertices"][1]["label"]["name"])
    expect([image for image in images if image["represents"] == 1])
    player.set("pool-filter-vertex", "Any")
    player.set("pool-filter-window", "84 × 84, stride 42")
    expect([image for image in images if image["window"] == 0])
    player.set("pool-filter-window", "Any")
    limit = round(100 * sorted(image["outside"] for image in images)[len(images) // 2])
    player.set("pool-outside", limit)
    assert player.state["texts"]["pool-outside-title"] == f"Outside the four labels, at most: {percent(limit / 100)}"
    expect([image for image in images if image["outside"] <= limit / 100])
    player.set("pool-outside", 100)
    player.set("pool-supports", True)
    supports = [images[index] for index in boundary["support_vectors"]]
    expect(supports)
    player.set("pool-hide", True)
    expect(supports, "hidden")
    assert player.frames()["pool"]["shown"] == len(supports), "the others cannot be pointed at"
    player.set("pool-hide", False)
    player.click("pool-filters-reset")
    expect(images)
    player.set("pool-all", False)


def test_the_list_sorts_is_read_page_by_page_and_chooses(
    player: Player, pool: dict[str, Any], boundary: dict[str, Any]
) -> None:
    player.set("pool-all", True)
    player.click("pool-list-open")
    images = pool["images"]
    assert player.state["texts"]["pool-list-where"] == f"1–6 of {len(images)}"
    by_change = sorted(images, key=lambda image: (change(pool, image), image["index"]))
    distance = boundary["distances"]
    for line, image in enumerate(by_change[:6], 1):
        texts = player.state["texts"]
        assert texts[f"pool-line-{line}-index"] == str(image["index"])
        assert texts[f"pool-line-{line}-change"] == points(change(pool, image))
        assert texts[f"pool-line-{line}-outside"] == percent(image["outside"])
        assert texts[f"pool-line-{line}-distance"] == signed(distance[image["index"]], 2)
        answer = "kept" if image["kept"] else "changed"
        assert texts[f"pool-line-{line}-label"].startswith(f"{label_of(pool, image['label'])} · {answer}")
    player.click("pool-list-next")
    assert player.state["texts"]["pool-line-1-index"] == str(by_change[6]["index"])
    player.click("pool-sort-distance")
    farthest = max(range(len(images)), key=lambda index: (distance[index], -index))
    assert player.state["texts"]["pool-line-1-index"] == str(farthest)
    player.click("pool-sort-distance")
    nearest = min(range(len(images)), key=lambda index: (distance[index], index))
    assert player.state["texts"]["pool-line-1-index"] == str(nearest)
    touch(player, "pool-line-2", "move")
    assert player.state["pool"]["hovered"] == int(player.state["texts"]["pool-line-2-index"])
    touch(player, "pool-line-1", "press")
    assert player.state["pool"]["selected"] == nearest
    touch(player, "pool-line-1", "press")
    assert player.state["pool"]["selected"] is None
    touch(player, "pool-line-2", "leave")
    player.click("pool-list-open")
    player.set("pool-all", False)


def test_a_copy_is_told_in_full(player: Player, pool: dict[str, Any], boundary: dict[str, Any]) -> None:
    index = boundary["support_vectors"][0]
    image = pool["images"][index]
    player.do("choose", index=index)
    texts = player.frames()["texts"]
    name = label_of(pool, image["label"])
    answer = "kept" if image["kept"] else "changed"
    assert texts["pool-copy-title"] == f"Masked copy {index}"
    assert texts["pool-copy-verdict"] == f"{name} {percent(image['probability'])} · {answer} · support vector"
    for corner, vertex in enumerate(pool["vertices"]):
        assert texts[f"pool-copy-bars-{corner}-name"] == vertex["label"]["name"]
        assert texts[f"pool-copy-bars-{corner}"] == percent(image["probabilities"][corner])
    assert texts["pool-copy-bars-4-name"] == "Outside the four labels"
    assert texts["pool-copy-bars-4"] == percent(image["outside"])
    window, mask, distance = WINDOWS[image["window"]], image["mask"], boundary["distances"][index]
    assert texts["pool-copy-facts"].split("\n") == [
        f"Change of {pool['examined']['label']['name']}: {points(change(pool, image))}",
        f"To the boundary: {signed(distance, 2)} ({'changed' if distance > 0 else 'kept'} side)",
        f"Window: {window['size']} × {window['size']}, stride {window['stride']}",
        f"Mask at row, column: {mask['top']}, {mask['left']}",
    ]
    whole = picture(player, "pool-copy-picture-image")
    np.testing.assert_array_equal(whole[..., :3], rgb(pool["image"]))
    rows = slice(mask["top"], mask["top"] + mask["height"])
    columns = slice(mask["left"], mask["left"] + mask["width"])
    covered = picture(player, "pool-copy-picture-mask")
    np.testing.assert_array_equal(covered[..., :3], rgb(pool["fill_image"])[rows, columns])
    player.click("pool-copy-release")
    assert player.state["pool"]["selected"] is None


def test_the_whole_image_and_the_boundary_are_told_in_numbers(
    player: Player, pool: dict[str, Any], boundary: dict[str, Any]
) -> None:
    texts = player.state["texts"]
    original = pool["original"]
    assert texts["pool-answer-0-name"] == original["label"]["name"]
    assert texts["pool-answer-0"] == percent(original["probability"])
    for corner, vertex in enumerate(pool["vertices"]):
        assert texts[f"pool-corners-{corner}"] == percent(vertex["mean_probability"])
    assert texts["pool-kept"] == f"{boundary['kept']} kept"
    assert texts["pool-changed"] == f"{boundary['changed']} changed"
    assert texts["pool-boundary"] == boundary["explanation"]
    vectors, validated = len(boundary["support_vectors"]), boundary["cross_validated_accuracy"]
    facts = texts["pool-boundary-facts"].split("\n")
    assert facts[0] == f"Support vectors: {vectors} of {len(pool['images'])}"
    assert float(facts[1].rpartition(" ")[2]) == pytest.approx(boundary["margin"], rel=5e-3)
    assert facts[2] == f"On the right side: {percent(boundary['accuracy'])}"
    assert facts[3].endswith(": –" if validated is None else f": {percent(validated)}")
    honest = "needs 5 kept and 5 changed" if validated is None else "always saying “kept”"
    assert honest in texts["pool-boundary-honesty"]


def test_a_dot_of_the_plot_is_its_copy(player: Player, pool: dict[str, Any]) -> None:
    shown = picture(player, "pool-plot")
    assert shown.shape == (300, 576, 4)
    orange = np.all(shown[..., :3] == (0xD9, 0x73, 0x0D), axis=-1)
    assert orange[150:].sum() == 0, "changed copies stand above the axis"
    row, column = np.argwhere(orange)[0]
    touch(player, "pool-plot", "move", (column / 576, row / 300))
    index = player.state["pool"]["hovered"]
    assert index is not None and not pool["images"][index]["kept"]
    touch(player, "pool-plot", "press", (column / 576, row / 300))
    assert player.state["pool"]["selected"] == index
    touch(player, "pool-plot", "press", (column / 576, row / 300))
    touch(player, "pool-plot", "leave")
    assert (player.state["pool"]["selected"], player.state["pool"]["hovered"]) == (None, None)


def test_the_importance_map_has_the_guides_colours_and_tells_values(player: Player, pool: dict[str, Any]) -> None:
    values = decoded(pool["importance"])
    largest = float(np.abs(values).max())
    grey = rgb(pool["image"]) @ np.array([0.299, 0.587, 0.114])
    share = values / largest
    opacity = 0.78 * np.abs(share)[..., np.newaxis]
    colour = np.where(share[..., np.newaxis] < 0, BLUE, RED)
    expected = grey[..., np.newaxis] + (colour - grey[..., np.newaxis]) * opacity
    shown = picture(player, "pool-importance-map-image")
    assert np.abs(shown[..., :3] - expected).max() <= 0.51
    texts = player.state["texts"]
    assert texts["pool-importance-scale-low"] == points(-largest)
    assert texts["pool-importance-scale-high"] == points(largest)
    name = pool["examined"]["label"]["name"]
    assert texts["pool-importance-value"].startswith(f"Mean drop of {name} when a pixel is hidden")
    row, column = (int(part) for part in np.unravel_index(values.argmax(), values.shape))
    at = ((column + 0.5) / values.shape[1], (row + 0.5) / values.shape[0])
    touch(player, "pool-importance-map", "press", at)
    told = f"{points(values[row, column])} at row {row}, column {column}"
    assert player.state["texts"]["pool-importance-value"] == told
    touch(player, "pool-importance-map", "leave")
    assert player.state["texts"]["pool-importance-value"] == told, "what a ray has pressed stays"


def test_another_label_is_examined_with_other_settings(player: Player, served: ServerProcess) -> None:
    request = {**sample(served.address, "cat"), "windows": WINDOWS}
    before = ask(served.address, "/v1/pools", request)
    label = before["vertices"][1]["label"]
    player.set("pool-label", label["name"])
    player.set("pool-fill", "Blurred image")
    player.set("pool-per-label", 3)
    player.set("pool-refine", True)
    assert player.state["texts"]["pool-window-2-copies"] == "13 of 49"
    run_again(player)
    settings = {"label": label["index"], "fill": "blur", "per_label": 3, "refine": True}
    pool = ask(served.address, "/v1/pools", {**request, **settings})
    texts = player.state["texts"]
    assert player.state["pool"]["images"] == len(pool["images"]) == 25 + 13
    assert texts["pool-answer-1-name"] == f"Examined: {label['name']}"
    assert texts["pool-answer-1"] == percent(pool["examined"]["probability"])
    assert texts["pool-importance-value"].startswith(f"Mean drop of {label['name']} ")
    assert f"the label is still not {label['name']}" in texts["pool-sign-kept"]
    present = [image for image in pool["images"] if image["represents"] is not None]
    assert texts["pool-passing"].startswith(f"{len(present)} of {len(present)} pass")
    player.set("pool-label", "The most probable one")
    player.set("pool-fill", "Black")
    player.set("pool-per-label", 25)
    player.set("pool-refine", False)
    run_again(player)
    assert "pool-fewer" in player.state["texts"], "74 copies do not go round four labels 25 times"


def test_places_are_by_probability_or_by_its_logarithm(player: Player, pool: dict[str, Any]) -> None:
    player.set("pool-all", True)
    player.set("pool-spread", 0)  # exact places
    vertices = np.array([vertex["position"] for vertex in pool["vertices"]])
    for name in ("Its logarithm", "Probability"):
        player.set("pool-scale", name)
        place = player.rest()["texts"]["pool-sign-place"]
        assert ("by logarithms: the nearer to a corner" in place) == (name == "Its logarithm")
        for image in pool["images"][::7]:
            shares = np.array(image["probabilities"])
            weights = shares if name == "Probability" else np.maximum(0, np.log(shares / 1e-4))
            x, y, z = SCENE["circumradius"] * (weights @ vertices) / max(weights.sum(), 1e-9)
            found = player.do("where", image=image["index"])["world"]
            # Unity is left-handed.
            np.testing.assert_allclose(found, (x, SCENE["centre_height"] + y, -z), atol=1e-4)
    player.set("pool-spread", 4)
    player.set("pool-all", False)


def test_lines_part_the_regions_of_the_labels_in_the_same_draw(player: Player) -> None:
    player.point(5, 5)
    with_lines = player.rest()["cost"]
    assert "another label becomes the most probable" in player.state["texts"]["pool-regions-note"]
    player.set("pool-regions", False)
    without = player.rest()["cost"]
    assert without["draws"] == with_lines["draws"] == 3
    assert without["held_mesh_bytes"] < with_lines["held_mesh_bytes"]
    assert (without["allocated"], without["mesh_bytes"]) == (0, 0)
    player.set("pool-regions", True)
    assert player.rest()["cost"]["held_mesh_bytes"] == with_lines["held_mesh_bytes"]


def test_copies_lie_on_the_photo_where_they_hide_it(
    player: Player, pool: dict[str, Any], page: Page, tmp_path: Path
) -> None:
    player.point(5, 5)
    between = [player.do("where", image=image["index"])["world"] for image in pool["images"]]
    before = player.state["texts"]["pool-sign-place"]
    player.click("pool-on-photo")
    state = player.rest()
    texts, count = state["texts"], len(pool["images"])
    assert (state["cost"]["draws"], state["cost"]["allocated"], state["cost"]["mesh_bytes"]) == (3, 0, 0)
    assert texts["pool-passing"] == f"{count} of {count} pass the filters."
    assert state["pool"]["shown"] == count
    assert not {"pool-all-note", "pool-regions-note", "pool-spread-amount"} & set(texts), "they are of the body"
    most = max(abs(change(pool, image)) for image in pool["images"])
    assert texts["pool-sign-place"] != before
    assert texts["pool-change-scale-low"] == f"rises by {most * 100:.1f} pp"
    assert texts["pool-change-scale-high"] == f"falls by {most * 100:.1f} pp"
    assert pool["examined"]["label"]["name"] in texts["pool-sign-change"]
    for window in range(len(WINDOWS)):
        assert_on_a_photo(player, [image for image in pool["images"] if image["window"] == window])
    look(player, page, tmp_path, "pool-photo")
    for strongest in (False, True):
        image = sorted(pool["images"], key=lambda image: change(pool, image))[0 if strongest else -1]
        assert_colour(player, page, tmp_path, image, change(pool, image) / most)
    player.point_at(image=pool["images"][-1]["index"])
    assert player.rest()["pool"]["hovered"] == pool["images"][-1]["index"]
    assert player.state["texts"]["pool-tip"].startswith(f"Masked copy {pool['images'][-1]['index']}")
    player.point(5, 5)
    player.click("pool-in-body")
    player.rest()
    assert player.state["texts"]["pool-sign-place"] == before
    for image, place in zip(pool["images"], between, strict=True):
        np.testing.assert_allclose(player.do("where", image=image["index"])["world"], place, atol=1e-5)


def assert_on_a_photo(player: Player, images: list[dict[str, Any]]) -> None:
    """All at the middles of their masks, by one scale across and down."""
    masks = [image["mask"] for image in images]
    columns = [mask["left"] + mask["width"] / 2 for mask in masks]
    rows = [mask["top"] + mask["height"] / 2 for mask in masks]
    places = np.array([player.do("where", image=image["index"])["world"] for image in images])
    (across, left), (down, top) = np.polyfit(columns, places[:, 0], 1), np.polyfit(rows, places[:, 1], 1)
    np.testing.assert_allclose(places[:, 0], left + across * np.array(columns), atol=1e-5)
    np.testing.assert_allclose(places[:, 1], top + down * np.array(rows), atol=1e-5)
    assert down == pytest.approx(-across, rel=1e-4)
    assert across > 0
    assert np.abs(places[:, 2]).max() < 0.003


def assert_colour(player: Player, page: Page, folder: Path, image: dict[str, Any], share: float) -> None:
    """Over grey, the colour of its change, as strong as that is large (−1..1 of the largest)."""
    at = player.where(image=image["index"])
    drawn = Image.open(io.BytesIO(draw_scene(page, player.export(folder / "tile.json")))).convert("RGB")
    found = np.array(drawn.getpixel((round(at[0]), drawn.height - round(at[1]))))
    opacity = 0.78 * abs(share)
    greys = (found - opacity * np.array(RED if share < 0 else BLUE)) / (1 - opacity)
    assert np.ptp(greys) < 3 / (1 - opacity), f"{found} is no grey under the colour of {share:.2f}"


def test_on_the_photo_a_drag_moves_and_never_turns(player: Player, pool: dict[str, Any]) -> None:
    player.click("pool-on-photo")
    player.rest()
    first, last = pool["images"][0]["index"], pool["images"][-1]["index"]
    before = [player.where(image=index) for index in (first, last)]
    player.point_at(image=first)
    player.press(True)
    for step in range(1, 5):
        player.point(before[0][0] + 15 * step, before[0][1] - 10 * step)
    player.press(False)
    player.point(5, 5)
    player.rest()
    moved = np.array([player.where(image=index) for index in (first, last)]) - before
    assert moved[0][0] > 20
    assert moved[0][1] < -10
    np.testing.assert_allclose(moved[0], moved[1], atol=0.5)
    assert player.state["scene"] == "Pool", "a drag is no click"
    player.click("pool-in-body")
    player.rest()


def test_progress_tells_the_time_left_and_a_cancel_what_stays(player: Player) -> None:
    player.click("go-menu")
    player.choose("flower")
    player.click("go-pool")
    player.click("pool-windows-defaults")
    player.click("pool-start")
    state = player.until(lambda state: "left" in state["texts"].get("pool-left", "") and state["pool"]["images"] > 30)
    assert state["texts"]["pool-stage"] == "Classifying masked images"
    assert state["fields"]["pool-progress"] > 0
    assert " of 299" in state["texts"]["pool-status"]
    assert "can still change" in state["texts"]["pool-corners-note"]
    player.click("pool-note-cancel")
    state = player.until(lambda state: state["pool"]["state"] == "Cancelled")
    told = f"Cancelled. {state['pool']['images']} of 299 masked copies had arrived and stay on screen."
    assert state["texts"]["pool-status"].startswith(told)
    assert state["texts"]["pool-boundary"] == "It is looked for when the pool is whole."
    player.click("pool-note-retry")
    player.until(lambda state: state["pool"]["whole"])
    assert "pool-note-retry" not in player.state["texts"]
    player.click("go-menu")
    player.choose("cat")
