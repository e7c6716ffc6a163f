"""A gateway's engine and its workers, with a cluster that is no more than workers of this process; Ray's are tested
with the contract of every engine and in `test_ray.py`."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image
from tests.patience import until

from tetrascope.engine import build
from tetrascope.engine.client import CLIENT
from tetrascope.engine.cluster.cluster_engine import MAX_LOST, ClusterEngine
from tetrascope.engine.cluster.credit import AHEAD
from tetrascope.engine.cluster.ray_cluster import WorkerLost
from tetrascope.engine.cluster.worker import GATEWAY_SECONDS, Worker, WorkerDescription
from tetrascope.engine.image_store import MemoryImageStore
from tetrascope.engine.images import image_id_of
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy, Failed, NotFound
from tetrascope.protocol.health import EngineHealth
from tetrascope.protocol.images import ImageInfo
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest

REQUEST = InputsRequest(image_id="a", network_id="b")
MODULE = "tetrascope.engine.cluster.cluster_engine"


def step(done: int) -> Progress:
    return Progress(done=done, total=100, seconds_left=None, stage="Counting")


def png(red: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4), (red, 0, 0)).save(file, "PNG")
    return file.getvalue()


class Counting:
    """An engine whose analyses count, and which tells for whom, how far, and whether they have ended."""

    def __init__(self, count: int = 3) -> None:
        self.count = count
        self.clients: list[object] = []
        self.sent = self.under_way = 0

    async def start(self) -> None:
        return

    def health(self) -> EngineHealth:
        return EngineHealth(
            ready=True,
            device="abacus",
            running=self.under_way,
            cache_bytes=1,
            cache_budget_bytes=2,
            network_bytes=3,
            network_budget_bytes=4,
        )

    async def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:  # noqa: ARG002
        self.clients.append(CLIENT.get())
        if getattr(request, "image_id", None) == "none":
            raise NotFound("Expected an image, got none.", field="image_id")
        self.under_way += 1
        try:
            for done in range(self.count):
                self.sent = done
                yield step(done)
        finally:
            self.under_way -= 1


class InProcess:
    """As `RayCluster`: workers of this process, of which some are lost when they are asked."""

    def __init__(self, engines: list[Counting], monkeypatch: pytest.MonkeyPatch, lost: int = 0) -> None:
        waiting = iter(engines)
        monkeypatch.setattr(build, "build_engine", lambda *_: next(waiting))
        self.now = 0.0
        self.engine_settings = EngineSettings(max_running=2)
        self.images = MemoryImageStore(10_000)
        self.workers = [
            Worker(self.engine_settings, self.images, sees_gpus=True, clock=lambda: self.now) for _ in engines
        ]
        self.lost = lost
        self.where: list[str] = []
        self.closed, self.quiet = 0, False

    def start(self) -> None:
        return

    def close(self) -> None:
        self.closed += 1

    def say_nothing(self) -> None:
        self.quiet = True

    async def call(self, method: str, *arguments: object) -> Any:
        return await getattr(self.workers[0], method)(*arguments)

    async def call_all(self, method: str, *arguments: object) -> list[Any]:
        return [await getattr(worker, method)(*arguments) for worker in self.workers]

    async def stream(self, where: str, *arguments: Any) -> AsyncGenerator[Any, None]:
        self.where.append(where)
        lost, self.lost = self.lost > 0, self.lost - 1
        async with aclosing(self.workers[0].run(*arguments)) as items:
            async for item in items:
                if lost and isinstance(item, list) and step(1) in item:
                    yield item[: item.index(step(1)) + 1]
                    raise WorkerLost("killed")
                yield item


Made = Callable[..., tuple[ClusterEngine, InProcess]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(f"{MODULE}.IMAGES_SECONDS", 0.0)

    def make(*engines: Counting, lost: int = 0) -> tuple[ClusterEngine, InProcess]:
        cluster = InProcess(list(engines), monkeypatch, lost)
        return ClusterEngine(cluster), cluster  # type: ignore[arg-type]

    return make


async def collected(engine: ClusterEngine, request: AnalysisRequest = REQUEST) -> list[Event]:
    return [event async for event in engine.run(request)]


def test_a_lost_worker_is_a_gap_in_time_alone(made: Made) -> None:
    async def run() -> list[Event]:
        engine, cluster = made(Counting(), lost=MAX_LOST - 1)
        await engine.start()
        events = await collected(engine)
        assert len(cluster.where) == MAX_LOST
        await engine.close()
        return events

    assert asyncio.run(run()) == [step(0), step(1), step(1), step(2)]  # to say again how far it is does no harm


def test_a_request_that_loses_several_workers_fails_and_keeps_no_place(made: Made) -> None:
    async def run() -> None:
        engine, _ = made(Counting(), lost=MAX_LOST)
        await engine.start()
        with pytest.raises(Failed, match="ended before"):
            await collected(engine)
        assert engine.health().running == 0
        await engine.close()

    asyncio.run(run())


def test_errors_arrive_as_they_are(made: Made) -> None:
    async def run() -> None:
        engine, _ = made(Counting())
        await engine.start()
        with pytest.raises(NotFound) as caught:
            await collected(engine, InputsRequest(image_id="none", network_id="b"))
        assert caught.value.field == "image_id"
        await engine.close()

    asyncio.run(run())


def test_requests_about_an_image_go_to_one_place_and_those_about_a_pool(made: Made) -> None:
    async def run() -> list[str]:
        engine, cluster = made(Counting())
        await engine.start()
        pool = PoolRequest(image_id="a", network_id="c")
        other = InputsRequest(image_id="z", network_id="b")
        for request in (REQUEST, pool, BoundaryRequest(pool=pool), REQUEST, other):
            await collected(engine, request)
        await engine.close()
        return cluster.where

    first, pool, boundary, again, other = asyncio.run(run())
    assert (first, again, other) == ("a", "a", "z")
    assert pool == boundary != "a"


def test_a_worker_knows_for_whom_it_works(made: Made) -> None:
    counting = Counting()

    async def run() -> None:
        engine, _ = made(counting)
        await engine.start()
        await collected(engine)
        CLIENT.set("somebody")
        await collected(engine)
        await engine.close()

    asyncio.run(run())
    nobody, somebody = counting.clients
    assert nobody is None
    assert isinstance(somebody, tuple) and somebody[1] == "somebody"


def test_a_worker_is_not_far_ahead_of_its_reader(made: Made) -> None:
    counting = Counting(100)

    async def run() -> None:
        engine, _ = made(counting)
        await engine.start()
        assert len(await collected(engine)) == 100
        worker, ticket = engine._cluster.workers[0], "t"  # type: ignore[attr-defined]
        sent: list[Event] = []

        async def send() -> None:
            async for bundle in worker.run("gateway", ticket, REQUEST, False, None):
                assert isinstance(bundle, list)
                sent.extend(bundle)

        sending = asyncio.ensure_future(send())
        await until(lambda: len(sent) == AHEAD)
        await worker.credit("another", 50)
        await worker.credit(ticket, 3)
        await until(lambda: len(sent) == AHEAD + 3)
        assert counting.sent == AHEAD + 3  # the next one waits
        sending.cancel()
        await asyncio.wait({sending})
        assert counting.under_way == 0
        await engine.close()

    asyncio.run(run())


def test_what_runs_for_a_gateway_that_is_gone_ends(made: Made) -> None:
    counting = Counting(100)

    async def run() -> list[Any]:
        _, cluster = made(counting)
        worker = cluster.workers[0]
        sent: list[Any] = []

        async def send() -> None:
            async for bundle in worker.run("gone", "t", REQUEST, False, None):
                sent.extend(bundle if isinstance(bundle, list) else [bundle])

        sending = asyncio.ensure_future(send())
        await until(lambda: len(sent) == AHEAD)
        cluster.now += GATEWAY_SECONDS - 1
        await worker.describe("another")
        await worker.check_health()
        assert not sending.done()
        cluster.now += 1
        await worker.check_health()
        await sending
        return sent

    assert isinstance(asyncio.run(run())[-1], Busy)
    assert counting.under_way == 0


def test_health_is_that_of_all_workers(made: Made) -> None:
    async def run() -> EngineHealth:
        engine, _ = made(Counting(), Counting())
        assert not engine.health().ready
        await engine.start()
        try:
            return engine.health()
        finally:
            await engine.close()

    health = asyncio.run(run())
    assert health.ready
    assert health.device == "2 × abacus"
    assert (health.workers, health.cache_bytes, health.network_bytes, health.network_budget_bytes) == (2, 2, 6, 8)


@pytest.mark.parametrize(
    ("of_worker", "said"), [("__version__", r"got 0\.0\.1 \(protocol"), ("PROTOCOL_VERSION", r"\(protocol 0\.0\.1\)")]
)
def test_workers_of_another_version_are_refused(
    made: Made, monkeypatch: pytest.MonkeyPatch, of_worker: str, said: str
) -> None:
    monkeypatch.setattr(f"tetrascope.engine.cluster.worker.{of_worker}", "0.0.1")

    async def run() -> InProcess:
        engine, cluster = made(Counting())
        with pytest.raises(Failed, match=said) as caught:
            await engine.start()
        assert "same version on every machine" in (caught.value.hint or "")
        return cluster

    assert asyncio.run(run()).closed == 1


def test_one_worker_of_an_older_version_among_many_is_found(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        engine, cluster = made(Counting(), Counting())
        older = cluster.workers[1].describe

        async def describe(gateway: str) -> Any:
            return replace(cast("WorkerDescription", await older(gateway)), protocol="")

        monkeypatch.setattr(cluster.workers[1], "describe", describe)
        with pytest.raises(Failed, match=r"got .* \(protocol unknown\)"):
            await engine.start()

    asyncio.run(run())


def test_a_gateway_refuses_while_workers_are_updated_and_goes_on_afterwards(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tetrascope.engine.cluster.cluster_engine.LOOK_SECONDS", 0.0)

    async def run() -> None:
        engine, _ = made(Counting())
        await engine.start()
        monkeypatch.setattr("tetrascope.engine.cluster.worker.__version__", "0.0.1")
        await until(lambda: not engine.health().ready)
        with pytest.raises(Failed, match=r"got 0\.0\.1"):
            await collected(engine)
        monkeypatch.undo()
        await until(lambda: engine.health().ready)
        assert await collected(engine)
        await engine.close()

    asyncio.run(run())


def test_images_to_be_kept_come_back_into_a_store_that_lost_them(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tetrascope.engine.cluster.cluster_engine.LOOK_SECONDS", 0.0)

    async def run() -> None:
        _, cluster = made(Counting())
        photo, other = (png(shade) for shade in (10, 20))
        engine = ClusterEngine(cluster, [image_id_of(photo)])  # type: ignore[arg-type]
        await engine.start()
        kept, dropped = await engine.add_image(photo), await engine.add_image(other)
        cluster.images = MemoryImageStore(10_000)  # as when the actor that keeps them is started anew
        engine._images.uploads = cluster.images
        await until(lambda: cluster.images.get(kept.image_id) == photo)
        assert cluster.images.info(dropped.image_id) is None
        await engine.close()

    asyncio.run(run())


def test_a_store_of_images_that_fails_is_no_fault_of_the_workers(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}.LOOK_SECONDS", 0.0)

    async def run() -> None:
        engine, cluster = made(Counting())
        engine._kept = {image_id_of(png(1)): None}
        await engine.start()
        await engine.add_image(png(1))
        looked = []

        class Failing(MemoryImageStore):
            def info(self, image_id: str) -> ImageInfo | None:
                looked.append(image_id)
                raise Failed("Expected a store of images, got none.")

        cluster.images = Failing(10_000)
        await until(lambda: len(looked) > 1)
        assert engine.health().ready
        assert engine.health().workers == 1
        await engine.close()

    asyncio.run(run())


def test_who_is_told_to_end_before_it_has_started_ends_without_last_words(made: Made) -> None:
    engine, cluster = made(Counting())
    asyncio.run(engine.close())
    assert (cluster.quiet, cluster.closed) == (True, 0)


def test_workers_that_ran_out_of_memory_are_told_of_as_such(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        engine, cluster = made(Counting())
        await engine.start()

        async def stream(*_: object) -> AsyncGenerator[Any, None]:
            raise WorkerLost("killed by the monitor of memory", memory=True)
            yield

        monkeypatch.setattr(cluster, "stream", stream)
        with pytest.raises(Failed, match=f"{MAX_LOST} that ran out of memory") as caught:
            await collected(engine)
        assert "Ask for less" in (caught.value.hint or "")
        await engine.close()

    asyncio.run(run())


def test_a_worker_that_was_gone_before_it_was_asked_is_not_the_requests_fault(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{MODULE}.AGAIN_SECONDS", 0.0)
    gone = MAX_LOST + 2

    async def run() -> None:
        engine, cluster = made(Counting())
        await engine.start()
        stream, call = cluster.stream, cluster.call
        left = [gone, gone]

        async def streams_late(*arguments: Any) -> AsyncGenerator[Any, None]:
            left[0] -= 1
            if left[0] >= 0:
                raise WorkerLost("dead", memory=True, begun=False)
            async for item in stream(*arguments):
                yield item

        async def called_late(*arguments: Any) -> Any:
            left[1] -= 1
            if left[1] >= 0:
                raise WorkerLost("dead")
            return await call(*arguments)

        monkeypatch.setattr(cluster, "stream", streams_late)
        monkeypatch.setattr(cluster, "call", called_late)
        assert (await collected(engine))[-1] == step(2)
        assert await engine._ask("describe", "test")
        monkeypatch.setattr(f"{MODULE}.WORKERLESS_SECONDS", -1.0)
        left[:] = [1, 1]
        for ask in (lambda: collected(engine), lambda: engine._ask("describe", "test")):
            with pytest.raises(Busy, match="Expected a worker, got none"):
                await ask()
        await engine.close()

    asyncio.run(run())


def test_the_wait_for_another_worker_begins_when_one_was_lost(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{MODULE}.AGAIN_SECONDS", 0.0)
    now = [0.0]
    monkeypatch.setattr(f"{MODULE}.time", SimpleNamespace(monotonic=lambda: now[0]))

    async def run() -> None:
        engine, cluster = made(Counting())
        await engine.start()
        stream = cluster.stream
        losses = [WorkerLost("killed"), WorkerLost("dead", begun=False)]

        async def lost_late(*arguments: Any) -> AsyncGenerator[Any, None]:
            if losses:
                now[0] += 20.0
                raise losses.pop(0)
            async for item in stream(*arguments):
                yield item

        monkeypatch.setattr(cluster, "stream", lost_late)
        assert (await collected(engine))[-1] == step(2)
        await engine.close()

    asyncio.run(run())


def test_a_cluster_without_workers_is_told_of_and_one_that_has_them_again_goes_on(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{MODULE}.LOOK_SECONDS", 0.0)

    async def run(how: str) -> None:
        engine, cluster = made(Counting())
        await engine.start()

        async def none(*_: object) -> list[Any]:
            if how == "raises":
                raise ConnectionError("no cluster")
            return []

        with monkeypatch.context() as gone:
            gone.setattr(cluster, "call_all", none)
            await until(lambda: not engine.health().ready)
            assert engine.health().device == "no workers"
            assert await collected(engine), "for a while a request waits for the next worker"
            gone.setattr(f"{MODULE}.WORKERLESS_SECONDS", -1.0)
            await until(lambda: engine._refusal is not None)
            with pytest.raises(Busy, match="got none") as caught:
                await collected(engine)
            assert "ray status" in (caught.value.hint or "")
        await until(lambda: engine.health().ready)
        assert await collected(engine)
        await engine.close()

    asyncio.run(run("raises"))
    asyncio.run(run("is empty"))
