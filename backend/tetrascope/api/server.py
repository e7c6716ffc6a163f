"""Runs the application under uvicorn."""

import asyncio
import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import HANDLED_SIGNALS

from tetrascope.api.connection import Connections
from tetrascope.api.handshake import tls_of
from tetrascope.api.log import LOGGING
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.stream_protocol import StreamProtocol
from tetrascope.api.tasks import end_tasks
from tetrascope.errors import Busy, InvalidInput

logger = logging.getLogger(__name__)

_LOOK_S = 0.05
"""How often to look at what nothing tells of."""


def bind(settings: ServerSettings) -> socket.socket:
    """Takes the address. Raises `Busy` where another program has it, `InvalidInput` where there is no such address."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host.removeprefix("[").removesuffix("]"), settings.port, type=socket.SOCK_STREAM
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _no_address(settings, error) from None
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where SO_REUSEADDR would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise Busy(
                f"Expected port {settings.port} of {settings.host} to be free, but another program uses it.",
                code="port_taken",
                field="port",
                hint="Stop that program, or choose another port; port 0 takes a free one.",
            ) from None
        raise _no_address(settings, error) from None
    return listener


def _no_address(settings: ServerSettings, error: OSError) -> InvalidInput:
    return InvalidInput(
        f"Expected an address of this machine that may be listened on, got {settings.host}:{settings.port}"
        f" ({error.strerror or error}).",
        field="host",
        hint="127.0.0.1 serves this machine alone, 0.0.0.0 all that can reach it; ports below 1024 need rights.",
    )


def address_of(listener: socket.socket, settings: ServerSettings) -> str:
    """The address to type into a browser, such as `http://127.0.0.1:8765`."""
    host, port = listener.getsockname()[:2]
    scheme = "http" if settings.certificate is None else "https"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


class Server(uvicorn.Server):
    """uvicorn with the application's bounds, a call when it answers, and an end that comes in time.

    Args:
        on_ready: called on the event loop, and waited for, when requests are answered.
        on_stop: called when a signal tells the server to stop, which only a process's main thread hears.

    Raises `OSError` where there is a certificate that cannot be served with.
    """

    def __init__(
        self,
        app: FastAPI,
        settings: ServerSettings,
        on_ready: Callable[[], Awaitable[None] | None] | None = None,
        on_stop: Callable[[], None] | None = None,
    ) -> None:
        self._connections = Connections(settings, tls_of(settings))
        super().__init__(
            uvicorn.Config(
                app,
                http=self._connections,  # type: ignore[arg-type]  # uvicorn only calls it
                ws=StreamProtocol,
                ws_max_size=settings.max_frame_bytes,
                ws_ping_interval=settings.ping_interval_s,
                ws_ping_timeout=settings.ping_interval_s,
                ws_per_message_deflate=False,
                lifespan="on",
                log_config=LOGGING,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=max(1, round(settings.header_timeout_s)),
            )
        )
        self._close: Callable[[], Awaitable[None]] = app.state.close
        self._stopping: asyncio.Event = app.state.stopping
        self._seconds = settings.shutdown_timeout_s
        self._on_ready = on_ready
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's; then tells that requests are answered. Told to stop, it waits for the engine no longer."""
        ending = asyncio.ensure_future(self._close_when_told())
        try:
            await super().startup(sockets=sockets)
        finally:
            await end_tasks([ending])
        if not self.should_exit:
            self._hear_signals()  # again: what the engine brings along may have taken them, as Ray does
        if self.started and self._on_ready is not None:
            told = self._on_ready()
            if told is not None:
                await told

    async def _close_when_told(self) -> None:
        while not self.should_exit:
            await asyncio.sleep(_LOOK_S)
        await self._close()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends everything within the time that the settings give, each request with an answer where there is time.

        Analyses end at once, each with an error that says why, and streams are closed after that. Who is still busy
        after half the time, such as an upload that drips, is told so too; who has not taken its answer after three
        quarters is disconnected.
        """
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        self._stopping.set()
        self._connections.end_handshakes()
        for connection in list(self.server_state.connections):
            if isinstance(connection, H11Protocol):  # a stream says goodbye for itself
                _say_goodbye(connection)
        closing = asyncio.ensure_future(self._close())
        await self._tasks_end(self._seconds / 2)
        for task in self.server_state.tasks:
            task.cancel()
        await self._tasks_end(self._seconds / 8)
        for connection in list(self.server_state.connections):
            _say_goodbye(connection)
        await self._connections_end(self._seconds / 8)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.wait({closing}, timeout=self._seconds / 8)
        await self.lifespan.shutdown()

    async def _tasks_end(self, seconds: float) -> None:
        """Returns when every request has been answered, or after so many seconds."""
        end = self._now() + seconds
        while self.server_state.tasks and self._now() < end:
            await asyncio.wait(self.server_state.tasks, timeout=end - self._now())

    async def _connections_end(self, seconds: float) -> None:
        """Returns when what was written has gone out, or after so many seconds."""
        end = self._now() + seconds
        while self.server_state.connections and self._now() < end:
            await asyncio.sleep(_LOOK_S)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's, but being told to stop is no reason to die of the signal afterwards."""
        before = self._hear_signals()
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear_signals(self) -> "dict[signal.Signals, Any]":
        """The handlers before; a thread that is not the main one hears none."""
        if threading.current_thread() is not threading.main_thread():
            return {}
        return {number: signal.signal(number, self.handle_exit) for number in HANDLED_SIGNALS}

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Begins to stop; a second signal ends the process at once, whatever it is at."""
        for number in HANDLED_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        self.should_exit = True
        if self._on_stop is not None:
            self._on_stop()


def _say_goodbye(connection: Any) -> None:
    """End a connection as uvicorn does. Whatever state a client has brought it into, the others have their end too."""
    try:
        connection.shutdown()
    except Exception:
        logger.debug("a connection is cut off", exc_info=True)
        connection.transport.abort()


def serve(
    app: FastAPI,
    settings: ServerSettings,
    *,
    listener: socket.socket | None = None,
    on_ready: Callable[[str], Awaitable[None] | None] | None = None,
) -> int:
    """Serves until the process is told to stop; returns the process's exit code.

    Should the end take longer than `shutdown_timeout_s`, the process ends there and then.

    Args:
        listener: what `bind` returned, where the caller wants to know early that the port is free.
        on_ready: called once with the address, and waited for, when requests are answered.

    Raises `Busy` or `InvalidInput` where the address cannot be taken, and what the engine raised where it could
    not start.
    """
    listener = listener or bind(settings)
    address = address_of(listener, settings)
    last_resort = threading.Timer(settings.shutdown_timeout_s, os._exit, (0,))
    last_resort.daemon = True
    server = Server(
        app, settings, on_ready=(lambda: on_ready(address)) if on_ready else None, on_stop=last_resort.start
    )
    logging.captureWarnings(True)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return 0
    except SystemExit as stop:
        if server.should_exit:
            return 0
        error = getattr(app.state, "start_error", None)
        if isinstance(error, Exception):
            raise error from None
        return stop.code if isinstance(stop.code, int) else 1
    finally:
        last_resort.cancel()
        listener.close()
    return 0
