"""A worker: answers from what it keeps, else by a pass through the network and drawings of its layers."""

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable

from tests.simulation.behaviour import STRIDE
from tests.simulation.clock import Clock
from tests.simulation.service_times import ServiceTimes
from tests.simulation.station import Station, Step

from tetrascope.analysis.windows import position_count
from tetrascope.protocol.operations.pools import Window

Told = Callable[[], None]

DRAWINGS = 6
"""Steps into which the drawings of a network's layers are divided here."""
STEP_S = 0.2
"""How long a step of a pool takes: `step_seconds` of the engine's settings."""
INPUT = 224
"""Side of the network's input, in pixels."""
ANSWERS = 1700
"""Answers that a worker keeps: `result_bytes`, 256 MiB, by 150 kB for the columns of EfficientNet-Lite0."""
ORIGINALS = 30
"""Photos whose groups it keeps beside them."""


class Kept:
    """Names of what is kept, the least recently used forgotten first."""

    def __init__(self, room: int) -> None:
        self._names: OrderedDict[Hashable, None] = OrderedDict()
        self._room = room

    def has(self, name: Hashable) -> bool:
        """Whether it is kept; it then was used just now."""
        if name in self._names:
            self._names.move_to_end(name)
            return True
        return False

    def keep(self, name: Hashable) -> None:
        """From now on."""
        self._names[name] = None
        self._names.move_to_end(name)
        if len(self._names) > self._room:
            self._names.popitem(last=False)


class Analysis:
    """One that is under way: steps, one after the other.

    Args:
        client: for whom.
        steps: each with the station that does it, and what is to be told at its end.
        ended: called after the last.
    """

    def __init__(
        self,
        client: Hashable,
        steps: list[tuple[Station, float, bool, Told | None]],
        ended: Told,
    ) -> None:
        self._client, self._steps, self._ended = client, steps, ended
        self._at: tuple[Station, Step] | None = None

    def begin(self) -> None:
        """Have the next step done."""
        if not self._steps:
            self._ended()
            return
        station, seconds, runs_network, told = self._steps.pop(0)

        def done() -> None:
            if told is not None:
                told()
            self.begin()

        step = Step(self._client, seconds, done, runs_network=runs_network)
        self._at = station, step
        station.add(step)

    def cancel(self) -> None:
        """Have no further step done."""
        if self._at is not None:
            station, step = self._at
            station.drop(step)


class Worker:
    """One engine.

    Args:
        clock: the time.
        times: how long things take here.
        gpu: whether passes have a device of their own, beside the drawings.
        station: where all is done, for a worker that shares its machine with others; None for a machine of its own.
    """

    def __init__(self, clock: Clock, times: ServiceTimes, *, gpu: bool, station: Station | None = None) -> None:
        self._times = times
        self.processor = station or Station(clock)
        self.cost = 1 / times.cores
        """Seconds of it for one of processor time."""
        self.device = Station(clock) if gpu else self.processor
        self._answers, self._originals, self._pools = Kept(ANSWERS), Kept(ORIGINALS), Kept(ANSWERS)
        self._joined: dict[Hashable, list[Told]] = {}
        """Who waits for each pool that somebody has begun."""

    def columns(self, client: Hashable, image: str, mask: Hashable, first: Told, last: Told) -> Analysis:
        """All columns of a masked photo."""
        times = self._times
        if self._answers.has((image, mask)):
            return Analysis(client, [(self.processor, times.known_s, False, first)], last)
        steps: list[tuple[Station, float, bool, Told | None]] = []
        if not self._originals.has(image):
            steps.append((self.device, times.cold_s, True, lambda: self._originals.keep(image)))
        steps.append((self.device, times.pass_s, True, first))
        steps += [(self.processor, times.draw_s / DRAWINGS, False, None)] * DRAWINGS

        def ended() -> None:
            self._answers.keep((image, mask))
            last()

        return Analysis(client, steps, ended)

    def pool(self, client: Hashable, image: str, size: int, last: Told) -> Analysis:
        """A pool of one size of windows; who asks for one that is begun waits for the same."""
        name = (image, size)
        if self._pools.has(name):
            return Analysis(client, [(self.processor, self._times.known_s, False, None)], last)
        if name in self._joined:

            def join() -> None:
                if name in self._joined:
                    self._joined[name].append(last)
                else:  # it has ended meanwhile
                    last()

            return Analysis(client, [(self.processor, self._times.known_s, False, None)], join)
        self._joined[name] = []
        seconds = self._times.pool_image_s * images_in(size)
        count = max(1, math.ceil(seconds / STEP_S))

        def ended() -> None:
            self._pools.keep(name)
            last()
            for other in self._joined.pop(name):
                other()

        return Analysis(client, [(self.device, seconds / count, True, None)] * count, ended)


def images_in(size: int) -> int:
    """Of a pool with one size of windows."""
    return position_count(Window(size=size, stride=STRIDE), INPUT, INPUT)
