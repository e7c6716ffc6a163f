"""Two networks on one image in scene 1 of the Unity client, equal to what a live server says of each."""

import json
import math
import urllib.request
from pathlib import Path
from typing import Any

import msgpack
import pytest
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.metas import ROOT
from tests.unity.player import Player, State, complete
from tests.unity.structure_panels import percent, points, touch
from tests.unity.test_live import ask, sample
from tests.unity.test_panels import look

from tetrascope.protocol.operations.pools import Pool
from tetrascope.report.comparison import paired_copies, paired_maps

A, B = "efficientnet-lite0", "efficientnet-lite1"
SIDES = {A: 224, B: 240}


def both_complete(state: State) -> bool:
    """Whether both networks show the newest answer."""
    beside = state["structure"]["beside"]
    return complete(state) and beside is not None and complete({"structure": beside})


def carried(rectangle: dict[str, int]) -> dict[str, int]:
    """A mask of A's input in B's: both see the same square of the photo."""
    scale = SIDES[B] / SIDES[A]
    ends = {}
    for start, length in (("top", "height"), ("left", "width")):
        first = int(rectangle[start] * scale + 0.5)
        ends[start], ends[length] = first, int((rectangle[start] + rectangle[length]) * scale + 0.5) - first
    return ends


def answered(address: str, network: str, masks: list[dict[str, Any]]) -> Any:
    return ask(address, "/v1/layers", {**sample(address, "cat"), "network_id": network, "masks": masks})


def test_another_network_stands_below_layer_below_layer(player: Player, page: Page, tmp_path: Path) -> None:
    alone = player.state["structure"]
    assert alone["beside"] is None
    assert [column["place"] for column in alone["columns"]] == list(range(18))
    player.set("beside-network", "EfficientNet-Lite1")
    state = player.until(both_complete)["structure"]
    shared = json.loads((ROOT / "tests/clients/side_by_side.json").read_text(encoding="utf-8"))
    (known,) = (
        each["aligned"] for each in shared["catalog"] if (each["one"], each["two"], each["which"]) == (A, B, "shown")
    )
    rows = [pair for _, pairs in known for pair in pairs]
    for place, side in enumerate((state, state["beside"])):
        stands = {column["place"]: column["name"] for column in side["columns"]}
        assert [stands.get(row) for row in range(len(rows))] == [pair[place] for pair in rows]
    texts = player.state["texts"]
    assert texts["beside-rule"] == shared["rule"]
    player.point(5, 5)
    look(player, page, tmp_path, "two-networks")
    player.press(True, "Fit")
    player.press(False, "Fit")
    player.rest()
    look(player, page, tmp_path, "two-networks-whole")


def test_both_follow_a_mask_while_it_is_drawn(
    player: Player, served: ServerProcess, page: Page, tmp_path: Path
) -> None:
    player.point_at(row=60, column=61)
    player.press(True)
    player.point_at(row=120, column=150)
    drawn = player.until(lambda state: both_complete(state) and len(state["structure"]["beside"]["rectangles"]) == 1)
    assert drawn["structure"]["rectangles"] == [], "the hand is not lifted yet"
    player.press(False)
    state = player.until(both_complete)["structure"]
    (own,) = state["rectangles"]
    assert state["beside"]["rectangles"] == [carried(own)]
    answers = {
        network: answered(served.address, network, [{"kind": "rectangle", **mask}])["predictions"]["classes"]
        for network, mask in ((A, own), (B, carried(own)))
    }
    texts = player.state["texts"]
    assert state["beside"]["classes"] == [each["label"]["name"] for each in answers[B]]
    known = {network: {each["label"]["name"]: each["probability"] for each in answers[network]} for network in answers}
    rows = 0
    while f"beside-classes-{rows}-name" in texts:
        name = texts[f"beside-classes-{rows}-name"]
        for letter, network in (("a", A), ("b", B)):
            last = answers[network][-1]["probability"]
            told = percent(known[network][name]) if name in known[network] else "≤" + percent(last).lstrip("<")
            assert texts[f"beside-classes-{rows}-{letter}"] == told
        rows += 1
    shown = {each["label"]["name"] for network in answers for each in answers[network][:5]}
    assert rows == len(shown)
    heads = [answers[network][0]["label"]["name"] for network in (A, B)]
    same = heads[0] == heads[1]
    verdict = f"Both answer {heads[0]}." if same else f"They differ: A answers {heads[0]}, B {heads[1]}."
    assert texts["beside-verdict"] == verdict
    for letter, network in (("A", A), ("B", B)):
        before = answered(served.address, network, [])["predictions"]["classes"][0]
        name = before["label"]["name"]
        now = known[network].get(name)
        assert now is not None, "this mask leaves each answer among the ten"
        fell = points(now - before["probability"])
        assert texts[f"beside-fall-{letter.lower()}"] == (
            f"{letter} {name}: {percent(before['probability'])} unmasked, now {percent(now)} ({fell} points)"
        )
    player.point(5, 5)
    look(player, page, tmp_path, "two-networks-masked")


def at_place(layer: str | None, map_side: int, input_side: int, pixel: tuple[int, int], side: int) -> dict[str, Any]:
    """What is outlined where the other network's map has so many rows: both see the same square of the photo."""
    row, column = pixel

    def stretch(at: int, count: int) -> tuple[float, float]:
        pixels = max(1, int(count / side + 0.5))
        first = math.floor((at + 0.5) / side * count - pixels / 2 + 0.5)
        return first / count, (first + pixels) / count

    def box(count: int) -> Any:
        (top, bottom), (left, right) = stretch(row, count), stretch(column, count)
        return pytest.approx([left, top, right, bottom], abs=1e-6)

    return {"layer": layer, "on_layer": box(map_side) if layer else None, "on_input": box(input_side)}


def test_the_other_network_is_pointed_at_as_the_first(player: Player, page: Page, tmp_path: Path) -> None:
    player.point_at(beside=True, layer="block2b_add", cluster=1, row=20, column=30)
    state = player.state["structure"]
    assert state["hover"] is None
    hover = state["beside"]["hover"]
    assert (hover["layer"], hover["cluster"], hover["row"], hover["column"]) == ("block2b_add", 1, 20, 30)
    assert player.state["texts"]["structure-tip"].startswith("B, block2b_add\nCluster 2 of 3")
    assert state["beside"]["marked"]["layer"] == "block2a_project_conv", "the receptive field on the layer before"
    place = at_place(None, 1, 224, (20, 30), 60)
    assert state["marked"] == place, "the first network has no layer there: the same place of the photo on its input"
    look(player, page, tmp_path, "two-networks-hover")
    player.point_at(layer="block2b_add", cluster=1, row=20, column=30)
    state = player.state["structure"]
    assert state["beside"]["hover"] is None
    assert state["hover"]["layer"] == "block2b_add"
    assert state["beside"]["marked"] == at_place("block2c_add", 60, 240, (20, 30), 56), "it stands below block2b_add"
    look(player, page, tmp_path, "two-networks-place")
    player.point(5, 5)
    state = player.state["structure"]
    nothing = {"layer": None, "on_layer": None, "on_input": None}
    assert (state["marked"], state["beside"]["marked"]) == (nothing, nothing)


def whole_pool(address: str, network: str) -> Pool:
    """The pool that a network makes with its default windows."""
    body = json.dumps({**sample(address, "cat"), "network_id": network}).encode()
    headers = {"Accept": "application/msgpack", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/v1/pools", body, headers)
    with urllib.request.urlopen(request) as answer:
        return Pool.model_validate(msgpack.unpackb(answer.read()), extra="ignore")


def test_the_same_masks_are_laid_for_both_as_compare_does(
    player: Player, served: ServerProcess, page: Page, tmp_path: Path
) -> None:
    player.click("clear")
    player.until(both_complete)
    player.click("pairs-open")
    player.until(lambda state: "pairs-summary" in state["texts"])
    one, two = (whole_pool(served.address, network) for network in (A, B))
    pairs = paired_copies(one, two)
    assert len(pairs) == 299
    kinds = {"neither": (True, True), "a": (False, True), "b": (True, False), "both": (False, False)}
    counts = {name: sum((pair.one.kept, pair.other.kept) == kept for pair in pairs) for name, kept in kinds.items()}
    assert (counts["a"], counts["b"]) == (9, 0), "what `tetrascope compare` tells of the cat"
    texts = player.state["texts"]
    assert {name: texts[f"outcome-{name}"] for name in kinds} == {name: str(count) for name, count in counts.items()}
    assert texts["pairs-title"] == "9 masks that change the answer of A alone"
    changed = [pair for pair in pairs if not pair.one.kept and pair.other.kept]
    first = max(changed, key=lambda pair: one.examined.probability - pair.one.original_probability)
    assert f"pair-{first.one.index}-words" in texts
    maps = paired_maps(one, two)
    assert maps is not None
    assert maps.correlation is not None
    assert f"{maps.correlation:.2f}".replace("-", "−") in texts["pairs-correlation"]
    look(player, page, tmp_path, "two-pools")
    touch(player, "pairs-picture-a", "move", (0.3, 0.4))
    here = player.state["texts"]["pairs-values"]
    row, column = (int(share * side) for share, side in zip((0.4, 0.3), maps.one.shape, strict=True))
    for value in (maps.one[row, column], maps.other[row, column]):
        assert any(f"{text} pp" in here for text in near(100 * float(value))), here
    touch(player, "pairs-picture-a", "leave")
    player.click("outcome-both")
    texts = player.state["texts"]
    assert texts["pairs-title"].endswith("that change both answers")
    look(player, page, tmp_path, "two-pools-both")


def near(points_there: float) -> set[str]:
    """How a number of percentage points may be told: maps are resampled by other code here."""
    return {points((points_there + by) / 100) for by in (-0.1, 0.0, 0.1)}


def test_a_mask_of_a_pair_is_laid_on_the_input(player: Player) -> None:
    player.click("outcome-a")
    row = next(name for name in player.state["texts"] if name.startswith("pair-") and name.endswith("-words"))
    player.click(row.removesuffix("-words"))
    state = player.until(both_complete)["structure"]
    assert "pairs-title" not in player.state["texts"]
    (own,) = state["rectangles"]
    assert state["beside"]["rectangles"] == [carried(own)]
    assert state["classes"][0] != state["beside"]["classes"][0], "it changes the answer of A alone"


def test_it_goes_again_and_asks_no_more(player: Player) -> None:
    player.click("clear")
    player.until(both_complete)
    player.set("beside-network", "none")
    state = player.until(complete)["structure"]
    assert state["beside"] is None
    assert [column["place"] for column in state["columns"]] == list(range(18))
    player.press(True, "Home")
    player.press(False, "Home")
    player.rest()
