"""The interface of an engine: whatever runs analyses, wherever the work is done."""

from collections.abc import AsyncGenerator
from typing import Protocol

from tetrascope.protocol.health import EngineHealth
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest


class Engine(Protocol):
    """Answers requests that are complete in themselves. All methods belong to one event loop and never block it.

    Every method raises `TetrascopeError` for what a caller did or can mend; a failure inside one analysis is
    that analysis's `Failed` and harms no other.
    """

    @property
    def max_running(self) -> int:
        """Analyses under way or waiting at most."""
        ...

    @property
    def max_background(self) -> int:
        """Analyses in the background at most, beside those."""
        ...

    async def start(self) -> None:
        """Begin to accept requests; loads the default network."""

    async def close(self) -> None:
        """End what runs, as `Busy`, and release everything; no effect the second time."""

    def health(self) -> EngineHealth:
        """Answer at once."""

    async def networks(self) -> list[NetworkSummary]:
        """The catalog."""

    async def network(self, network_id: str) -> NetworkDescription:
        """One network with its layers and geometry, whether or not its weights are here."""

    async def samples(self) -> list[Sample]:
        """The images that come with Tetrascope."""

    async def add_image(self, data: bytes) -> ImageInfo:
        """Take in an encoded image of a format of `FROM_ANYONE`; cancelling it ends its reading."""

    def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
        """Run an analysis and yield its parts as they are ready, with progress between them.

        Which parts there are, and in what order, is said by the operation of the request. In the background it has a
        place of its own and a smaller share of the time, so that nobody who waits for an answer is kept waiting by it.

        Closing it cancels the analysis within one batch.
        """
        ...
