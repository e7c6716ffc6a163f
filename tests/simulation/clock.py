"""A clock that jumps from one event to the next."""

import heapq
import itertools
from collections.abc import Callable


class Clock:
    """Calls what is due, in the order of time; of equal times, in the order in which it was asked for."""

    def __init__(self) -> None:
        self.now = 0.0
        """Seconds."""
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        """Call it then."""
        heapq.heappush(self._due, (self.now + seconds, next(self._numbers), call))

    def run(self, until: float = float("inf")) -> None:
        """Go on until nothing is due, or until then."""
        while self._due and self._due[0][0] <= until:
            self.now, _, call = heapq.heappop(self._due)
            call()
