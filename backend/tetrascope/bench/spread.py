"""Several measurements of one thing, as their median and range."""

from collections.abc import Sequence
from statistics import median

from tetrascope.protocol.message import Message


class Spread(Message):
    """What repeated measurements gave."""

    median: float
    """Their median."""
    least: float
    """The smallest."""
    most: float
    """The largest."""
    count: int
    """How many there were."""


def spread(values: Sequence[float]) -> Spread:
    """Summarise one or more values."""
    if not values:
        raise ValueError("Expected at least one measurement, got none.")
    return Spread(median=median(values), least=min(values), most=max(values), count=len(values))


def ratios(numerators: Sequence[float], denominators: Sequence[float]) -> Spread:
    """The ratio of each round. Its median is not the ratio of medians: noise that both sides of a round saw cancels."""
    return spread([over / under for over, under in zip(numerators, denominators, strict=True)])


def scaled(values: Sequence[float], factor: float) -> Spread:
    """The same values in another unit."""
    return spread([factor * value for value in values])
