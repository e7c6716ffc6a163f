"""The engine embedded in the server's process."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import TypeVar

from tetrascope.engine.filed_image_store import image_store_at
from tetrascope.engine.image_store import ImageStore, MemoryImageStore
from tetrascope.engine.operations import RUNS
from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.settings import EngineSettings
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.device import describe_device
from tetrascope.protocol.health import EngineHealth
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest

Answer = TypeVar("Answer")

CLOSING_SECONDS = 1.0
"""How long closing waits for the step under way, which cannot be interrupted."""


class EmbeddedEngine:
    """Runs analyses on a thread of this process; see `Engine` for the methods, `build_engine` for the arguments."""

    def __init__(self, settings: EngineSettings | None = None, uploads: ImageStore | None = None) -> None:
        self.settings = settings or EngineSettings()
        self._workspace = Workspace(self.settings, uploads or _image_store(self.settings))
        self._scheduler = Scheduler(
            max_running=self.settings.max_running,
            max_background=self.settings.max_background,
            max_backlog=self.settings.max_backlog,
        )
        self._device = "not started"
        self._ready = False
        self._closed = False

    async def start(self) -> None:
        # Not on asyncio's own threads, for which a process waits at its end: this may take its time.
        self._device = await asyncio.wrap_future(self._workspace.decoder.submit(describe_device))
        self._scheduler.start()
        self._workspace.readers.warm_up()
        with contextlib.suppress(WeightsUnavailable):  # the server still answers for other networks
            await asyncio.to_thread(self._workspace.networks.load_first)
        self._ready = True

    async def close(self) -> None:
        if self._closed:
            return
        self._closed, self._ready = True, False
        self._scheduler.stop(0)  # first, so that no step meets what is closed
        self._workspace.close()
        await asyncio.to_thread(self._scheduler.stop, CLOSING_SECONDS)

    @property
    def max_running(self) -> int:
        return self.settings.max_running

    @property
    def max_background(self) -> int:
        return self.settings.max_background

    def health(self) -> EngineHealth:
        return EngineHealth(
            ready=self._ready,
            device=self._device,
            running=self._scheduler.running,
            cache_bytes=self._workspace.cache_bytes,
            cache_budget_bytes=self.settings.cache_bytes(),
            network_bytes=self._workspace.networks.size,
            network_budget_bytes=self.settings.network_bytes,
        )

    async def networks(self) -> list[NetworkSummary]:
        return await asyncio.to_thread(self._workspace.networks.summaries)

    async def network(self, network_id: str) -> NetworkDescription:
        # shielded, because others may wait for the same description
        description = await asyncio.shield(asyncio.wrap_future(self._workspace.networks.describe(network_id)))
        summaries = {summary.network_id: summary for summary in await self.networks()}  # weights may have come since
        now = summaries.get(description.summary.network_id, description.summary)  # a list may leave some out
        return description.model_copy(update={"summary": now})

    async def samples(self) -> list[Sample]:
        return await asyncio.wrap_future(self._workspace.decoder.submit(lambda: self._workspace.images.samples))

    async def add_image(self, data: bytes) -> ImageInfo:
        readers, images = self._workspace.readers, self._workspace.images
        order = readers.order(data, lambda photo: photo, pixels=False)
        try:
            photo = await asyncio.wrap_future(order.answer)
        finally:
            readers.drop(order)
        return await asyncio.wrap_future(self._workspace.storers.submit(images.add, data, photo))

    def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
        run = RUNS[type(request)]
        steps = run.steps(self._workspace, request)
        return self._scheduler.run(steps, rests_anywhere=run.rests_anywhere, background=background)


def _image_store(settings: EngineSettings) -> ImageStore:
    if settings.image_place is None:
        return MemoryImageStore(settings.image_bytes)
    return image_store_at(settings.image_place, settings.image_bytes)
