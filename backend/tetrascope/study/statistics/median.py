"""The median, and between which two values it lies."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

LEVEL = 95
"""How sure an interval is, at least, in percent."""


class Median(NamedTuple):
    """The middle value of some people's, and an interval for that of all people like them."""

    value: float
    interval: tuple[float, float] | None
    """None where there are too few values for any interval that is as sure as `LEVEL`: fewer than 6."""


def median_of(values: Sequence[float]) -> Median:
    """The median with its exact interval between two order statistics.

    The k-th smallest and the k-th largest of n values enclose the median of all with probability
    1 - 2 P(X < k), X binomial with n and 1/2, or more where values are alike. The largest k that keeps it at `LEVEL`
    or above is taken. No distribution is assumed, and nothing is drawn at random.

    H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition, Wiley 2003, section 7.1.

    Args:
        values: at least one.
    """
    ordered = sorted(values)
    rank = _rank(len(ordered))
    return Median(median(ordered), None if rank == 0 else (ordered[rank - 1], ordered[-rank]))


def _rank(count: int) -> int:
    """The largest k, 1-based; 0 where even the smallest and the largest value are not sure enough."""
    rank, ways, below = 0, 1, 1  # ways to have exactly, and at most, `rank` of them on one side of the median
    while 2 * below * 100 <= (100 - LEVEL) * 2**count:
        ways = ways * (count - rank) // (rank + 1)
        rank += 1
        below += ways
    return rank
