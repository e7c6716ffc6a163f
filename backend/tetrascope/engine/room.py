"""Room in memory that analyses share: each takes what it needs before it begins, or waits in line."""

from concurrent.futures import Future
from threading import Lock

from tetrascope.engine.client import current_client
from tetrascope.engine.client_turns import ClientTurns
from tetrascope.engine.steps import Steps, wait_for


class Room:
    """A number of bytes, given out to one client after the other, and to each in the order it asks.

    Who asks for more than all of it gets it when nobody else holds any, so that nothing waits for ever.

    Args:
        budget: what all may hold together.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._held = 0
        self._waiting = ClientTurns[tuple[Future[None], int]]()
        self._lock = Lock()

    @property
    def held(self) -> int:
        """How much is taken now."""
        return self._held

    def take(self, size: int) -> Steps[None]:
        """Hold `size` of it from now on, until `give_back`; pauses until there is room."""
        place: Future[None] = Future()
        client, asked = current_client(), (place, size)
        with self._lock:
            self._waiting.add(client, asked)
        self._let_in()
        try:
            yield from wait_for(place)
        except BaseException:  # dropped while it waited
            with self._lock:
                waited = self._waiting.discard(client, asked)
            if waited:
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
        """Give room to those whose turn it is, as far as it goes."""
        while (place := self._next()) is not None:
            place.set_result(None)

    def _next(self) -> "Future[None] | None":
        with self._lock:
            if not self._waiting:
                return None
            place, size = self._waiting.first()
            if self._held and self._held + size > self.budget:
                return None
            self._waiting.take()
            self._held += size
            return place
