import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager

import pytest

from tetrascope.engine.results import Event, Progress
from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.steps import Steps, wait_for
from tetrascope.errors import Busy, Failed, InvalidInput


def event(done: int) -> Progress:
    return Progress(done=done, total=100, seconds_left=None, stage="test")


def count_to(total: int, log: list[str] | None = None, name: str = "") -> Steps[None]:
    for done in range(total):
        if log is not None:
            log.append(name)
        yield event(done)


async def read(events: AsyncIterator[Event]) -> list[int]:
    return [item.done async for item in events if isinstance(item, Progress)]


@asynccontextmanager
async def running(**limits: int) -> AsyncIterator[Scheduler]:
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

    async def scenario() -> None:
        async with running(max_backlog=10_000) as scheduler:
            large_steps = count_slowly(200, log, "large")
            large = asyncio.create_task(read(scheduler.run(large_steps)))
            await asyncio.sleep(0.02)
            before = len(log)
            await read(scheduler.run(count_slowly(1, log, "small")))
            position = log.index("small")
            assert position <= before + 3
            assert len(await large) == 200

    asyncio.run(scenario())


def count_slowly(total: int, log: list[str], name: str) -> Steps[None]:
    import time

    for done in range(total):
        time.sleep(0.002)
        log.append(name)
        yield event(done)


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
            await events.aclose()  # type: ignore[attr-defined]
            for _ in range(200):
                if closed and scheduler.running == 0:
                    break
                await asyncio.sleep(0.01)
            assert closed == [True]
            assert scheduler.running == 0

    asyncio.run(scenario())


def test_a_slow_reader_holds_up_its_own_analysis_only() -> None:
    produced: list[str] = []

    async def scenario() -> None:
        async with running(max_backlog=4) as scheduler:
            slow = scheduler.run(count_to(1000, produced, "slow"))
            await anext(slow)
            await read(scheduler.run(count_to(50)))
            await asyncio.sleep(0.05)
            assert produced.count("slow") <= 10
            await slow.aclose()  # type: ignore[attr-defined]

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
                await events.aclose()  # type: ignore[attr-defined]

    asyncio.run(scenario())


def test_stopping_ends_what_runs_with_an_error_not_a_hang() -> None:
    def endless() -> Iterator[Event]:
        while True:
            yield event(0)

    async def scenario() -> None:
        scheduler = Scheduler(max_running=2, max_backlog=2)
        scheduler.start()
        reader = asyncio.create_task(read(scheduler.run(endless())))  # type: ignore[arg-type]
        await asyncio.sleep(0.02)
        await asyncio.to_thread(scheduler.stop)
        with pytest.raises(Busy):
            await asyncio.wait_for(reader, 5)

    asyncio.run(scenario())


def test_nobody_saves_up_time_by_sleeping() -> None:
    """A task that slept while another worked does not then keep the thread until it has caught up."""
    log: list[str] = []
    future: Future[None] = Future()

    def sleeper() -> Steps[None]:
        yield event(0)
        yield from wait_for(future)
        yield from count_slowly(40, log, "sleeper")

    async def scenario() -> None:
        async with running(max_backlog=10_000) as scheduler:
            slept = asyncio.create_task(read(scheduler.run(sleeper())))
            worked = asyncio.create_task(read(scheduler.run(count_slowly(200, log, "worker"))))
            while len(log) < 100:
                await asyncio.sleep(0.005)
            future.set_result(None)
            await asyncio.gather(slept, worked)

    asyncio.run(scenario())
    woke = log.index("sleeper")
    assert 12 <= log[woke : woke + 40].count("sleeper") <= 28


def test_a_reader_that_never_reads_does_not_make_newcomers_look_greedy() -> None:
    log: list[str] = []

    async def scenario() -> None:
        async with running(max_backlog=1) as scheduler:
            idle = scheduler.run(count_to(10))
            await anext(idle)
            large = asyncio.create_task(read(scheduler.run(count_slowly(120, log, "large"))))
            while log.count("large") < 60:
                await asyncio.sleep(0.005)
            start = len(log)
            for _ in range(20):
                await read(scheduler.run(count_slowly(3, log, "small")))
                if large.done():
                    break
            assert log[start:].count("large") >= 15
            await large
            await idle.aclose()  # type: ignore[attr-defined]

    asyncio.run(scenario())


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
            await events.aclose()  # type: ignore[attr-defined]
            return await read(scheduler.run(count_to(5)))

    assert asyncio.run(scenario()) == list(range(5))
