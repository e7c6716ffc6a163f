"""A participant: drags masks, and looks at pools. The same as `Explorer` of `tests/measure/load.py`."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from tests.simulation import behaviour
from tests.simulation.clock import Clock
from tests.simulation.worker import Told


@dataclass
class Answers:
    """What came of the questions of all participants."""

    columns: list[float] = field(default_factory=list)
    """Seconds from the last move of a drag to the last part of its columns."""
    first: list[float] = field(default_factory=list)
    """The same, to the first part."""
    pools: list[float] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    """How questions ended: done, cancelled, or an error's code."""
    sent: int = 0


class Asked(Protocol):
    """A question that may be cancelled."""

    def cancel(self) -> None:
        """Nobody waits for it any more."""


class Server(Protocol):
    """What participants ask."""

    def columns(self, client: Hashable, image: str, mask: Hashable, first: Told, last: Told) -> Asked | None:
        """Those of a masked photo; None where there is no place."""

    def pool(self, client: Hashable, image: str, size: int, last: Told) -> Asked | None:
        """One pool; None where there is no place."""


class Participant:
    """One of them.

    Args:
        clock: the time.
        server: what is asked.
        number: tells participants apart.
        image: what it looks at.
        answers: where what comes of it is written down.
        until: begins nothing from then on.
        seed: of what it does.
    """

    def __init__(
        self, clock: Clock, server: Server, number: int, image: str, answers: Answers, *, until: float, seed: int
    ) -> None:
        self._clock, self._server, self._number, self._image = clock, server, number, image
        self._answers, self._until = answers, until
        self._draw = Random(f"{seed}/{number}")
        self._dragged: Asked | None = None
        """The question that the next move replaces."""

    def begin(self) -> None:
        """Wait a little, then drag."""
        self._clock.after(behaviour.first_wait(self._draw), self._drag)

    def _drag(self) -> None:
        if self._clock.now < self._until:
            self._move(0, *behaviour.corner(self._draw))

    def _move(self, move: int, top: int, left: int) -> None:
        last = move + 1 == behaviour.MOVES
        if self._dragged is not None:
            self._dragged.cancel()
            self._answers.ends["cancelled"] += 1
            self._dragged = None
        sent, told_first = self._clock.now, list[float]()
        pause_over, ended = False, False

        def go_on() -> None:
            if last and pause_over and ended:
                self._after_drag()

        def over() -> None:
            nonlocal pause_over
            pause_over = True
            if last:
                go_on()
            else:
                self._move(move + 1, top, left)

        def whole() -> None:
            nonlocal ended
            ended = True
            self._dragged = None
            self._answers.ends["done"] += 1
            if last:
                self._answers.first.append(told_first[0] - sent)
                self._answers.columns.append(self._clock.now - sent)
                go_on()

        self._answers.sent += 1
        mask = (top, left + behaviour.STEP * move)
        asked = self._server.columns(self._number, self._image, mask, lambda: told_first.append(self._clock.now), whole)
        if asked is None:
            self._answers.ends["busy"] += 1
            ended = True
        elif not ended:
            self._dragged = asked
        self._clock.after(behaviour.MOVE_S, over)

    def _after_drag(self) -> None:
        if behaviour.looks_at_a_pool(self._draw):
            self._pool()
        else:
            self._think()

    def _pool(self) -> None:
        sent = self._clock.now

        def whole() -> None:
            self._answers.ends["done"] += 1
            self._answers.pools.append(self._clock.now - sent)
            self._think()

        self._answers.sent += 1
        if self._server.pool(self._number, self._image, behaviour.window_size(self._draw), whole) is None:
            self._answers.ends["busy"] += 1
            self._think()

    def _think(self) -> None:
        self._clock.after(behaviour.think(self._draw), self._drag)
