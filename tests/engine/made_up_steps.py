"""Analyses that do nothing but take time and turns, for tests of the scheduler."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.engine.gate import Gate

from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.steps import Steps
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


def working(clock: Clock, total: int, log: list[str], name: str, gates: dict[int, Gate] | None = None) -> Steps[None]:
    """Steps of a second each, with gates before some of them."""
    for done in range(total):
        if gates and done in gates:
            gates[done].passes()
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
