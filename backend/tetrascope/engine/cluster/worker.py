"""A worker: one engine in a process of its own, as Ray Serve starts it. Knows nothing of Ray."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncGenerator, Callable, Hashable
from contextlib import aclosing
from dataclasses import dataclass

from tetrascope import __version__
from tetrascope.engine.client import CLIENT
from tetrascope.engine.cluster.bundles import bundled
from tetrascope.engine.cluster.cluster_state import WorkerState
from tetrascope.engine.cluster.credit import Credit
from tetrascope.engine.image_store import ImageStore
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import TetrascopeError
from tetrascope.protocol.health import EngineHealth
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.protocol.version import PROTOCOL_VERSION

GATEWAY_SECONDS = 30.0
"""A gateway that has not asked how a worker is for as long is taken for dead, and what runs for it ends. It asks every
few seconds."""


@dataclass(frozen=True)
class WorkerDescription:
    """What a worker says of itself."""

    version: str
    """Version of Tetrascope."""
    process: int
    """Its process, on its machine."""
    health: EngineHealth
    """Of its engine."""
    protocol: str = ""
    """Version of the protocol; empty of a worker from before it was told."""

    @property
    def release(self) -> str:
        """What a gateway's must be equal to: messages travel as they are, so who makes and who reads them are alike."""
        return f"{self.version} (protocol {self.protocol or 'unknown'})"


class Worker:
    """Answers gateways. An error that a caller can mend is an answer as well, so that it arrives as it is.

    Args:
        settings: of its engine.
        images: where images are that gateways have taken in.
        sees_gpus: whether it may use the GPUs that Ray gives it. Where it asks for none, Ray leaves them all in sight.
        clock: seconds.
    """

    def __init__(
        self,
        settings: EngineSettings,
        images: ImageStore,
        *,
        sees_gpus: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not sees_gpus:
            os.environ["CUDA_VISIBLE_DEVICES"] = ""
        from tetrascope.engine.build import build_engine  # not before: it imports TensorFlow, which looks for GPUs

        self._engine = build_engine(settings, images)
        self._starting: asyncio.Task[None] | None = None
        self._credits: dict[str, Credit] = {}
        """Of the runs under way, by ticket."""
        self._clock = clock
        self._heard: dict[str, float] = {}
        """When each gateway was last heard of."""

    async def check_health(self) -> None:
        """Ray Serve asks this before it sends requests, and every ten seconds."""
        self._end_unread()
        try:
            await self._started()
        except TetrascopeError:
            return  # gateways are told, by every answer

    async def describe(self, gateway: str) -> WorkerDescription | TetrascopeError:
        """What it says of itself; the gateway that asks is alive."""
        self._heard[gateway] = self._clock()
        try:
            await self._started()
        except TetrascopeError as error:
            return error
        return WorkerDescription(__version__, os.getpid(), self._engine.health(), PROTOCOL_VERSION)

    async def inspect(self) -> WorkerState | TetrascopeError:
        """What it says to whoever looks after the cluster."""
        offered = await self.networks()
        if isinstance(offered, TetrascopeError):
            return offered
        return WorkerState(
            host=socket.gethostname(),
            version=__version__,
            health=self._engine.health(),
            networks=tuple(network.network_id for network in offered if network.weights.available),
        )

    async def networks(self) -> list[NetworkSummary] | TetrascopeError:
        """As of the engine."""
        try:
            await self._started()
            return await self._engine.networks()
        except TetrascopeError as error:
            return error

    async def network(self, network_id: str) -> NetworkDescription | TetrascopeError:
        """As of the engine."""
        try:
            await self._started()
            return await self._engine.network(network_id)
        except TetrascopeError as error:
            return error

    async def run(
        self, gateway: str, ticket: str, request: AnalysisRequest, background: bool, client: Hashable | None
    ) -> AsyncGenerator[list[Event] | TetrascopeError, None]:
        """As of the engine, in lists of what is ready; an error is the last that comes.

        Args:
            gateway: who asks.
            ticket: names this run, for `credit`.
            request: the analysis.
            background: whether nobody waits for it.
            client: for whom, as in `CLIENT`.
        """
        CLIENT.set(None if client is None else (gateway, client))  # gateways number theirs alike
        self._heard[gateway] = self._clock()
        credit = self._credits[ticket] = Credit(gateway)
        try:
            await self._started()
            events = self._engine.run(request, background=background)
            async with aclosing(bundled(events, credit)) as bundles:
                async for bundle in bundles:
                    yield bundle
        except TetrascopeError as error:
            yield error
        finally:
            del self._credits[ticket]

    async def credit(self, ticket: str, count: int) -> None:
        """So many events of a run have been read; no effect where it is another worker's, or has ended."""
        if ticket in self._credits:
            self._credits[ticket].give(count)

    def _end_unread(self) -> None:
        """Drop what runs for gateways that are gone: Ray tells nobody."""
        now = self._clock()
        self._heard = {gateway: at for gateway, at in self._heard.items() if now - at < GATEWAY_SECONDS}
        for credit in self._credits.values():
            if credit.gateway not in self._heard:
                credit.withdraw()

    async def _started(self) -> None:
        """Wait until the engine has started; every request may be the first."""
        if self._starting is None:
            self._starting = asyncio.ensure_future(self._engine.start())
        await asyncio.shield(self._starting)
