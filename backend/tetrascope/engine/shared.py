"""Work that several analyses ask for at the same time is done once."""

from collections.abc import Callable, Generator, Iterable
from typing import Generic, TypeVar

from tetrascope.engine.steps import Pause, Result, Steps
from tetrascope.protocol.part import Event

News = TypeVar("News")


class Shared(Generic[News, Result]):
    """One computation and everyone who waits for it.

    Whoever takes a turn and has heard the latest news takes the computation one step further, so it goes on as
    fast as its fastest reader, and a reader that stops reading, or leaves, holds up nobody. Only the latest news is
    kept, however long the computation and however many its readers: who comes late, or was slow, hears that first.
    It is dropped when the last of them leaves.

    Args:
        steps: yields news of how far it is, each of which makes those before it needless, and returns the result.
    """

    def __init__(self, steps: Generator[News | Pause, None, Result]) -> None:
        self._steps = steps
        self._latest: list[News] = []
        self._count = 0
        """How many news there were."""
        self._readers = 0
        self._error: BaseException | None = None
        self._value: list[Result] = []

    @property
    def abandoned(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._readers == 0

    def follow(self, tell: Callable[[News], Iterable[Event]]) -> Steps[Result]:
        """What `tell` makes of the latest news whenever there are any, then the result; raises what was raised."""
        self._readers += 1
        heard = 0
        try:
            while True:
                if heard < self._count:
                    heard = self._count
                    yield from tell(self._latest[0])
                elif self._value:
                    return self._value[0]
                elif self._error is not None:
                    raise self._error
                else:
                    pause = self._advance()
                    if pause is not None:
                        yield pause
        finally:
            self._readers -= 1
            if self.abandoned:
                self._steps.close()

    def _advance(self) -> Pause | None:
        try:
            news = next(self._steps)
        except StopIteration as end:
            self._value.append(end.value)
        except Exception as error:
            self._error = error
        else:
            if isinstance(news, Pause):
                return news
            self._latest[:] = [news]
            self._count += 1
        return None
