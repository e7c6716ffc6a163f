"""A cluster, or one server, and the participants who use it."""

import math
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache

from tests.simulation import behaviour
from tests.simulation.clock import Clock
from tests.simulation.participant import Answers, Participant
from tests.simulation.ring import Ring
from tests.simulation.service_times import ServiceTimes
from tests.simulation.station import Station
from tests.simulation.worker import Analysis, Told, Worker

from tetrascope.engine.cluster.spread import TOGETHER, Spread
from tetrascope.engine.settings import EngineSettings
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest, Window
from tetrascope.protocol.request import AnalysisRequest

PLACES = EngineSettings.max_running
COLUMNS = 19
"""Parts of an answer with the columns of EfficientNet-Lite0."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is simulated."""

    times: ServiceTimes
    participants: int
    seconds: float = 300.0
    workers: int | None = None
    """Of a cluster; None for the engine in the server's process."""
    gateways: int = 1
    one_machine: bool = False
    """Whether all of it is on one machine; else each gateway and each worker has its own."""
    gpu: bool = False
    """Whether every worker has a GPU, on which `times` are."""
    photos: int | None = None
    """How many the participants look at, each at one; None where everybody has their own."""
    clients_here: bool = False
    """Whether the program that plays the participants runs on the server's machine, as in a load test."""
    together: int = TOGETHER
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    plan: Plan
    answers: Answers
    worker_share: float
    """Of the time, how much the workers' processors had to do."""
    device_share: float
    """The same of their GPUs; without these, of their processors."""
    gateway_share: float


class Gateway:
    """A server that participants are connected to.

    Args:
        plan: what is simulated.
        station: its processor's time.
        cost: seconds of the station for a second of processor time.
        workers: what analyses run on.
        clock: the time.
    """

    def __init__(self, plan: Plan, station: Station, cost: float, workers: list[Worker], clock: Clock) -> None:
        self._plan, self._times, self._clock = plan, plan.times, clock
        self._station, self._cost, self._workers = station, cost, workers
        self._ring, self._spread = Ring(len(workers)), Spread(plan.together)
        self._under_way = 0

    def columns(self, client: Hashable, image: str, mask: Hashable, first: Told, last: Told) -> "Question | None":
        """As of a worker; None where there is no place."""
        return self._ask(
            _columns(image), lambda worker, told, whole: worker.columns(client, image, mask, told, whole), first, last
        )

    def pool(self, client: Hashable, image: str, size: int, last: Told) -> "Question | None":
        """As of a worker; None where there is no place."""
        request = _pool(image, size)
        return self._ask(request, lambda worker, _, whole: worker.pool(client, image, size, whole), lambda: None, last)

    def _ask(
        self,
        request: AnalysisRequest,
        make: Callable[[Worker, Told, Told], Analysis],
        first: Told,
        last: Told,
    ) -> "Question | None":
        times, cluster = self._times, self._plan.workers is not None
        self._station.add_first(times.receive_s * self._cost)
        if self._under_way >= PLACES:
            return None
        self._under_way += 1
        place = self._spread.place(request) if cluster else nullcontext("")
        worker = self._workers[self._ring.worker(place.__enter__()) if cluster else 0]
        send = (times.ray_gateway_s + times.send_s if cluster else times.send_s) * self._cost
        if self._plan.clients_here:
            send += times.client_s / times.cores
        question = Question(self, place)

        def told_first() -> None:
            if question.waits:
                self._station.add_first(send / COLUMNS, tell_first)

        def tell_first() -> None:
            if question.waits:
                first()

        def told_last() -> None:
            if question.waits:
                self._station.add_first(send * (COLUMNS - 1) / COLUMNS, tell_last)

        def tell_last() -> None:
            if question.waits:
                question.leave()
                last()

        def ended() -> None:
            worker.processor.add_first(times.ray_worker_s * worker.cost)
            self._clock.after(times.ray_first_s + times.ray_rest_s, told_last)

        def begun() -> None:
            self._clock.after(times.ray_first_s, told_first)

        question.analysis = make(worker, *((begun, ended) if cluster else (told_first, told_last)))
        question.analysis.begin()
        return question

    def left(self) -> None:
        """One is under way no more."""
        self._under_way -= 1


class Question:
    """One that is under way, with the places that it takes."""

    analysis: Analysis

    def __init__(self, gateway: Gateway, place: AbstractContextManager[str]) -> None:
        self._gateway, self._place = gateway, place
        self.waits = True
        """Whether somebody waits for it."""

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        self.analysis.cancel()
        self.leave()

    def leave(self) -> None:
        """Give its places back."""
        if self.waits:
            self.waits = False
            self._place.__exit__(None, None, None)
            self._gateway.left()


@cache
def _columns(image: str) -> LayersRequest:
    return LayersRequest(image_id=image, network_id="efficientnet-lite0")


@cache
def _pool(image: str, size: int) -> PoolRequest:
    return PoolRequest(
        image_id=image, network_id="efficientnet-lite0", windows=[Window(size=size, stride=behaviour.STRIDE)]
    )


def simulate(plan: Plan) -> Outcome:
    """Have the participants do what they do, until all is answered."""
    clock, answers, times = Clock(), Answers(), plan.times
    count = plan.workers or 1
    if plan.one_machine:
        taken = plan.participants * (times.study_s + times.study_client_s * plan.clients_here)
        machine = Station(clock, _left(taken / times.cores))
        workers = [Worker(clock, times, gpu=plan.gpu, station=machine) for _ in range(count)]
        stations = [machine] * plan.gateways
    else:
        workers = [Worker(clock, times, gpu=plan.gpu) for _ in range(count)]
        taken = math.ceil(plan.participants / plan.gateways) * times.study_s
        stations = [Station(clock, _left(taken)) for _ in range(plan.gateways)]
    cost = 1 / times.cores if plan.one_machine else 1.0
    gateways = [Gateway(plan, station, cost, workers, clock) for station in stations]
    for number in range(plan.participants):
        gateway = gateways[number % len(gateways)]
        image = f"photo-{number % (plan.photos or plan.participants)}"
        Participant(clock, gateway, number, image, answers, until=plan.seconds, seed=plan.seed).begin()
    clock.run(plan.seconds)
    shares = [
        sum(station.busy for station in those) / len(those) / plan.seconds
        for those in (
            [worker.processor for worker in workers],
            [worker.device for worker in workers],
            stations,
        )
    ]
    clock.run()
    return Outcome(plan, answers, *shares)


def _left(taken: float) -> float:
    """What is left of a station's speed where some of its time is taken."""
    return max(1 - taken, 0.01)
