"""Who goes next."""

import asyncio
from concurrent.futures import Future

import pytest
from tests.engine.gate import Gate
from tests.engine.made_up_steps import Clock, count_to, event, read, running, working
from tests.patience import until

from tetrascope.engine.client import CLIENT
from tetrascope.engine.steps import Steps, before_pass, wait_for
from tetrascope.errors import Busy


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


def test_a_client_that_asks_for_much_has_what_another_leaves() -> None:
    log: list[str] = []
    clock, gate = Clock(), Gate()

    async def scenario() -> None:
        async with running(max_backlog=10_000, clock=clock) as scheduler:
            CLIENT.set("greedy")
            many = [asyncio.create_task(read(scheduler.run(working(clock, 40, log, "first", {20: gate}))))]
            await gate.reached()
            many += [asyncio.create_task(read(scheduler.run(working(clock, 40, log, "more")))) for _ in range(4)]
            await until(lambda: scheduler.running == 5)
            CLIENT.set("modest")
            one = asyncio.create_task(read(scheduler.run(working(clock, 40, log, "modest"))))
            await until(lambda: scheduler.running == 6)
            gate.open()
            await asyncio.gather(one, *many)

    asyncio.run(scenario())
    begun, ended = log.index("modest"), len(log) - log[::-1].index("modest")
    assert 20 <= begun <= 22
    assert 39 <= log[begun:ended].count("modest") == 40 <= ended - begun - 39 <= 41, "half of the time is its own"
    more = log[begun:ended].count("more")
    assert 30 <= more <= 40, "those of one client share the other half, and who is new has had none yet"
