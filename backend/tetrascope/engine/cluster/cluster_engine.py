"""The engine whose analyses run on the workers of a cluster."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections import Counter
from collections.abc import AsyncGenerator, Collection, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any, TypeVar

from tetrascope import __version__
from tetrascope.engine.client import CLIENT
from tetrascope.engine.cluster.credit import AHEAD
from tetrascope.engine.cluster.ray_cluster import RayCluster, WorkerLost, no_workers
from tetrascope.engine.cluster.resumption import Resumption
from tetrascope.engine.cluster.spread import Spread
from tetrascope.engine.cluster.worker import WorkerDescription
from tetrascope.engine.image_store import STORE_THREADS
from tetrascope.engine.images import Images
from tetrascope.engine.out_of_memory import LESS
from tetrascope.engine.readers import Readers
from tetrascope.engine.scheduler import no_place
from tetrascope.engine.workers import Workers, shut_down
from tetrascope.errors import Failed, TetrascopeError
from tetrascope.protocol.health import EngineHealth
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.protocol.version import PROTOCOL_VERSION

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")

MAX_LOST = 2
"""Workers that may be lost while they are at one request, before it fails: what it asks for may be what ends them."""
AGAIN_SECONDS = 0.5
"""How long to wait where a worker was gone before it was asked: then no other has been heard of yet."""
LOOK_SECONDS = 2.0
"""How often workers are asked how they are."""
IMAGES_SECONDS = 5.0
"""How often the store of images is: each time costs a bucket two requests for each photo of a study."""
WORKERLESS_SECONDS = 30.0
"""So long a gateway without workers lets requests wait for one; afterwards new ones are refused. Ray starts another
sooner, as long as there is a cluster."""
CLOSING_SECONDS = 1.0
"""How long closing waits for analyses to leave."""
RELEASE = f"{__version__} (protocol {PROTOCOL_VERSION})"
"""As of a `WorkerDescription`."""


class ClusterEngine:
    """A gateway's engine; see `Engine` for the methods.

    Images are read here, analyses run on workers. Those of one image go to one worker, where its activations are, as
    long as they are few, and to another when that one is gone. Places are those of this gateway; each worker takes
    turns among all clients.

    Args:
        cluster: started with the engine, and closed with it.
        kept: images, by their ids, that are put into the cluster's store again where it has lost them.
    """

    def __init__(self, cluster: RayCluster, kept: Collection[str] = ()) -> None:
        self._cluster = cluster
        self._kept: dict[str, tuple[ImageInfo, bytes] | None] = dict.fromkeys(kept)
        """With what they are, once they are taken in."""
        self._settings = cluster.engine_settings
        self._name = secrets.token_hex(8)
        """Tells this gateway from others."""
        self._readers = Readers(self._settings.readers, self._settings.reading(), self._settings.read_seconds)
        self._storers = Workers(STORE_THREADS, name="tetrascope-storer")
        self._spread = Spread()
        self._running: Counter[bool] = Counter()
        """Analyses under way, by whether they are in the background."""
        self._workers: Sequence[EngineHealth] = ()
        self._image_bytes = 0
        self._looked_after = float("-inf")
        """When the store of images was last asked."""
        self._refusal: TetrascopeError | None = None
        """What every request is told, where workers are not such as this gateway can work with."""
        self._seen = time.monotonic()
        """When there was a worker."""
        self._closing: asyncio.Future[None] | None = None
        """Done when the engine closes; none before it starts."""
        self._looking: asyncio.Task[None] | None = None
        self._telling: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        await asyncio.to_thread(self._cluster.start)
        self._images = Images(self._cluster.images)
        self._closing = asyncio.get_running_loop().create_future()
        try:
            await self._ask("describe", self._name)  # raises what keeps workers from starting
            await self._look()
            if self._refusal is not None:
                raise self._refusal
        except BaseException:
            await self.close()
            raise
        self._readers.warm_up()
        self._looking = asyncio.ensure_future(self._keep_looking())

    async def close(self) -> None:
        if self._closing is None:
            self._cluster.say_nothing()
            return
        if self._closing.done():
            return
        self._closing.set_result(None)
        if self._looking is not None:
            self._looking.cancel()
        self._readers.close()
        self._storers.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                while self._running.total():
                    await asyncio.sleep(0.01)
        await asyncio.to_thread(self._cluster.close)

    @property
    def max_running(self) -> int:
        return self._settings.max_running

    @property
    def max_background(self) -> int:
        return self._settings.max_background

    def health(self) -> EngineHealth:
        workers = self._workers
        devices = Counter(worker.device for worker in workers)
        return EngineHealth(
            ready=self._open and bool(workers) and self._refusal is None,
            device="; ".join(f"{count} × {device}" for device, count in sorted(devices.items())) or "no workers",
            running=self._running.total(),
            cache_bytes=self._image_bytes + sum(worker.cache_bytes for worker in workers),
            cache_budget_bytes=self._settings.image_bytes + sum(worker.cache_budget_bytes for worker in workers),
            network_bytes=sum(worker.network_bytes for worker in workers),
            network_budget_bytes=sum(worker.network_budget_bytes for worker in workers),
            workers=len(workers),
        )

    async def networks(self) -> list[NetworkSummary]:
        networks: list[NetworkSummary] = await self._ask("networks")
        return networks

    async def network(self, network_id: str) -> NetworkDescription:
        description: NetworkDescription = await self._ask("network", network_id)
        return description

    async def samples(self) -> list[Sample]:
        return await asyncio.to_thread(lambda: self._images.samples)

    async def add_image(self, data: bytes) -> ImageInfo:
        order = self._readers.order(data, lambda photo: photo, pixels=False)
        try:
            photo = await asyncio.wrap_future(order.answer)
        finally:
            self._readers.drop(order)
        info = await asyncio.wrap_future(self._storers.submit(self._images.add, data, photo))
        if info.image_id in self._kept:
            self._kept[info.image_id] = info, data
        return info

    async def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
        with self._place(background), self._spread.place(request) as where:
            resumption, lost, memory = Resumption(), 0, False
            since = time.monotonic()
            while lost < MAX_LOST:
                try:
                    async with aclosing(self._events(where, request, background)) as events:
                        async for event in events:
                            told = resumption.pass_on(event)
                            if told is not None:
                                yield told
                    return
                except WorkerLost as error:
                    logger.warning("a worker was lost in an analysis: %s", error)
                    resumption.restart()
                    if error.begun:
                        lost, memory, since = lost + 1, error.memory, time.monotonic()
                    else:
                        await self._wait_for_another(since)
            ended = "ran out of memory" if memory else "ended"
            raise Failed(
                f"Expected a worker that lasts until the answer is there, got {MAX_LOST} that {ended} before.",
                hint=LESS,
            )

    async def _events(self, where: str, request: AnalysisRequest, background: bool) -> AsyncGenerator[Event, None]:
        """Of one run on one worker, which hears from time to time how much was read."""
        ticket, read = secrets.token_hex(8), 0
        asked = self._cluster.stream(where, self._name, ticket, request, background, CLIENT.get())
        async with aclosing(asked) as answers:
            while (answer := await self._unless_closed(anext(answers, None))) is not None:
                if isinstance(answer, TetrascopeError):
                    raise answer
                for event in answer:
                    yield event
                    read += 1
                if read >= AHEAD // 2:
                    self._tell("credit", ticket, read)
                    read = 0

    def _tell(self, method: str, *arguments: object) -> None:
        """Tell all workers something, and wait for no answer; one that is lost need not hear it."""
        telling = asyncio.ensure_future(self._cluster.call_all(method, *arguments))
        self._telling.add(telling)
        telling.add_done_callback(self._told)

    def _told(self, telling: "asyncio.Task[Any]") -> None:
        self._telling.discard(telling)
        if not telling.cancelled() and telling.exception() is not None:
            logger.warning("the workers could not be told something", exc_info=telling.exception())

    async def _unless_closed(self, awaited: Any) -> Any:
        """What is awaited, or `Busy` where the engine closes meanwhile."""
        assert self._closing is not None
        work = asyncio.ensure_future(awaited)
        try:
            await asyncio.wait({work, self._closing}, return_when=asyncio.FIRST_COMPLETED)
            if self._closing.done():
                raise shut_down()
            return work.result()
        finally:
            if not work.done():
                work.cancel()
                await asyncio.wait({work})

    async def _ask(self, method: str, *arguments: object) -> Any:
        """What some worker answers, another where one is lost; raises the error that it tells."""
        since = time.monotonic()
        while True:
            self._check_open()
            with contextlib.suppress(WorkerLost):
                answer = await self._unless_closed(self._cluster.call(method, *arguments))
                if isinstance(answer, TetrascopeError):
                    raise answer
                return answer
            await self._wait_for_another(since)

    async def _wait_for_another(self, since: float) -> None:
        """A while, as Ray starts another worker; raises `Busy` where one was waited for for too long."""
        if time.monotonic() - since > WORKERLESS_SECONDS:
            raise no_workers()
        await self._unless_closed(asyncio.sleep(AGAIN_SECONDS))

    @property
    def _open(self) -> bool:
        return self._closing is not None and not self._closing.done()

    def _check_open(self) -> None:
        if not self._open:
            raise shut_down()

    @contextmanager
    def _place(self, background: bool) -> Iterator[None]:
        self._check_open()
        if self._refusal is not None:
            raise self._refusal
        limit = self.max_background if background else self.max_running
        if self._running[background] >= limit:
            raise no_place(limit, background=background)
        self._running[background] += 1
        try:
            yield
        finally:
            self._running[background] -= 1

    async def _look(self) -> None:
        said = await self._cluster.call_all("describe", self._name)
        workers = [each for each in said if isinstance(each, WorkerDescription)]
        self._workers = [each.health for each in workers]
        self._refusal = self._refused(workers)
        if time.monotonic() - self._looked_after < IMAGES_SECONDS:
            return
        self._looked_after = time.monotonic()
        try:
            self._image_bytes = await asyncio.to_thread(self._look_after_images)
        except TetrascopeError as error:  # Ray starts the store anew, or it does not answer
            logger.debug("images cannot be looked after: %s", error)

    def _refused(self, workers: Sequence[WorkerDescription]) -> TetrascopeError | None:
        """What new requests are told; those under way go on, or wait for a worker."""
        now = time.monotonic()
        self._seen = now if workers else self._seen
        if now - self._seen > WORKERLESS_SECONDS:
            return no_workers()
        others = sorted({each.release for each in workers} - {RELEASE})
        return other_release(others) if others else None

    def _look_after_images(self) -> int:
        """What all images take, in bytes, when those to be kept are there."""
        images = self._cluster.images
        for info, data in filter(None, self._kept.values()):
            if images.info(info.image_id) is None:
                images.put(info, data)
        return images.size

    async def _keep_looking(self) -> None:
        told = False
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
                told = False
            except Exception as error:
                self._workers, self._refusal = (), self._refused(())
                if not told:
                    logger.warning("the workers cannot be asked how they are: %s", error)
                told = True


def other_release(found: Sequence[str]) -> Failed:
    """What is said where workers are of another release than this gateway, as while one after the other is updated."""
    return Failed(
        f"Expected workers of version {RELEASE}, as this gateway is, got {' and '.join(found)}.",
        hint="Install the same version on every machine of the cluster; then end the workers (serve shutdown) and "
        "start the gateways again.",
    )
