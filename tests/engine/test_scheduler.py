import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from threading import Event as Flag
from typing import Any

import pytest
from tests.patience import PATIENCE_S, until

from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.steps import Steps, before_pass, rest, wait_for
from tetrascope.errors import Busy, Failed, InvalidInput
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress


def event(done: int) -> Progress:
    return Progress(done=done, total=100, seconds_left=None, stage="test")


def count_to(total: int, log: list[str] | None = None, name: str = "") -> Steps[None]:
    for done in range(total):
        if log is not None:
            log.append(name)
        yield event(done)


async def read(events: AsyncIterator[Event]) -> list[int]:
    return [item.done async for item in events if isinstance(item, Progress)]


class Clock:
    """Time that passes where a step says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Gate:
    """A place in the steps of an analysis where the scheduler's thread waits until the test has seen to the rest."""

    def __init__(self) -> None:
        self._reached = Flag()
        self._open = Flag()

    def pass_through(self) -> None:
        self._reached.set()
        assert self._open.wait(PATIENCE_S)

    async def reached(self) -> None:
        assert await asyncio.to_thread(self._reached.wait, PATIENCE_S)

    def open(self) -> None:
        self._open.set()


def working(clock: Clock, total: int, log: list[str], name: str, gates: dict[int, Gate] | None = None) -> Steps[None]:
    """Steps of a second each, with gates before some of them."""
    for done in range(total):
        if gates and done in gates:
            gates[done].pass_through()
        clock.now += 1
        log.append(name)
        yield event(done)


@asynccontextmanager
async def running(**limits: Any) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(**{"max_running": 8, "max_backlog": 4, **limits})
    scheduler.start()
    try:
        yield scheduler
    finally:
        await asyncio.to_thread(scheduler.stop)


def test_events_arrive_whole_and_in_order() -> None:
    async def scenario() -> list[int]:
        async with running() as scheduler:
            return await read(scheduler.run(count_to(50)))

    assert asyncio.run(scenario()) == list(range(50))


def test_a_small_analysis_is_not_stuck_behind_a_large_one() -> None:
    log: list[str] = []
    clock, gate = Clock(), Gate()

    async def scenario() -> None:
        async with running(max_backlog=10_000, clock=clock) as scheduler:
            large = asyncio.create_task(read(scheduler.run(working(clock, 200, log, "large", {20: gate}))))
            await gate.reached()
            small = asyncio.create_task(read(scheduler.run(working(clock, 1, log, "small"))))
            await until(lambda: scheduler.running == 2)
            gate.open()
            await small
            assert 20 <= log.index("small") <= 22
            assert len(await large) == 200

    asyncio.run(scenario())


def test_an_error_reaches_its_own_reader_only() -> None:
    def failing(error: Exception) -> Steps[None]:
        yield event(0)
        raise error

    async def scenario() -> None:
        async with running() as scheduler:
            good = asyncio.create_task(read(scheduler.run(count_to(20))))
            with pytest.raises(InvalidInput, match="the caller's"):
                await read(scheduler.run(failing(InvalidInput("the caller's"))))
            with pytest.raises(Failed):
                await read(scheduler.run(failing(MemoryError())))
            assert await good == list(range(20))

    asyncio.run(scenario())


def test_closing_the_iterator_closes_the_steps() -> None:
    closed: list[bool] = []

    def endless() -> Steps[None]:
        try:
            while True:
                yield event(0)
        finally:
            closed.append(True)

    async def scenario() -> None:
        async with running() as scheduler:
            events = scheduler.run(endless())
            await anext(events)
            await events.aclose()
            await until(lambda: scheduler.running == 0)
            assert closed == [True]

    asyncio.run(scenario())


def test_a_slow_reader_holds_up_its_own_analysis_only() -> None:
    produced: list[str] = []

    async def scenario() -> None:
        async with running(max_backlog=4) as scheduler:
            slow = scheduler.run(count_to(1000, produced, "slow"))
            await anext(slow)
            for _ in range(3):
                await read(scheduler.run(count_to(50)))
            assert produced.count("slow") <= 10
            await slow.aclose()

    asyncio.run(scenario())


def test_what_holds_something_rests_only_where_it_says_so() -> None:
    produced: list[str] = []
    gate = Gate()

    def holding() -> Steps[None]:
        yield event(0)
        gate.pass_through()
        for _ in range(2):
            yield from count_to(20, produced, "held")
            yield from rest()

    async def scenario() -> None:
        async with running(max_backlog=4) as scheduler:
            slow = scheduler.run(holding(), rests_anywhere=False)
            await anext(slow)
            gate.open()
            await until(lambda: len(produced) == 20)
            await read(scheduler.run(count_to(50)))
            assert len(produced) == 20
            assert [event async for event in slow]
            assert len(produced) == 40

    asyncio.run(scenario())


def test_a_pause_lets_others_go_on_and_resumes_with_the_result() -> None:
    future: Future[int] = Future()

    def waiting() -> Steps[None]:
        result = yield from wait_for(future)
        yield event(result)

    async def scenario() -> None:
        async with running() as scheduler:
            waits = asyncio.create_task(read(scheduler.run(waiting())))
            await read(scheduler.run(count_to(5)))
            assert not waits.done()
            future.set_result(42)
            assert await waits == [42]

    asyncio.run(scenario())


def test_one_more_than_the_bound_is_refused_as_busy() -> None:
    never: Future[None] = Future()

    def stuck() -> Steps[None]:
        yield event(0)
        yield from wait_for(never)

    async def scenario() -> None:
        async with running(max_running=2) as scheduler:
            held = [scheduler.run(stuck()) for _ in range(2)]
            for events in held:
                await anext(events)
            with pytest.raises(Busy, match="fewer than 2"):
                await anext(scheduler.run(stuck()))
            for events in held:
                await events.aclose()

    asyncio.run(scenario())


def test_stopping_ends_what_runs_with_an_error_not_a_hang() -> None:
    begun = Flag()

    def endless() -> Iterator[Event]:
        while True:
            begun.set()
            yield event(0)

    async def scenario() -> None:
        scheduler = Scheduler(max_running=2, max_backlog=2)
        scheduler.start()
        reader = asyncio.create_task(read(scheduler.run(endless())))  # type: ignore[arg-type]
        assert await asyncio.to_thread(begun.wait, PATIENCE_S)
        await asyncio.to_thread(scheduler.stop)
        with pytest.raises(Busy):
            await asyncio.wait_for(reader, PATIENCE_S)

    asyncio.run(scenario())


def test_stopping_tells_readers_at_once_although_a_step_takes_long() -> None:
    begun, go_on = threading.Event(), threading.Event()
    closed = threading.Event()

    def stubborn() -> Steps[None]:
        try:
            begun.set()
            go_on.wait(PATIENCE_S)
            yield event(0)
        finally:
            closed.set()

    async def scenario() -> None:
        scheduler = Scheduler(max_running=2, max_backlog=2)
        scheduler.start()
        reader = asyncio.create_task(read(scheduler.run(stubborn())))
        await asyncio.to_thread(begun.wait, PATIENCE_S)
        await asyncio.to_thread(scheduler.stop, 0.01)
        with pytest.raises(Busy):
            await asyncio.wait_for(reader, PATIENCE_S)
        assert not closed.is_set()
        go_on.set()
        assert await asyncio.to_thread(closed.wait, PATIENCE_S)

    asyncio.run(scenario())


def test_nobody_saves_up_time_by_sleeping() -> None:
    """A task that slept while another worked does not then keep the thread until it has caught up."""
    log: list[str] = []
    clock, gate = Clock(), Gate()
    future: Future[None] = Future()

    def sleeper() -> Steps[None]:
        yield event(0)
        yield from wait_for(future)
        yield from working(clock, 40, log, "sleeper")

    async def scenario() -> None:
        async with running(max_backlog=10_000, clock=clock) as scheduler:
            slept = asyncio.create_task(read(scheduler.run(sleeper())))
            worked = asyncio.create_task(read(scheduler.run(working(clock, 200, log, "worker", {100: gate}))))
            await gate.reached()
            future.set_result(None)
            gate.open()
            await asyncio.gather(slept, worked)

    asyncio.run(scenario())
    woke = log.index("sleeper")
    assert 100 <= woke <= 102
    assert 19 <= log[woke : woke + 40].count("sleeper") <= 21


def test_a_reader_that_never_reads_does_not_make_newcomers_look_greedy() -> None:
    log: list[str] = []
    clock, gate = Clock(), Gate()

    async def scenario() -> None:
        async with running(max_running=30, max_backlog=200, clock=clock) as scheduler:
            idle = scheduler.run(count_to(1000))  # has had no time, and cannot go on
            await anext(idle)
            large = asyncio.create_task(read(scheduler.run(working(clock, 120, log, "large", {60: gate}))))
            await gate.reached()
            many = [asyncio.create_task(read(scheduler.run(working(clock, 3, log, "small")))) for _ in range(20)]
            await until(lambda: scheduler.running == 22)
            gate.open()
            await asyncio.gather(large, *many)
            await idle.aclose()

    asyncio.run(scenario())
    assert log[: log.index("small")].count("large") <= 62
    last = len(log) - log[::-1].index("small")
    assert 62 <= log[:last].count("large") <= 65  # one of its steps for each round of theirs


def test_an_analysis_that_fails_while_it_is_dropped_harms_no_other() -> None:
    def stubborn() -> Steps[None]:
        try:
            while True:
                yield event(0)
        finally:
            raise RuntimeError("cannot be closed")

    async def scenario() -> list[int]:
        async with running() as scheduler:
            events = scheduler.run(stubborn())
            await anext(events)
            await events.aclose()
            return await read(scheduler.run(count_to(5)))

    assert asyncio.run(scenario()) == list(range(5))


def test_a_small_request_does_not_wait_for_all_who_are_about_to_run_a_network() -> None:
    """They came before it and have had no more time than it, yet it goes after the one under way."""
    log: list[str] = []
    clock, gate = Clock(), Gate()

    def large(name: str) -> Steps[None]:
        yield from before_pass()
        yield from working(clock, 1, log, name, {0: gate})

    async def scenario() -> None:
        async with running(clock=clock) as scheduler:
            several = [asyncio.create_task(read(scheduler.run(large(f"large {index}")))) for index in range(5)]
            await gate.reached()
            small = asyncio.create_task(read(scheduler.run(working(clock, 1, log, "small"))))
            await until(lambda: scheduler.running == 6)
            gate.open()
            await asyncio.gather(small, *several)

    asyncio.run(scenario())
    assert log[:2] == ["large 0", "small"]


def test_many_small_requests_do_not_keep_a_network_from_running() -> None:
    log: list[str] = []
    clock, gate = Clock(), Gate()

    def large() -> Steps[None]:
        yield from before_pass()
        yield from working(clock, 1, log, "large")

    async def scenario() -> None:
        async with running(max_backlog=10_000, clock=clock) as scheduler:
            small = [asyncio.create_task(read(scheduler.run(working(clock, 50, log, "small", {0: gate}))))]
            await gate.reached()
            small += [asyncio.create_task(read(scheduler.run(working(clock, 50, log, "small")))) for _ in range(3)]
            asked = asyncio.create_task(read(scheduler.run(large())))
            await until(lambda: scheduler.running == 5)
            gate.open()
            await asyncio.gather(asked, *small)

    asyncio.run(scenario())
    assert log.index("large") <= 8


def test_what_is_done_and_not_read_still_takes_a_place() -> None:
    async def scenario() -> None:
        async with running(max_running=1) as scheduler:
            events = scheduler.run(count_to(3))
            await anext(events)
            await until(lambda: scheduler.running == 0)
            with pytest.raises(Busy, match="fewer than 1"):
                await anext(scheduler.run(count_to(1)))
            assert await read(events) == [1, 2]
            assert await read(scheduler.run(count_to(1))) == [0]

    asyncio.run(scenario())


def test_what_runs_in_the_background_gives_way_and_goes_on() -> None:
    log: list[str] = []
    clock, gate = Clock(), Gate()

    async def scenario() -> None:
        async with running(max_running=1, max_background=1, max_backlog=10_000, clock=clock) as scheduler:
            job = working(clock, 200, log, "background", {20: gate})
            behind = asyncio.create_task(read(scheduler.run(job, background=True)))
            await gate.reached()
            waited = asyncio.create_task(read(scheduler.run(working(clock, 40, log, "waited for"))))
            await until(lambda: scheduler.running == 2)
            for background in (False, True):
                with pytest.raises(Busy, match="in the background" if background else "under way, got 1"):
                    await read(scheduler.run(count_to(1), background=background))
            gate.open()
            await asyncio.gather(behind, waited)

    asyncio.run(scenario())
    begun, ended = log.index("waited for"), len(log) - log[::-1].index("waited for")
    assert 20 <= begun <= 22
    assert 9 <= log[begun:ended].count("background") <= 11
    assert log.count("background") == 200
