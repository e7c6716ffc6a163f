"""Events become lists of what is ready."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest
from tests.patience import turns

from tetrascope.engine.cluster.bundles import bundled
from tetrascope.engine.cluster.credit import Credit
from tetrascope.errors import NotFound
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress


def step(done: int) -> Progress:
    return Progress(done=done, total=100, seconds_left=None, stage="Counting")


class Steps:
    """Yields what is put, and tells when it was closed."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self.closed = False

    async def events(self) -> AsyncGenerator[Event, None]:
        try:
            while (event := await self.queue.get()) is not None:
                yield event
            raise NotFound("Expected more, got none.")
        finally:
            self.closed = True


def test_what_comes_while_a_list_is_on_its_way_comes_as_one() -> None:
    async def run() -> None:
        steps = Steps()
        bundles = bundled(steps.events(), Credit("gateway"))
        steps.queue.put_nowait(step(0))
        assert await anext(bundles) == [step(0)]
        for done in (1, 2, 3):
            steps.queue.put_nowait(step(done))
        await turns()
        assert await anext(bundles) == [step(1), step(2), step(3)]
        steps.queue.put_nowait(step(4))
        steps.queue.put_nowait(None)
        await turns()
        assert await anext(bundles) == [step(4)]
        with pytest.raises(NotFound):
            await anext(bundles)
        assert steps.closed

    asyncio.run(run())


def test_a_list_holds_no_more_than_may_be_sent() -> None:
    async def run() -> None:
        steps, credit = Steps(), Credit("gateway", 2)
        for done in range(4):
            steps.queue.put_nowait(step(done))
        async with aclosing(bundled(steps.events(), credit)) as bundles:
            ahead: list[Event] = []
            while len(ahead) < 2:
                ahead += await anext(bundles)
            await turns()
            credit.give(1)
            await turns()
            assert (ahead, await anext(bundles)) == ([step(0), step(1)], [step(2)])

    asyncio.run(run())


@pytest.mark.parametrize("waits_for", ["an event", "credit"])
def test_closing_it_closes_what_it_reads(waits_for: str) -> None:
    async def run() -> None:
        steps, credit = Steps(), Credit("gateway", 1)
        for done in range(1 if waits_for == "an event" else 3):
            steps.queue.put_nowait(step(done))
        bundles = bundled(steps.events(), credit)
        await anext(bundles)
        await turns()
        await bundles.aclose()
        assert steps.closed

    asyncio.run(run())
