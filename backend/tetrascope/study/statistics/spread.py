"""Several people's values in a few numbers."""

from collections.abc import Sequence
from statistics import fmean, stdev
from typing import NamedTuple

from tetrascope.study.statistics.median import Median, median_of


class Spread(NamedTuple):
    """How values are spread."""

    values: int
    """How many there are."""
    median: Median
    mean: float
    deviation: float | None
    """Standard deviation of a sample; None of one value."""
    least: float
    greatest: float


def spread_of(values: Sequence[float]) -> Spread | None:
    """None of no values."""
    if not values:
        return None
    deviation = stdev(values) if len(values) > 1 else None
    return Spread(len(values), median_of(values), fmean(values), deviation, min(values), max(values))
