import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from threading import Event as Flag

import pytest
from tests.engine.gate import Gate
from tests.engine.made_up_steps import count_to, event, read, running
from tests.patience import PATIENCE_S, until

from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.steps import Steps, rest, wait_for
from tetrascope.errors import Busy, Failed, InvalidInput
from tetrascope.protocol.part import Event


def test_events_arrive_whole_and_in_order() -> None:
    async def scenario() -> list[int]:
        async with running() as scheduler:
            return await read(scheduler.run(count_to(50)))

    assert asyncio.run(scenario()) == list(range(50))


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
        gate.passes()
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


@pytest.mark.parametrize("error", [MemoryError(), type("ResourceExhaustedError", (Exception,), {})("of TensorFlow")])
def test_who_asked_for_more_memory_than_there_is_is_told_so(error: Exception) -> None:
    def hungry() -> Steps[None]:
        raise error
        yield

    async def scenario() -> None:
        scheduler = Scheduler(max_running=2, max_backlog=9)
        scheduler.start()
        with pytest.raises(Failed, match="enough memory") as caught:
            await anext(scheduler.run(hungry()))
        assert "Ask for less" in (caught.value.hint or "")
        scheduler.stop()

    asyncio.run(scenario())
