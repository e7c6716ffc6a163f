"""The engine embedded in the server's process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TypeVar

from tetrascope.engine.activations_analysis import analyse_activations
from tetrascope.engine.boundary_analysis import analyse_boundary
from tetrascope.engine.engine import EngineHealth
from tetrascope.engine.input_analysis import analyse_input
from tetrascope.engine.layers_analysis import analyse_layers
from tetrascope.engine.pool_analysis import analyse_pool
from tetrascope.engine.requests import (
    ActivationsRequest,
    AnalysisRequest,
    BoundaryRequest,
    InputsRequest,
    LayersRequest,
    PoolRequest,
    SuperpixelsRequest,
)
from tetrascope.engine.results import Event, ImageInfo, NetworkDescription, NetworkSummary, Sample
from tetrascope.engine.scheduler import Scheduler
from tetrascope.engine.settings import EngineSettings
from tetrascope.engine.steps import Steps
from tetrascope.engine.superpixel_analysis import analyse_superpixels
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.device import describe_device

Answer = TypeVar("Answer")

CLOSING_SECONDS = 1.0
"""How long closing waits for the step under way, which cannot be interrupted."""


class EmbeddedEngine:
    """Runs analyses on a thread of this process; see `Engine` for the methods."""

    def __init__(self, settings: EngineSettings | None = None) -> None:
        self.settings = settings or EngineSettings()
        self._workspace = Workspace(self.settings)
        self._scheduler = Scheduler(max_running=self.settings.max_running, max_backlog=self.settings.max_backlog)
        self._device = "not started"
        self._ready = False
        self._closed = False

    async def start(self) -> None:
        # Not on asyncio's own threads, for which a process waits at its end: this may take its time.
        self._device = await asyncio.wrap_future(self._workspace.decoder.submit(describe_device))
        self._scheduler.start()
        self._workspace.readers.warm_up()
        with contextlib.suppress(WeightsUnavailable):  # the server still answers for other networks
            await asyncio.to_thread(self._workspace.networks.load_default)
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

    @property
    def own_network(self) -> NetworkSummary | None:
        """The model of the operator's own, once it is loaded."""
        return self._workspace.networks.own_summary

    async def networks(self) -> list[NetworkSummary]:
        return await asyncio.to_thread(self._workspace.networks.summaries)

    async def network(self, network_id: str) -> NetworkDescription:
        # shielded, because others may wait for the same description
        description = await asyncio.shield(asyncio.wrap_future(self._workspace.networks.describe(network_id)))
        summaries = {summary.network_id: summary for summary in await self.networks()}  # weights may have come since
        return description.model_copy(update={"summary": summaries[description.summary.network_id]})

    async def samples(self) -> list[Sample]:
        return await asyncio.wrap_future(self._workspace.decoder.submit(lambda: self._workspace.images.samples))

    async def add_image(self, data: bytes) -> ImageInfo:
        readers, images = self._workspace.readers, self._workspace.images
        order = readers.order(data, lambda photo: images.add(data, photo), pixels=False)
        try:
            return await asyncio.wrap_future(order.answer)
        finally:
            readers.drop(order)

    def run(self, request: AnalysisRequest) -> AsyncIterator[Event]:
        pools = isinstance(request, PoolRequest | BoundaryRequest)
        return self._scheduler.run(self._steps(request), rests_anywhere=not pools)

    def _steps(self, request: AnalysisRequest) -> Steps[None]:
        match request:
            case LayersRequest():
                return analyse_layers(self._workspace, request)
            case ActivationsRequest():
                return analyse_activations(self._workspace, request)
            case PoolRequest():
                return analyse_pool(self._workspace, request)
            case BoundaryRequest():
                return analyse_boundary(self._workspace, request)
            case InputsRequest():
                return analyse_input(self._workspace, request)
            case SuperpixelsRequest():
                return analyse_superpixels(self._workspace, request)
