"""A station: what does one step of work at a time, as an engine's thread does, and shares its time as that does.

The rule is that of `tetrascope.engine.scheduler`: the kind of step that has had less time goes first, and of those of
one kind the client that has had the least; who comes anew starts level with the others. That one runs on a thread and
by the real time, so it cannot be used here; `test_station.py` holds both to the same words.
"""

from collections import deque
from collections.abc import Callable, Hashable

from tests.simulation.clock import Clock


class Step:
    """A piece of work that is not interrupted.

    Args:
        client: who gets it.
        seconds: how long it takes a station of speed 1.
        done: called at its end, unless it was dropped before.
        runs_network: its kind.
    """

    def __init__(
        self, client: Hashable, seconds: float, done: Callable[[], None], *, runs_network: bool = False
    ) -> None:
        self.client, self.seconds, self.done, self.runs_network = client, seconds, done, runs_network
        self.dropped = False
        """Whether nobody waits for it; where it was begun already, it is finished all the same."""


class Station:
    """Does steps.

    Args:
        clock: the time.
        speed: seconds of work that it does in one second.
    """

    def __init__(self, clock: Clock, speed: float = 1.0) -> None:
        self.busy = 0.0
        """Seconds it has worked."""
        self._clock, self._speed = clock, speed
        self._first: deque[Step] = deque()
        """What goes before everything else."""
        self._waiting: dict[Hashable, deque[Step]] = {}
        """By client; no line is empty."""
        self._had: dict[Hashable, float] = {}
        """Seconds each client has had, see `virtual_runtime` of a `Share`."""
        self._least = 0.0
        self._by_kind = {False: 0.0, True: 0.0}
        self._working = False

    def add(self, step: Step) -> None:
        """Have it done when its turn comes."""
        if step.client not in self._waiting:
            self._waiting[step.client] = deque()
            self._had[step.client] = max(self._had.get(step.client, 0.0), self._least)
        self._waiting[step.client].append(step)
        self._begin()

    def add_first(self, seconds: float, done: Callable[[], None] = lambda: None) -> None:
        """Have work done before everything else: that of a server's own, which shares the machine."""
        self._first.append(Step(None, seconds, done))
        self._begin()

    def drop(self, step: Step) -> None:
        """Nobody waits for it any more."""
        step.dropped = True
        line = self._waiting.get(step.client)
        if line is not None and step in line:
            line.remove(step)
            if not line:
                del self._waiting[step.client]

    def _begin(self) -> None:
        if self._working:
            return
        if self._first:
            self._work(self._first.popleft())
        elif self._waiting:
            self._work(self._next())

    def _next(self) -> Step:
        kinds = {line[0].runs_network for line in self._waiting.values()}
        if len(kinds) == 1:
            (kind,) = kinds
            self._by_kind[not kind] = max(self._by_kind.values())
        else:
            kind = self._by_kind[True] <= self._by_kind[False]
        client = min(
            (client for client, line in self._waiting.items() if line[0].runs_network == kind),
            key=self._had.__getitem__,
        )
        self._least = max(self._least, self._had[client])
        line = self._waiting[client]
        step = line.popleft()
        if not line:
            del self._waiting[client]
        self._had[client] += step.seconds
        self._by_kind[kind] += step.seconds
        return step

    def _work(self, step: Step) -> None:
        self._working = True
        seconds = step.seconds / self._speed
        self.busy += seconds

        def end() -> None:
            self._working = False
            if not step.dropped:
                step.done()
            self._begin()

        self._clock.after(seconds, end)
