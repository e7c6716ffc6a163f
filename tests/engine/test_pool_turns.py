"""How pools share the network with other requests, and their work with each other."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import numpy as np
import pytest
from tests.engine.pools import LITE0, pool_request
from tests.patience import PATIENCE_S, until

from tetrascope.analysis.masks import Box
from tetrascope.engine.operations import boundaries
from tetrascope.engine.operations import pools as operation
from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches
from tetrascope.engine.pool_plan import PoolPlan
from tetrascope.engine.room import Room
from tetrascope.errors import Failed
from tetrascope.networks.fit import Fitting, framing_of
from tetrascope.occlusion.incremental_run import Batch
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolBatch, Window
from tetrascope.protocol.operations.superpixels import SuperpixelsRequest
from tetrascope.protocol.part import Event


async def collect(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


async def passes_of(running: Any) -> MaskedPass:
    """How the default network answers to masked images, once it is prepared."""
    networks = running.engine._workspace.networks
    return await asyncio.wrap_future(networks._prepare(networks._here(networks._entry(LITE0))))


async def last(events: AsyncIterator[Event]) -> Event:
    return (await collect(events))[-1]


def answered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many masked images were computed, batch by batch."""
    counts: list[int] = []
    plain = MaskedPass.run

    def counted(self: MaskedPass, *arguments: Any, **options: Any) -> Iterator[Batch]:
        for batch in plain(self, *arguments, **options):
            counts.append(len(batch.indices))
            yield batch

    monkeypatch.setattr(MaskedPass, "run", counted)
    return counts


def test_a_small_request_overtakes_a_large_pool(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, overtaken = threading.Event(), threading.Event()
    plain = MaskedPass.run

    def long(self: MaskedPass, *arguments: Any, **options: Any) -> Iterator[Batch]:
        """Cannot end before the other request has."""
        for batch in plain(self, *arguments, **options):
            yield batch
            begun.set()
            while not overtaken.is_set():
                yield batch._replace(indices=batch.indices[:0], logits=batch.logits[:0])

    monkeypatch.setattr(MaskedPass, "run", long)
    image = running.sample("flower")

    async def scenario() -> None:
        pool = asyncio.create_task(last(running.engine.run(pool_request(image, windows=[Window(size=40, stride=14)]))))
        assert await asyncio.to_thread(begun.wait, PATIENCE_S)
        await collect(running.engine.run(LayersRequest(image_id=image, network_id=LITE0)))
        overtaken.set()
        assert isinstance(await pool, Pool)

    running.call(scenario())


def test_a_cancelled_pool_stops_within_one_batch(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    batches = answered(monkeypatch)

    async def scenario(image: str) -> int:
        events = running.engine.run(pool_request(image, windows=[Window(size=30, stride=7)]))
        async for event in events:
            if isinstance(event, PoolBatch):
                break
        before = sum(map(bool, batches))
        await events.aclose()
        await until(lambda: running.engine.health().running == 0)
        await collect(running.engine.run(InputsRequest(image_id=image, network_id=LITE0)))
        return sum(map(bool, batches)) - before

    assert running.call(scenario(running.sample("temple"))) <= 1


def test_a_reader_that_stops_reading_holds_up_nobody_with_the_same_request(running: Any) -> None:
    request = pool_request(running.sample("temple"), windows=[Window(size=40, stride=10)])

    async def scenario() -> list[Event]:
        idle = running.engine.run(request)
        await anext(idle)
        events = await asyncio.wait_for(collect(running.engine.run(request)), PATIENCE_S)
        await idle.aclose()
        return events

    events = running.call(scenario())
    assert isinstance(events[-1], Pool)
    assert {item.index for event in events if isinstance(event, PoolBatch) for item in event.images} == set(range(400))


def test_a_cancelled_boundary_is_not_fitted_to_its_end(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[int] = []
    begun, cancelled = threading.Event(), threading.Event()
    plain = boundaries._next_fit

    def slow(steps: Any) -> Any:
        fits.append(1)
        begun.set()
        assert cancelled.wait(PATIENCE_S)
        return plain(steps)

    monkeypatch.setattr(boundaries, "_next_fit", slow)
    image = running.sample("flower")
    requests = [BoundaryRequest(pool=pool_request(image, fill=fill)) for fill in ("mean", "noise")]

    async def scenario() -> None:
        for request in requests:
            await collect(running.engine.run(request.pool))
        both = [asyncio.create_task(collect(running.engine.run(request))) for request in requests]
        assert await asyncio.to_thread(begun.wait, PATIENCE_S)
        await until(lambda: running.engine.health().running == 2)
        for task in both:
            task.cancel()
        await until(lambda: running.engine.health().running == 0)
        cancelled.set()
        # This one is computed where fits are, after all that was waiting there.
        await collect(running.engine.run(SuperpixelsRequest(image_id=image, network_id=LITE0, segments=41)))

    running.call(scenario())
    assert len(fits) == 1


def test_two_requests_for_one_pool_share_its_work(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    images = answered(monkeypatch)
    request = pool_request(running.sample("rocket"))

    async def scenario() -> tuple[Any, Any]:
        boundary = BoundaryRequest(pool=request)
        return await asyncio.gather(last(running.engine.run(request)), last(running.engine.run(boundary)))

    pool, _ = running.call(scenario())
    assert sum(images) == len(pool.images)


def test_requests_about_other_labels_of_one_pool_share_its_work(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    images = answered(monkeypatch)
    request = pool_request(running.sample("coffee"))
    other = request.model_copy(update={"label": 285})

    async def scenario() -> tuple[list[Event], list[Event]]:
        return await asyncio.gather(collect(running.engine.run(request)), collect(running.engine.run(other)))

    for events, label in zip(running.call(scenario()), (None, 285), strict=True):
        whole = events[-1]
        assert isinstance(whole, Pool)
        assert label in (None, whole.examined.label.index)
        batches = [event for event in events if isinstance(event, PoolBatch)]
        assert {batch.examined.label.index for batch in batches} == {whole.examined.label.index}
        assert {item.index for batch in batches for item in batch.images} == {item.index for item in whole.images}
    assert sum(images) == len(whole.images)


def test_who_comes_late_gets_what_is_there_in_one_batch(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    request = pool_request(running.sample("astronaut"), windows=[Window(size=48, stride=24)])
    images = answered(monkeypatch)

    async def scenario() -> tuple[list[Event], list[Event]]:
        first = running.engine.run(request)
        before = [await anext(first)]
        while sum(images) < 20:
            before.append(await anext(first))
        late = collect(running.engine.run(request))
        rest, of_late = await asyncio.gather(collect(first), late)
        return [*before, *rest], of_late

    first, late = running.call(scenario())
    assert first[-1] == late[-1]
    batches = [event for event in late if isinstance(event, PoolBatch)]
    assert len(batches[0].images) >= 20
    assert not batches[0].relabelled
    assert {item.index for batch in batches for item in batch.images} == {item.index for item in late[-1].images}


def test_a_request_goes_on_where_a_dropped_one_stopped(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    request = pool_request(running.sample("astronaut"))
    images = answered(monkeypatch)

    async def scenario() -> Event:
        first, second = running.engine.run(request), running.engine.run(request)
        await anext(first)
        await anext(second)
        await first.aclose()
        return (await asyncio.wait_for(collect(second), PATIENCE_S))[-1]

    whole = running.call(scenario())
    assert isinstance(whole, Pool)
    assert sum(images) == len(whole.images)


def test_others_have_their_turn_where_a_step_has_lasted_long_enough() -> None:
    image, nothing = np.zeros((8, 8, 3), np.uint8), Batch(np.empty(0, np.intp), np.empty((0, 4), np.float32))
    now = 0.0

    class Slow:
        def run(self, *_: object, **__: object) -> Iterator[Batch]:
            nonlocal now
            yield Batch(np.array([0]), np.full((1, 4), 2, np.float32))
            for seconds in (0.0, 1.5, 0.0, 1.5, 0.0):
                now += seconds
                yield nothing
            yield Batch(np.array([1]), np.ones((1, 4), np.float32))

    plan = PoolPlan(windows=[], boxes=[Box(0, 0, 8, 8)] * 3, window_of=[0] * 3)
    framing = framing_of(8, 8, 8, 8, Fitting())
    classified = ClassifiedPool(image, framing, [image], plan, np.zeros(4, np.float32), np.zeros((3, 4), np.float32))
    batches = classify_batches(Slow(), classified, np.array([2, 0]), 1.0, clock=lambda: now)  # type: ignore[arg-type]
    assert [batch.tolist() for batch in batches] == [[2], [], [], [0]]
    assert classified.logits.sum(axis=1).tolist() == [4, 0, 8]


def test_few_pools_run_at_a_time_and_those_that_nobody_reads_hold_up_nobody(
    running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_runs, most = set[int](), 0
    plain = MaskedPass.run

    def counted(self: MaskedPass, *arguments: Any, **options: Any) -> Iterator[Batch]:
        nonlocal most
        mark = object()
        if options["incremental"]:
            open_runs.add(id(mark))
            most = max(most, len(open_runs))
        try:
            yield from plain(self, *arguments, **options)
        finally:
            open_runs.discard(id(mark))

    monkeypatch.setattr(MaskedPass, "run", counted)
    monkeypatch.setattr(operation, "MAX_RUN_IMAGES", 40)
    few = 2
    workspace = running.engine._workspace
    size = running.call(passes_of(running)).run_bytes
    monkeypatch.setattr(workspace, "pool_room", Room((few + 1) * size - 1))
    image = running.sample("rocket")
    requests = [pool_request(image, windows=[Window(size=size, stride=13)]) for size in range(30, 34 + few)]

    async def scenario() -> Pool:
        unread = [running.engine.run(request) for request in requests[1:]]
        for events in unread:
            await anext(events)
        pool = await last(running.engine.run(requests[0]))
        for events in unread:
            await events.aclose()
        await until(lambda: not open_runs)
        assert isinstance(pool, Pool)
        return pool

    assert len(running.call(scenario()).images) > 5 * 40
    assert most == few
    assert workspace.pool_room.held == 0


def test_layers_do_not_wait_for_the_room_of_pools(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Room(1)
    assert list(full.take(1)) == []
    monkeypatch.setattr(running.engine._workspace, "pool_room", full)
    image = running.sample("flower")

    async def scenario() -> Pool:
        pool = running.engine.run(pool_request(image, windows=[Window(size=41, stride=20)]))
        seen = [await anext(pool)]
        while not any(isinstance(event, PoolBatch) for event in seen):
            seen.append(await anext(pool))
        rest = asyncio.create_task(collect(pool))
        await collect(running.engine.run(LayersRequest(image_id=image, network_id=LITE0)))
        assert not rest.done()
        full.give_back(1)
        return (await rest)[-1]  # type: ignore[return-value]

    assert isinstance(running.call(scenario()), Pool)
    assert full.held == 0


def test_a_failure_ends_its_own_request_only(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(MaskedPass, "run", broken)
        with pytest.raises(Failed):
            running.parts(pool_request(cat, fill="noise"))
    assert isinstance(running.parts(pool_request(cat, fill="noise"))[-1], Pool)
