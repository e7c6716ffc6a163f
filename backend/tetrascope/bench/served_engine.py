"""A real engine behind a real server on a free port of 127.0.0.1, on a thread of this process."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Event, Thread
from types import TracebackType
from typing import Any, TypeVar

from tetrascope.api.app import build_app
from tetrascope.api.server import Server, address_of, bind
from tetrascope.api.server_settings import ServerSettings
from tetrascope.engine.build import build_engine
from tetrascope.engine.engine import Engine
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Failed, TetrascopeError
from tetrascope.protocol.images import ImageInfo
from tetrascope.protocol.part import Event as EngineEvent
from tetrascope.protocol.request import AnalysisRequest

Answer = TypeVar("Answer")


class ServedEngine:
    """Runs for as long as a `with` block; the network is loaded and warm when the block begins.

    Args:
        settings: of the engine; its network to begin with is loaded.
        build: makes the engine.

    Raises:
        TetrascopeError: the network cannot be loaded.
    """

    def __init__(self, settings: EngineSettings, build: Callable[[EngineSettings], Engine] = build_engine) -> None:
        self._engine = build(settings)
        server_settings = ServerSettings(port=0)
        self._listener = bind(server_settings)
        self.address = address_of(self._listener, server_settings)
        self._ready = Event()
        self._app = build_app(self._engine, server_settings)
        self._server = Server(self._app, server_settings, on_ready=self._on_ready)
        self._thread = Thread(target=self._serve, name="tetrascope-bench-server")

    def __enter__(self) -> "ServedEngine":
        self._thread.start()
        self._ready.wait()
        if not self._server.started:
            self._close()
            error = getattr(self._app.state, "start_error", None)
            if isinstance(error, TetrascopeError):
                raise error
            raise Failed("Expected the server to start, got one that did not.") from error
        default = next(summary for summary in self._call(self._engine.networks()) if summary.default)
        self.network_id, self._input_size = default.network_id, (default.input_height, default.input_width)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def input_size(self) -> tuple[int, int]:
        """Rows and columns of the network's input."""
        return self._input_size

    def add_image(self, data: bytes) -> ImageInfo:
        """Take in an encoded image."""
        return self._call(self._engine.add_image(data))

    def run(self, request: AnalysisRequest, on_event: Callable[[EngineEvent], object] = lambda _: None) -> None:
        """Run an analysis to its end as the server would, without encoding or sending anything."""

        async def follow() -> None:
            async for event in self._engine.run(request):
                on_event(event)

        self._call(follow())

    def _call(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._listener])
        except SystemExit:
            pass  # uvicorn's way of saying that it could not start
        finally:
            self._listener.close()
            self._ready.set()

    def _on_ready(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ready.set()

    def _close(self) -> None:
        self._server.should_exit = True
        self._thread.join()
