"""Timing several ways of doing the same work in turns, so that a busy moment of the machine hits all of them alike."""

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

Clock = Callable[[], float]
"""Tells seconds."""

_MIN_RUNS = 3
"""Runs of a warm-up at least."""
_FASTER = 0.9
"""A run that takes less than this share of the fastest before it has become faster."""


class Side(NamedTuple):
    """One way of doing the work."""

    work: Callable[[], object]
    share: float = 1.0
    """How much of the whole `work` does, such as 0.25 of all images; its time is divided by it."""


def interleave(sides: Mapping[str, Side], rounds: int, clock: Clock = time.perf_counter) -> dict[str, list[float]]:
    """Run every side once in each round, in turns: A B C, C B A, A B C …

    Going back and forth, no side always runs when the processor is still warm from the same other side.

    Returns:
        For each side the seconds of the whole work, one for each round.
    """
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for index in range(rounds):
        for name in list(sides)[:: -1 if index % 2 else 1]:
            side = sides[name]
            started = clock()
            side.work()
            seconds[name].append((clock() - started) / side.share)
    return seconds


def warm_up(work: Callable[[], object], most: int, clock: Clock = time.perf_counter) -> None:
    """Run until it gets no faster: three times at least, and on while a run is a tenth faster than all before.

    Args:
        work: what compiles, or learns what is fastest, in its first runs.
        most: stop after so many runs in any case.
        clock: tells seconds.
    """
    least = float("inf")
    for run in range(most):
        started = clock()
        work()
        taken = clock() - started
        if run >= _MIN_RUNS - 1 and taken > _FASTER * least:
            return
        least = min(least, taken)
