"""Hiding and showing pixels in the order of an importance map."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from tetrascope.analysis.importance_curves import (
    counts_hidden,
    hiding_first,
    hiding_rest,
    mean_height,
    pixels_by_importance,
    rank_correlation,
    share_to_halve,
    shuffled_within,
)

MAP = np.array([[0.1, 0.5, -0.2], [0.5, 0.0, 0.3]])


def test_pixels_go_from_the_most_important_and_ties_by_place() -> None:
    assert pixels_by_importance(MAP).tolist() == [1, 3, 5, 0, 4, 2]


def test_masks_hide_the_first_or_all_others() -> None:
    order = pixels_by_importance(MAP)
    first, rest = hiding_first(order, 2, 2, 3), hiding_rest(order, 2, 2, 3)
    assert first.bits is not None
    assert rest.bits is not None
    assert first.bits.tolist() == [[False, True, False], [True, False, False]]
    assert np.array_equal(rest.bits, ~first.bits)
    assert (first.box, rest.box) == ((0, 0, 2, 3), (0, 0, 2, 3))


def test_counts_go_evenly_from_none_to_all() -> None:
    assert counts_hidden(10, 4).tolist() == [0, 2, 5, 8, 10]


def test_the_mean_height_is_the_area_by_trapezia() -> None:
    assert mean_height(np.array([1.0, 0.5, 0.0])) == pytest.approx(0.5)
    assert mean_height(np.array([1.0, 0.0, 0.0, 0.0, 0.0])) == pytest.approx(0.125)


@pytest.mark.parametrize(
    ("curve", "share"),
    [([0.8, 0.6, 0.2, 0.0], 0.5), ([0.8, 0.0, 0.0, 0.8], 1 / 6), ([0.8, 0.7, 0.9, 0.5], None), ([0.0, 0.0], None)],
)
def test_where_a_curve_is_half_as_high(curve: list[float], share: float | None) -> None:
    found = share_to_halve(np.linspace(0, 1, len(curve)), np.array(curve))
    assert found == (share if share is None else pytest.approx(share))


def test_values_are_dealt_anew_within_their_group_alone() -> None:
    values, groups = np.arange(200, dtype=np.float32), np.repeat([0, 1], 100)
    dealt = shuffled_within(values, groups, np.random.default_rng(0))
    assert not np.array_equal(dealt, values)
    for group in (0, 1):
        assert np.array_equal(np.sort(dealt[groups == group]), values[groups == group])


def test_the_rank_correlation_is_that_of_scipy() -> None:
    rng = np.random.default_rng(1)
    one = rng.integers(0, 9, (7, 8)).astype(float)  # with ties
    other = one + rng.normal(0, 3, one.shape)
    assert rank_correlation(one, other) == pytest.approx(spearmanr(one.ravel(), other.ravel()).statistic)
    assert rank_correlation(one, np.ones_like(one)) is None
