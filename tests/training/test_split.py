"""Which examples are put aside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.training.split import stratified_split


@given(
    counts=st.lists(st.integers(2, 30), min_size=2, max_size=5),
    share=st.floats(0.01, 0.99),
    seed=st.integers(0, 2**31 - 1),
)
def test_every_example_is_on_one_side_and_every_class_on_both(counts: list[int], share: float, seed: int) -> None:
    labels = np.repeat(np.arange(len(counts)), counts).astype(np.int32)
    training, validation = stratified_split(labels, share, seed)
    assert sorted([*training, *validation]) == list(range(len(labels)))
    for label, count in enumerate(counts):
        aside = int((labels[validation] == label).sum())
        assert 1 <= aside < count
        assert abs(aside - share * count) <= 1


def test_a_seed_decides_the_split() -> None:
    labels = np.repeat([0, 1], 50).astype(np.int32)
    same = [stratified_split(labels, 0.2, 7).validation.tolist() for _ in range(2)]
    assert same[0] == same[1] != stratified_split(labels, 0.2, 8).validation.tolist()


@pytest.mark.parametrize(("share", "aside"), [(0.2, 20), (0.5, 50)])
def test_the_share_is_that_of_each_class(share: float, aside: int) -> None:
    labels = np.repeat([0, 1], [40, 60]).astype(np.int32)
    assert len(stratified_split(labels, share, 0).validation) == aside
