"""The test of pairs, against SciPy and a count of all signs."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import rankdata, wilcoxon

from tetrascope.study.statistics.signed_rank import MAX_EXACT, least_p, signed_rank


@pytest.mark.parametrize("seed", range(5))
def test_without_ties_it_is_the_textbook_test(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.normal(size=14), rng.normal(0.5, size=14)
    found = signed_rank(list(first), list(second))
    assert found.p == pytest.approx(wilcoxon(second, first, method="exact").pvalue, rel=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_with_ties_and_equal_pairs_p_is_a_share_of_all_signs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.integers(1, 6, 11), rng.integers(1, 6, 11)
    found = signed_rank(list(first), list(second))
    differences = second - first
    ranks = rankdata(np.abs(differences))[differences != 0]  # Pratt: ranked with those that are equal, then without
    assert found.equal == 11 - len(ranks)
    if found.p is None:
        assert len(ranks) < 6
        return
    sums = [
        sum(rank for rank, sign in zip(ranks, signs, strict=True) if sign)
        for signs in product((0, 1), repeat=len(ranks))
    ]
    seen = rankdata(np.abs(differences))[differences > 0].sum()
    tail = min(np.mean([each <= seen for each in sums]), np.mean([each >= seen for each in sums]))
    assert found.p == pytest.approx(min(1, 2 * tail), rel=1e-9)


def test_the_effect_is_the_balance_of_the_ranks() -> None:
    # Differences 1, 2, 3, 4, -5, 6: ranks 1 to 6, of which 16 rise and 5 fall.
    found = signed_rank([0] * 6, [1, 2, 3, 4, -5, 6])
    assert (found.higher, found.lower, found.equal, found.pairs) == (5, 1, 0, 6)
    assert found.effect == pytest.approx((16 - 5) / 21)


@pytest.mark.parametrize("differing", range(1, 6))
def test_with_fewer_than_six_differences_there_is_no_p(differing: int) -> None:
    found = signed_rank([1] * 20, [2] * differing + [1] * (20 - differing))
    assert found.p is None
    assert found.effect == 1
    assert least_p(differing) > 0.05


def test_six_differences_in_one_direction_have_the_least_p() -> None:
    assert signed_rank([1] * 6, [2] * 6).p == least_p(6) == 0.03125


def test_all_alike_is_nothing_to_test() -> None:
    found = signed_rank([3, 3], [3, 3])
    assert (found.equal, found.effect, found.p) == (2, None, None)


def test_nobody_is_nothing_to_test() -> None:
    assert signed_rank([], []).pairs == 0


def test_rounding_in_a_score_makes_no_order_of_equal_differences() -> None:
    first, second = [0.1, 0.4, 0.4], [0.4, 0.7, 0.1]
    assert len({abs(after - before) for before, after in zip(first, second, strict=True)}) == 2
    assert signed_rank(first, second).effect == pytest.approx(1 / 3)


def test_many_pairs_go_by_the_normal_distribution_which_comes_close() -> None:
    rng = np.random.default_rng(1)
    first, second = (
        rng.integers(1, 8, MAX_EXACT * 2),
        rng.integers(1, 8, MAX_EXACT * 2) + (rng.random(MAX_EXACT * 2) < 0.1),
    )
    found = signed_rank(list(first), list(second))
    expected = wilcoxon(second, first, zero_method="pratt", method="asymptotic")
    assert found.higher + found.lower > MAX_EXACT
    assert found.p == pytest.approx(expected.pvalue, rel=1e-6)
