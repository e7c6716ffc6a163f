"""How soon the default pool's first images come, and its last."""

import time

from tetrascope.bench.effort import Effort
from tetrascope.bench.fresh import FreshQuestions
from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.spread import Spread, spread
from tetrascope.bench.timing import Clock
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations.pools import PoolBatch
from tetrascope.protocol.part import Event


class FirstImageRow(Message):
    """The default pool of one network, each time of an image that was never seen before."""

    network_id: str
    """The network."""
    images: int
    """Masked images of the pool."""
    first_s: Spread
    """Seconds from the request to the engine to its first masked images."""
    last_s: Spread
    """Seconds to the last masked image."""
    cold_first_s: float
    """Seconds to the first images of a pool asked for at the moment when the network is loaded: it waits for what the
    engine still compiles."""
    cold_last_s: float
    """Seconds to its last image."""


def measure_first_image(
    served: ServedEngine, fresh: FreshQuestions, effort: Effort, clock: Clock = time.perf_counter
) -> FirstImageRow:
    """Run the default pool once cold, then once a round."""
    runs = []
    for _ in range(effort.rounds + 1):
        request = fresh.pool()
        run = _PoolRun(clock)
        served.run(request, run.take)
        runs.append(run)
    cold, *warm = runs
    return FirstImageRow(
        network_id=served.network_id,
        images=len(cold.seen),
        first_s=spread([run.first for run in warm]),
        last_s=spread([run.last for run in warm]),
        cold_first_s=cold.first,
        cold_last_s=cold.last,
    )


class _PoolRun:
    """Notes when images come."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._started = clock, clock()
        self.seen: set[int] = set()
        self.first = self.last = 0.0

    def take(self, event: Event) -> None:
        if not isinstance(event, PoolBatch):
            return
        before = len(self.seen)
        self.seen |= {image.index for image in event.images}
        now = self._clock() - self._started
        if before == 0 and self.seen:
            self.first = now
        if len(self.seen) > before:
            self.last = now
