"""A station does one step at a time, and shares its time as an engine's scheduler does."""

import asyncio
import statistics
from collections import Counter
from collections.abc import Sequence
from functools import partial
from random import Random

import pytest
from tests.patience import until
from tests.simulation.clock import Clock
from tests.simulation.station import Station, Step

from tetrascope.engine.client import CLIENT
from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.steps import Steps, before_pass
from tetrascope.protocol.progress import Progress

Works = dict[str, list[tuple[float, bool]]]
"""Of each client its steps, one after the other: seconds, and whether it runs a network."""


def in_the_simulation(works: Works) -> list[str]:
    """Whose steps were done, in their order."""
    clock, order = Clock(), list[str]()
    station = Station(clock)

    def begin(client: str, steps: Sequence[tuple[float, bool]]) -> None:
        if not steps:
            return
        (seconds, runs_network), *rest = steps

        def done() -> None:
            order.append(client)
            begin(client, rest)

        station.add(Step(client, seconds, done, runs_network=runs_network))

    def begin_all() -> None:
        for client, steps in works.items():
            begin(client, steps)

    station.add_first(1e-9, begin_all)  # none begins before all are there
    clock.run()
    return order


def by_the_scheduler(works: Works) -> list[str]:
    """The same, by the scheduler itself with a clock that goes on with the steps alone."""
    now, order = [0.0], list[str]()

    def analysis(client: str, steps: Sequence[tuple[float, bool]]) -> Steps[None]:
        for seconds, runs_network in steps:
            if runs_network:
                yield from before_pass()
            now[0] += seconds
            order.append(client)
            yield Progress(done=0, total=1, seconds_left=None, stage="")

    async def run() -> None:
        scheduler = Scheduler(max_running=len(works), max_backlog=1000, clock=lambda: now[0])

        async def read(client: str) -> None:
            CLIENT.set(client)
            async for _ in scheduler.run(analysis(client, works[client])):
                pass

        reading = [asyncio.ensure_future(read(client)) for client in works]
        await until(lambda: scheduler.running == len(works))
        scheduler.start()
        await asyncio.gather(*reading)
        scheduler.stop()

    asyncio.run(run())
    return order


@pytest.mark.parametrize("seed", range(5))
def test_it_shares_its_time_as_the_scheduler_does(seed: int) -> None:
    draw = Random(seed)
    works = {name: [(draw.uniform(0.01, 0.2), False) for _ in range(draw.randint(1, 30))] for name in "abcdef"}
    assert in_the_simulation(works) == by_the_scheduler(works)


def test_small_steps_do_not_wait_for_every_pass() -> None:
    works: Works = {str(number): [(0.2, True)] * 20 for number in range(8)}
    works["small"] = [(0.01, False)] * 20
    for order in (in_the_simulation(works), by_the_scheduler(works)):
        last = max(place for place, client in enumerate(order) if client == "small")
        assert last < 40  # of 180: beside two passes at most for each of its twenty steps


def test_its_waits_are_those_of_queueing_theory() -> None:
    """One queue, arrivals and services at random (M/M/1): on average 1 / (services - arrivals) seconds."""
    draw, clock = Random(4), Clock()
    station, took = Station(clock), list[float]()
    arrivals, services, count = 0.7, 1.0, 60_000

    def arrive(number: int) -> None:
        began = clock.now
        station.add(Step(number, draw.expovariate(services), lambda: took.append(clock.now - began)))
        if number < count:
            clock.after(draw.expovariate(arrivals), lambda: arrive(number + 1))

    arrive(0)
    clock.run()
    assert len(took) == count + 1
    assert statistics.mean(took) == pytest.approx(1 / (services - arrivals), rel=0.08)
    assert station.busy / clock.now == pytest.approx(arrivals / services, rel=0.04)


def test_who_asks_for_much_gets_what_is_left_over() -> None:
    clock, had = Clock(), Counter[str]()
    station = Station(clock)

    def ask(client: str) -> None:
        def done() -> None:
            had[client] += 1
            ask(client)

        station.add(Step(client, 0.1, done))

    for _ in range(8):
        ask("greedy")
    ask("modest")
    clock.run(100)
    assert abs(had["greedy"] - had["modest"]) <= 1


def test_what_nobody_waits_for_is_not_begun_and_what_was_begun_is_finished() -> None:
    clock, told = Clock(), list[str]()
    station = Station(clock)
    steps = [Step(name, 1.0, partial(told.append, name)) for name in "abc"]
    for step in steps:
        station.add(step)
    station.drop(steps[0])
    station.drop(steps[1])
    clock.run()
    assert told == ["c"]
    assert (clock.now, station.busy) == (2.0, 2.0)


def test_a_server_that_shares_the_machine_goes_first_and_a_slow_machine_takes_longer() -> None:
    clock, told = Clock(), list[tuple[str, float]]()
    station = Station(clock, speed=0.5)
    station.add(Step("a", 1.0, lambda: told.append(("a", clock.now))))
    station.add(Step("b", 1.0, lambda: told.append(("b", clock.now))))
    station.add_first(0.5, lambda: told.append(("first", clock.now)))
    clock.run()
    assert told == [("a", 2.0), ("first", 3.0), ("b", 5.0)]
