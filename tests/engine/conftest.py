"""A real engine with the real default network, on an event loop in a thread of its own."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from tests.engine.pools import pool_request
from tests.patience import PATIENCE_S

from tetrascope.engine.cache import Cache
from tetrascope.engine.fair_threads import FairThreads
from tetrascope.engine.room import Room
from tetrascope.engine.settings import EngineSettings
from tetrascope.protocol.operations.pools import Pool
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest

if TYPE_CHECKING:
    from tetrascope.engine.embedded import EmbeddedEngine
    from tetrascope.engine.engine import Engine
    from tetrascope.engine.workspace import Workspace

Answer = TypeVar("Answer")


class RunningEngine:
    """An engine and the loop that it lives on."""

    def __init__(self, settings: EngineSettings, make: "Callable[[EngineSettings], Engine] | None" = None) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.engine = self.call(_made(settings, make))
        self.call(self.engine.start())

    def call(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        """Run a coroutine on the loop and wait for its answer."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(2 * PATIENCE_S)

    def events(self, request: AnalysisRequest) -> list[Event]:
        """All events of an analysis."""

        async def collect() -> list[Event]:
            return [event async for event in self.engine.run(request)]

        return self.call(collect())

    def parts(self, request: AnalysisRequest) -> list[Any]:
        """All events but progress."""
        return [event for event in self.events(request) if not isinstance(event, Progress)]

    def sample(self, name: str) -> str:
        """The image_id of a sample."""
        return next(item.image.image_id for item in self.call(self.engine.samples()) if item.name == name)

    def close(self) -> None:
        self.call(self.engine.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


async def _made(settings: EngineSettings, make: "Callable[[EngineSettings], Engine] | None") -> "EmbeddedEngine":
    from tetrascope.engine.build import build_engine  # late: it imports Keras

    return cast("EmbeddedEngine", (make or build_engine)(settings))  # most tests look into the one that is embedded


@pytest.fixture(scope="session")
def running() -> Iterator[RunningEngine]:
    engine = RunningEngine(EngineSettings())
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def cat(running: RunningEngine) -> str:
    return running.sample("cat")


@pytest.fixture(scope="session")
def pool(running: Any, cat: str) -> Pool:
    return running.parts(pool_request(cat))[-1]  # type: ignore[no-any-return]


@pytest.fixture
def workspace(running: Any, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Workspace]":
    """The running engine's networks, with caches of their own and one thread."""
    workspace: Workspace = running.engine._workspace
    thread = FairThreads(1, name="test")
    monkeypatch.setattr(workspace, "threads", thread)
    monkeypatch.setattr(workspace, "results", Cache(2**28))
    monkeypatch.setattr(workspace, "activations", Cache(2**28))
    monkeypatch.setattr(workspace, "map_room", Room(2**28))
    monkeypatch.setattr(workspace, "drawn_soon", {})
    yield workspace
    thread.close()
    monkeypatch.undo()
