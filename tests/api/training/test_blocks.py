"""Networks as lists of blocks over HTTP, beside runs that were trained here."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.training.asking import JSON, get

from tetrascope.protocol.blocks import MAX_BLOCKS
from tetrascope.training.run_folder import RunsFolder


def measure(client: TestClient, body: object, status: int = 200) -> Any:
    answer = client.post("/v1/training/blocks", json=body, headers=JSON)
    assert answer.status_code == status, answer.text
    return answer.json()


def names(network: Any) -> list[str]:
    return [block["name"] for block in network["blocks"]]


def test_the_blocks_of_a_run_are_the_layers_of_its_network(client: TestClient, runs: RunsFolder) -> None:
    import keras

    found = get(client, "/runs/scratch/blocks")
    assert (found["changed_from"], found["changes"]) == (None, [])
    network = found["network"]
    assert (network["height"], network["width"], network["channels"]) == (16, 16, 3)
    model = keras.models.load_model(runs.require("scratch").network_file)
    assert names(network) == [layer.name for layer in model.layers[1:]]
    assert names(network)[-2:] == ["head_pool", "logits"]
    measured = measure(client, {"network": network, "data_id": "stripes"})
    assert measured["parameters"] == model.count_params() == runs.require("scratch").read().parameters
    assert [tuple(each["output"]) for each in measured["blocks"]] == [
        tuple(layer.output.shape[1:]) for layer in model.layers[1:]
    ]
    assert (measured["fault"], measured["fault_at"], measured["kept_parameters"]) == (None, None, None)
    assert {each["kept"] for each in measured["blocks"]} == {None}


def test_a_run_that_was_begun_before_there_were_lists_has_one(client: TestClient, runs: RunsFolder) -> None:
    now = get(client, "/runs/scratch/blocks")
    file = runs.require("scratch").path / "run.json"
    before = file.read_text(encoding="utf-8")
    old = json.loads(before)
    assert old["recipe"]["filters"] == [16, 32]
    for name in ("blocks", "kept_from", "kept_identity"):
        del old["recipe"][name]
    for name in ("changed_from", "changes"):
        del old[name]
    file.write_text(json.dumps(old), encoding="utf-8")
    try:
        assert get(client, "/runs/scratch/blocks") == now
        listed = {each["name"]: each for each in get(client, "/runs")["runs"]}
        assert (listed["scratch"]["can_change"], listed["scratch"]["own_blocks"]) == (True, False)
    finally:
        file.write_text(before, encoding="utf-8")


def test_a_head_has_no_list_and_says_what_has(client: TestClient) -> None:
    error = get(client, "/runs/head/blocks", 422)["error"]
    assert (error["code"], error["field"]) == ("invalid_input", "run")
    assert "a head on efficientnet-lite0" in error["message"]
    assert "scratch" in error["hint"]
    listed = {each["name"]: each["can_change"] for each in get(client, "/runs")["runs"]}
    assert listed == {"scratch": True, "head": False}


def test_the_list_that_data_are_learned_with_from_scratch(client: TestClient) -> None:
    digits = get(client, "/data/digits/blocks")
    network = digits["network"]
    assert (network["height"], network["channels"], network["blocks"][-1]["units"]) == (32, 1, 10)
    assert names(network)[:5] == ["block1_conv", "block1_norm", "block1_relu", "block1_pool", "block2_conv"]
    stripes = get(client, "/data/stripes/blocks")["network"]
    assert (stripes["height"], stripes["channels"], stripes["blocks"][-1]["units"]) == (96, 3, 2)
    assert measure(client, {"network": stripes, "data_id": "stripes"})["fault"] is None
    assert get(client, "/data/nothing/blocks", 404)["error"]["field"] == "data_id"


def edited(client: TestClient) -> Any:
    return get(client, "/runs/scratch/blocks")["network"]


def test_which_weights_stay_is_said_of_each_block(client: TestClient) -> None:
    network = edited(client)
    network["blocks"][0]["filters"] = 24
    measured = measure(client, {"network": network, "data_id": "stripes", "keep": "scratch@1"})
    told = dict(zip(names(network), measured["blocks"], strict=True))
    assert {name: each["kept"] for name, each in told.items() if each["kept"] is not None} == {
        "block1_conv": False,
        "block1_norm": False,
        "block2_conv": False,
        "block2_norm": True,
        "logits": True,
    }
    assert told["block1_conv"]["kept_reason"] == "It had 16 filters, and has 24."
    assert measured["kept_parameters"] == told["block2_norm"]["parameters"] + told["logits"]["parameters"]
    assert measure(client, {"network": network, "keep": "scratch"}) == measured


def test_the_last_dense_block_begins_anew_where_the_classes_are_others(client: TestClient) -> None:
    network = edited(client)
    network["blocks"][-1]["units"] = 10
    last = measure(client, {"network": network, "data_id": "digits", "keep": "scratch"})["blocks"][-1]
    assert (last["kept"], last["kept_reason"]) == (False, "It had 2 units, and has 10.")


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda blocks: blocks.append({"kind": "activation", "name": "end", "function": "softmax"}), 9, "added by its"),
        (lambda blocks: blocks.append({"kind": "convolution", "name": "end", "filters": 2}), 9, "reads maps"),
        (lambda blocks: blocks[-1].update(units=3), 8, "ends in 3 units; there are 2 classes"),
        (lambda blocks: blocks[3].update(size=31), 3, "Make it 16 or smaller"),
        (lambda blocks: blocks[0].update(kernel=31, padding="valid"), 0, "larger than the 16 that come in"),
        (lambda blocks: blocks.__delitem__(slice(-2, None)), 6, "ends in maps"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(client: TestClient, change: Any, place: int, words: str) -> None:
    network = edited(client)
    change(network["blocks"])
    measured = measure(client, {"network": network, "data_id": "stripes"})
    assert measured["fault_at"] == place
    assert words in measured["fault"]
    assert len(measured["blocks"]) == len(network["blocks"])


@pytest.mark.parametrize(("height", "width"), [(15, 32), (32, 257), (1024, 1024)])
def test_an_input_that_cannot_be_trained_is_a_fault_without_a_place(
    client: TestClient, height: int, width: int
) -> None:
    measured = measure(client, {"network": {**edited(client), "height": height, "width": width}})
    assert measured["fault_at"] is None
    assert "from 16 to 256" in measured["fault"]


@pytest.mark.parametrize(
    ("more", "status", "field"),
    [
        ({"keep": "nothing"}, 404, "keep"),
        ({"keep": "scratch@9"}, 404, "keep"),
        ({"keep": "scratch@"}, 404, "keep"),
        ({"keep": "../scratch"}, 404, "keep"),
        ({"keep": "head"}, 422, "keep"),
        ({"keep": ""}, 422, "keep"),
        ({"data_id": "nothing"}, 404, "data_id"),
        ({"network": {"height": 16, "width": 16, "blocks": []}}, 422, "network.blocks"),
        ({"network": {"height": 1025, "width": 16, "blocks": []}}, 422, "network.height"),
        ({"network": None}, 422, "network"),
        ({"path": "/etc/passwd"}, 422, "path"),
    ],
)
def test_what_cannot_be_measured_is_refused(client: TestClient, more: Any, status: int, field: str) -> None:
    error = measure(client, {"network": edited(client), **more}, status)["error"]
    assert error["field"] == field
    assert error["message"].startswith("Expected")


@pytest.mark.parametrize(
    ("block", "field"),
    [
        ({"kind": "convolution", "name": "a", "filters": 0}, "network.blocks[0].filters"),
        ({"kind": "convolution", "name": "a", "filters": 4097}, "network.blocks[0].filters"),
        ({"kind": "convolution", "name": "../a", "filters": 1}, "network.blocks[0].name"),
        ({"kind": "lambda", "name": "a"}, "network.blocks[0].kind"),
        ({"name": "a"}, "network.blocks[0].kind"),
        ({"kind": "dropout", "name": "a", "rate": 1.0}, "network.blocks[0].rate"),
    ],
)
def test_a_wrong_block_is_named(client: TestClient, block: object, field: str) -> None:
    error = measure(client, {"network": {**edited(client), "blocks": [block]}}, 422)["error"]
    assert error["field"] == field


def test_the_longest_list_is_measured(client: TestClient) -> None:
    network = edited(client)
    some = [{"kind": "activation", "name": f"b{number}"} for number in range(MAX_BLOCKS - len(network["blocks"]))]
    network["blocks"][1:1] = some
    assert measure(client, {"network": network, "keep": "scratch"})["fault"] is None
    network["blocks"][1:1] = [{"kind": "activation", "name": "more"}]
    assert measure(client, {"network": network}, 422)["error"]["field"] == "network.blocks"


SCALARS: Any = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(-9, 9) | st.text(max_size=5)
KINDS = st.sampled_from([
    "convolution", "depthwise", "pooling", "normalisation", "activation", "dropout", "global_pooling", "dense",
])  # fmt: skip
SETTINGS = st.sampled_from(
    ["filters", "kernel", "stride", "padding", "bias", "of", "size", "function", "rate", "units"]
)
BLOCK: Any = st.builds(
    lambda kind, name, more: {"kind": kind, "name": name, **more},
    KINDS | SCALARS,
    st.text("abc", min_size=1, max_size=4) | SCALARS,
    st.dictionaries(SETTINGS, st.integers(-1, 40) | st.sampled_from(["same", "max", "relu"]) | SCALARS, max_size=4),
)
NETWORK: Any = st.fixed_dictionaries(
    {
        "height": st.integers(0, 1100) | SCALARS,
        "width": st.integers(1, 300),
        "blocks": st.lists(BLOCK, max_size=6) | SCALARS,
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(network=NETWORK | SCALARS, keep=st.none() | st.just("scratch") | st.text(max_size=9))
def test_any_list_is_measured_or_refused(client: TestClient, network: Any, keep: Any) -> None:
    answer = client.post("/v1/training/blocks", json={"network": network, "keep": keep}, headers=JSON)
    assert answer.status_code in (200, 404, 422), answer.text
    if answer.status_code == 200:
        assert len(answer.json()["blocks"]) == len(network["blocks"])
    else:
        assert set(answer.json()["error"]) == {"code", "message", "hint", "field"}
