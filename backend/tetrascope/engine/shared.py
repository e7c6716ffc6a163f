"""Work that several analyses ask for at the same time is done once."""

from typing import Generic

from tetrascope.engine.steps import Pause, Result, Steps
from tetrascope.protocol.part import Event


class Shared(Generic[Result]):
    """One computation and everyone who waits for it.

    Whoever takes a turn and has seen every event so far takes the computation one step further, so it goes on as
    fast as its fastest reader, and a reader that stops reading, or leaves, holds up nobody. All see every event.
    It is dropped when the last of them leaves.
    """

    def __init__(self, steps: Steps[Result]) -> None:
        self._steps = steps
        self._events: list[Event] = []
        self._readers = 0
        self._error: BaseException | None = None
        self._value: list[Result] = []

    @property
    def abandoned(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._readers == 0

    def follow(self) -> Steps[Result]:
        """Every event from the first on, then the result; raises what the computation raised."""
        self._readers += 1
        seen = 0
        try:
            while True:
                while seen < len(self._events):
                    seen += 1
                    yield self._events[seen - 1]
                if self._value:
                    return self._value[0]
                if self._error is not None:
                    raise self._error
                pause = self._advance()
                if pause is not None:
                    yield pause
        finally:
            self._readers -= 1
            if self.abandoned:
                self._steps.close()

    def _advance(self) -> Pause | None:
        try:
            event = next(self._steps)
        except StopIteration as end:
            self._value.append(end.value)
        except Exception as error:
            self._error = error
        else:
            if isinstance(event, Pause):
                return event
            self._events.append(event)
        return None
