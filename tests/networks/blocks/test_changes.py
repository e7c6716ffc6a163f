"""Differences of two lists, in words."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tetrascope.networks.blocks.changes import changes
from tetrascope.protocol.blocks import Activation, BlockList, Convolution, Dense, Dropout, GlobalPooling, Pooling

BEFORE = [
    Convolution(name="block1_conv", filters=16, bias=False),
    Activation(name="block1_relu"),
    Pooling(name="block1_pool"),
    Convolution(name="block2_conv", filters=32, bias=False),
    GlobalPooling(name="head_pool"),
    Dense(name="logits", units=10),
]


def listed(*blocks: object, height: int = 32) -> BlockList:
    return BlockList.model_validate({"height": height, "width": 32, "channels": 1, "blocks": list(blocks)})


WIDER = Convolution(name="block2_conv", filters=64, kernel=5, bias=True)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (listed(*BEFORE), []),
        (listed(*BEFORE, height=48), ["input 32 × 32 × 1 → 48 × 32 × 1"]),
        (
            listed(*BEFORE[:3], WIDER, *BEFORE[4:]),
            ["block2_conv: filters 32 → 64", "block2_conv: kernel 3 → 5", "block2_conv: bias off → on"],
        ),
        (listed(*BEFORE[:5], Dropout(name="dropout1"), BEFORE[5]), ["dropout1 added before logits"]),
        (listed(*BEFORE, Dropout(name="dropout1")), ["dropout1 added at the end"]),
        (listed(*BEFORE[:2], *BEFORE[3:]), ["block1_pool taken away"]),
        (listed(BEFORE[0], BEFORE[2], BEFORE[1], *BEFORE[3:]), ["block1_pool moved before block1_relu"]),
        (listed(*BEFORE[1:5], BEFORE[0], BEFORE[5]), ["block1_conv moved before logits"]),
        (listed(*BEFORE[:4], Pooling(name="head_pool"), BEFORE[5]), ["head_pool: global pooling → pooling"]),
    ],
)
def test_each_difference_is_said(after: BlockList, words: list[str]) -> None:
    assert changes(listed(*BEFORE), after) == words


NAMES = st.permutations(list("abcdefg"))


@given(NAMES, NAMES, st.integers(0, 7), st.integers(0, 7))
def test_what_is_said_makes_the_one_order_of_the_other(one: list[str], other: list[str], few: int, fewer: int) -> None:
    """Done from the end on, which is what each block is said to stand before."""
    first, second = one[: max(1, few)], other[: max(1, fewer)]
    found = changes(*(listed(*(Activation(name=name) for name in names)) for names in (first, second)))
    order = [name for name in first if f"{name} taken away" not in found]
    for line in reversed(found):
        name, verb, *where = line.split()
        if verb in ("added", "moved"):
            order = [each for each in order if each != name]
            order.insert(order.index(where[-1]) if where[0] == "before" else len(order), name)
    assert order == second
    assert sum("moved" in line for line in found) < max(2, len(first))
