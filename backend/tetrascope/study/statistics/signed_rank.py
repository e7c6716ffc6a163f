"""A paired test: whether the same people's values differ between two conditions."""

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

MIN_DIFFERENCES = 6
"""With fewer, no two-sided exact p is below 0.05: 2 / 2^5 = 0.0625."""
MAX_EXACT = 200
"""Differences up to which the distribution is counted out; with more, the normal one comes close enough."""
_DIGITS = 9
"""Decimals to which differences are compared, so that rounding in a score makes no difference of two that are alike."""


class SignedRank(NamedTuple):
    """What the test finds."""

    higher: int
    """Pairs whose second value is the higher one."""
    lower: int
    equal: int
    effect: float | None
    """Rank-biserial correlation, -1..1; positive where second values are higher. None where all pairs are equal."""
    p: float | None
    """Two-sided. None where fewer than `MIN_DIFFERENCES` pairs differ: none could be below 0.05, whatever they say."""

    @property
    def pairs(self) -> int:
        """How many people have both values."""
        return self.higher + self.lower + self.equal


def signed_rank(first: Sequence[float], second: Sequence[float]) -> SignedRank:
    """Wilcoxon's signed-rank test of pairs.

    Absolute differences are ranked, equal ones with their mean rank; pairs without a difference take part in the
    ranking and are then left out (Pratt). With up to `MAX_EXACT` differences p is exact for the ranks there are, ties
    included: of all ways to give them signs, the share with a sum as extreme. The effect is the matched-pairs
    rank-biserial correlation (Kerby): the share of the ranks that speaks for the second less that for the first.

    F. Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1(6), 1945. J. W. Pratt, Remarks on
    zeros and ties in the Wilcoxon signed rank procedures, JASA 54(287), 1959. D. S. Kerby, The simple difference
    formula, Comprehensive Psychology 3, 2014.

    Args:
        first, second: one value of each person, in the same order.
    """
    differences = np.array([round(after - before, _DIGITS) for before, after in zip(first, second, strict=True)])
    ranks: NDArray[np.float64] = rankdata(np.abs(differences)) if len(differences) else differences
    up, down = differences > 0, differences < 0
    rising, falling = float(ranks[up].sum()), float(ranks[down].sum())
    higher, lower = int(up.sum()), int(down.sum())
    equal = len(differences) - higher - lower
    if higher + lower == 0:
        return SignedRank(higher, lower, equal, None, None)
    effect = (rising - falling) / (rising + falling)
    if higher + lower < MIN_DIFFERENCES:
        return SignedRank(higher, lower, equal, effect, None)
    of_differences = ranks[up | down]
    p = _exact_p(of_differences, rising) if len(of_differences) <= MAX_EXACT else _normal_p(of_differences, rising)
    return SignedRank(higher, lower, equal, effect, p)


def least_p(differences: int) -> float:
    """The smallest two-sided exact p that so many differences can have: all of them in one direction."""
    return 2.0 ** (1 - differences)


def _exact_p(ranks: NDArray[np.float64], rising: float) -> float:
    """Twice the smaller tail of the sum of ranks, each counted or not with probability 1/2."""
    doubled = np.rint(2 * ranks).astype(np.int64)  # mean ranks are whole or half
    probabilities = np.ones(1)
    for rank in doubled:
        longer = np.zeros(len(probabilities) + rank)
        longer[: len(probabilities)] += probabilities / 2
        longer[rank:] += probabilities / 2
        probabilities = longer
    found = round(2 * rising)
    return min(1.0, 2 * float(min(probabilities[: found + 1].sum(), probabilities[found:].sum())))


def _normal_p(ranks: NDArray[np.float64], rising: float) -> float:
    """The same by a normal distribution of that mean and variance, which ties are part of."""
    deviation = sqrt(float((ranks**2).sum())) / 2
    return erfc(abs(rising - float(ranks.sum()) / 2) / deviation / sqrt(2))
