"""Whether participants' clients are there: those ask for how their session stands every few seconds."""

from collections.abc import Callable

PRESENT_S = 8.0
"""Seconds after which a client that asked for nothing is taken for gone; they ask every two."""


class Presence:
    """When each participant's client asked last.

    Args:
        clock: seconds since the beginning of 1970.
        monotonic: seconds of a clock that never goes back.
    """

    def __init__(self, clock: Callable[[], float], monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._seen: dict[int, tuple[float, float]] = {}

    def see(self, number: int) -> None:
        """Note that a client of this participant asks."""
        self._seen[number] = (self._clock() * 1000, self._monotonic())

    def seen_ms(self, number: int) -> float | None:
        """When one did last, in milliseconds since the beginning of 1970."""
        seen = self._seen.get(number)
        return None if seen is None else seen[0]

    def is_present(self, number: int) -> bool:
        """Whether one did within the last seconds."""
        seen = self._seen.get(number)
        return seen is not None and self._monotonic() - seen[1] <= PRESENT_S

    def forget(self, number: int) -> None:
        """Know nothing of them any more."""
        self._seen.pop(number, None)
