"""Probabilities of merged labels, against sums and maxima written out."""

import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.analysis.merging import merge_probabilities

GROUPS = [np.array([4, 1]), np.array([0, 2, 5])]
ALONE = np.array([3, 6])


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3)])
def test_classes_that_exclude_each_other_add_up(shape: tuple[int, ...]) -> None:
    drawn = np.random.default_rng(0).dirichlet(np.ones(7), shape)
    found = merge_probabilities(drawn, ALONE, GROUPS, exclusive=True)
    expected = [drawn[..., 3], drawn[..., 6], drawn[..., 1] + drawn[..., 4]]
    expected.append(drawn[..., 0] + drawn[..., 2] + drawn[..., 5])
    assert_alike(np.stack(expected, axis=-1), found)
    assert_alike(np.ones(shape), found.sum(axis=-1))


def test_an_independent_merged_label_is_as_probable_as_its_most_probable_one() -> None:
    drawn = np.random.default_rng(1).random((50, 7), np.float32)
    found = merge_probabilities(drawn, ALONE, GROUPS, exclusive=False)
    expected = [[row[3], row[6], max(row[1], row[4]), max(row[0], row[2], row[5])] for row in drawn.astype(float)]
    assert found.tolist() == expected
    assert ((found[:, 3] >= 0.5) == (drawn[:, [0, 2, 5]] >= 0.5).any(axis=1)).all()
