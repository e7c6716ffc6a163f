"""How long work will still take."""

import time
from collections.abc import Callable

SHARE_NEEDED = 0.05
"""Share of the work that must be done before a figure is told."""
SECONDS_NEEDED = 1.0
"""Seconds that it must have lasted before a figure is told: what ends sooner needs none."""


class TimeLeft:
    """An estimate that means something or is not given, and that never rises.

    The first unit of work is no base for it: what is loaded, measured or compiled before says nothing of the rest. So
    it counts from the end of the first unit, and tells nothing until enough of the rest is done. Where work slows down
    afterwards, the figure told last stands until it is true again.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, float] | None = None
        """What was done when the first unit had ended, and when that was."""
        self._told: float | None = None

    def seconds(self, done: float, total: float) -> float | None:
        """Seconds left, or None while nobody can know.

        Args:
            done: work done so far, in any unit.
            total: all of it, in the same unit.
        """
        if done >= total:
            return 0.0
        if done <= 0:
            return None
        now = self._clock()
        if self._first is None:
            self._first = done, now
        done_first, began = self._first
        worked, lasted = done - done_first, now - began
        if worked >= SHARE_NEEDED * (total - done_first) and lasted >= SECONDS_NEEDED:
            guess = lasted / worked * (total - done)
            self._told = guess if self._told is None else min(guess, self._told)
        return self._told
