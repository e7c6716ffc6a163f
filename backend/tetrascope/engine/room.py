"""Room in memory that analyses share: each takes what it needs before it begins, or waits in line."""

from collections import deque
from concurrent.futures import Future
from threading import Lock

from tetrascope.engine.steps import Steps, wait_for


class Room:
    """A number of bytes, given out in the order they are asked for.

    Who asks for more than all of it gets it when nobody else holds any, so that nothing waits for ever.

    Args:
        budget: what all may hold together.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._held = 0
        self._line: deque[tuple[Future[None], int]] = deque()
        self._lock = Lock()

    @property
    def held(self) -> int:
        """How much is taken now."""
        return self._held

    def take(self, size: int) -> Steps[None]:
        """Hold `size` of it from now on, until `give_back`; pauses until there is room."""
        place: Future[None] = Future()
        with self._lock:
            self._line.append((place, size))
        self._let_in()
        try:
            yield from wait_for(place)
        except BaseException:  # dropped while it waited
            if place.cancel():
                self._let_in()
            else:
                self.give_back(size)
            raise

    def give_back(self, size: int) -> None:
        """Let others have `size` of what was taken; from any thread."""
        with self._lock:
            self._held -= size
        self._let_in()

    def _let_in(self) -> None:
        """Give room to those at the head of the line, as far as it goes."""
        while (place := self._next()) is not None:
            place.set_result(None)

    def _next(self) -> "Future[None] | None":
        with self._lock:
            while self._line:
                place, size = self._line[0]
                if place.cancelled():
                    self._line.popleft()
                    continue
                if self._held and self._held + size > self.budget:
                    return None
                self._line.popleft()
                if place.set_running_or_notify_cancel():
                    self._held += size
                    return place
            return None
