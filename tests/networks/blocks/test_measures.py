"""What blocks give out, cost and see, without a network: beside what Keras says of the network itself."""

import json
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tetrascope.errors import InvalidInput
from tetrascope.networks.blocks.block_list import MAX_JSON, read_block_list
from tetrascope.networks.blocks.measures import fault, measure
from tetrascope.protocol.blocks import BlockList


def listed(*blocks: dict[str, Any], height: int = 32, width: int = 24, channels: int = 3) -> BlockList:
    named = [{"name": f"b{place}", **block} for place, block in enumerate(blocks)]
    return BlockList.model_validate({"height": height, "width": width, "channels": channels, "blocks": named})


CONVOLUTION = {"kind": "convolution", "filters": 8}
POOLING = {"kind": "pooling"}
GLOBAL = {"kind": "global_pooling"}
DENSE = {"kind": "dense", "units": 5}


def test_a_thesis_like_network_by_hand() -> None:
    blocks = listed(
        {"kind": "convolution", "filters": 8, "kernel": 5, "stride": 2, "padding": "valid"}, {"kind": "normalisation"},
        {"kind": "activation"}, {"kind": "depthwise", "kernel": 3}, POOLING, GLOBAL, DENSE,
    )  # fmt: skip
    found = measure(blocks)
    shapes = [(14, 10, 8)] * 4 + [(7, 5, 8), (8,), (5,)]
    assert [each.output for each in found] == shapes
    assert [each.parameters for each in found] == [5 * 5 * 3 * 8 + 8, 32, 0, 3 * 3 * 8 + 8, 0, 0, 8 * 5 + 5]
    assert found[0].multiplications == 14 * 10 * 8 * 25 * 3
    assert found[3].multiplications == 14 * 10 * 8 * 9
    assert found[6].multiplications == 8 * 5
    # 5; then 3 positions that lie 2 apart: 5 + 2 * 2; then 2 of these: 9 + 1 * 2; then all.
    assert [each.field for each in found] == [(5, 5)] * 3 + [(9, 9), (11, 11), (32, 24), (32, 24)]
    assert fault(blocks) is None
    assert fault(blocks, 5) is None


@pytest.mark.parametrize(
    ("blocks", "place", "words"),
    [
        ([DENSE, CONVOLUTION], 1, "reads maps, and 5 units without rows and columns come in"),
        ([GLOBAL, POOLING, DENSE], 1, "Put it before the global pooling"),
        ([{**POOLING, "size": 30}, GLOBAL, DENSE], 0, "window of 30 pixels is larger than the 24 that come in"),
        ([{"kind": "activation", "function": "softmax"}, GLOBAL, DENSE], 0, "Put it after the last dense block"),
        ([CONVOLUTION], 0, "ends in maps, not in classes"),
        ([GLOBAL, {**DENSE, "units": 1}], 1, "ends in 1 units; there are 2 or more"),
        ([{**CONVOLUTION, "filters": 2048}, {**DENSE, "units": 2048}], 1, "parameters; at most 50,000,000"),
        ([GLOBAL, {**DENSE, "units": 4}], 1, "ends in 4 units; there are 5 classes"),
    ],
)
def test_what_does_not_fit_says_why_and_what_would_do(blocks: list[dict[str, Any]], place: int, words: str) -> None:
    found = fault(listed(*blocks), 5 if "5 classes" in words else None)
    assert found is not None
    assert found[0] == place
    assert words in found[1]


def test_after_a_block_that_does_not_fit_nothing_is_known() -> None:
    found = measure(listed(GLOBAL, CONVOLUTION, DENSE))
    assert [each.reason is not None for each in found] == [False, True, False]
    assert [each.output for each in found] == [(3,), None, None]


def test_a_list_is_json_and_back() -> None:
    blocks = listed(CONVOLUTION, {"kind": "dropout", "rate": 0.25}, GLOBAL, DENSE, channels=1)
    assert read_block_list(blocks.json_text()) == blocks


def broken(**changes: Any) -> str:
    value = {"height": 8, "width": 8, "blocks": [{"name": "a", **DENSE}]}
    return json.dumps({**value, **changes})


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "blocks"),
        ("[]", "blocks"),
        ("[" * 5000, "blocks"),
        (" " * (MAX_JSON + 1), "blocks"),
        (broken(height=0), "height"),
        (broken(height=True), "height"),
        (broken(channels=2), "channels"),
        (broken(blocks=[]), "blocks"),
        (broken(more=1), "more"),
        (broken(blocks=[{"name": "a", **DENSE}] * 2), "blocks"),
        (broken(blocks=[{"name": "a/b", **DENSE}]), "blocks[0].name"),
        (broken(blocks=[{"name": "a", "kind": "lambda"}]), "blocks[0].kind"),
        (broken(blocks=[{"name": "a", **CONVOLUTION, "filters": 10**9}]), "blocks[0].filters"),
        (broken(blocks=[{"name": "a", **CONVOLUTION, "kernel": "3"}]), "blocks[0].kernel"),
        (broken(blocks=[{"name": "a", "kind": "dropout", "rate": 1.0}]), "blocks[0].rate"),
        (broken(blocks=[{"name": f"a{place}", **DENSE} for place in range(201)]), "blocks"),
    ],
)
def test_what_is_no_list_is_refused_with_its_place(text: str, field: str) -> None:
    with pytest.raises(InvalidInput, match="Expected a network as a list of blocks") as caught:
        read_block_list(text)
    assert caught.value.field == field
    assert len(caught.value.message) < 500


@given(st.text(max_size=200))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    try:
        read_block_list(text)
    except InvalidInput as error:
        assert error.hint
