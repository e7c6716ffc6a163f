"""Runs the application under uvicorn."""

import errno
import logging
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from fastapi import FastAPI

from tetrascope.api.connection import bounded_connection
from tetrascope.api.settings import ServerSettings
from tetrascope.engine.engine import Engine
from tetrascope.errors import Busy, InvalidInput, TetrascopeError

CLIENTS_FAULTS = (
    # An answered handshake, such as a refusal, is taken for one that the application forgot.
    "ASGI callable returned without completing handshake.",
    "Invalid UTF-8 sequence received from client.",
)
"""Lines that uvicorn writes as errors of the server, the last with a traceback, though a client is to blame.

Clients must not be able to fill the log. An application that fails is logged in another line.
"""


class ClientsFaultFilter(logging.Filter):
    """Keeps out `CLIENTS_FAULTS`."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.msg not in CLIENTS_FAULTS


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"clients_faults": {"()": ClientsFaultFilter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        # uvicorn's own lines about streams hold the whole address with its query.
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "uvicorn.error": {"filters": ["clients_faults"]},
        "tetrascope": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}


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


def address_of(listener: socket.socket) -> str:
    """The address to type into a browser, such as `http://127.0.0.1:8765`."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """uvicorn with the application's bounds, and a call when it answers."""

    def __init__(self, app: FastAPI, settings: ServerSettings, on_ready: Callable[[], None] | None = None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=bounded_connection(settings.max_connections, settings.header_timeout_s, settings.write_timeout_s),
                ws="websockets-sansio",
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
                timeout_graceful_shutdown=max(1, round(settings.shutdown_timeout_s)),
            )
        )
        self._engine: Engine = app.state.engine
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's; then tells that requests are answered."""
        await super().startup(sockets=sockets)
        if self.started and self._on_ready is not None:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, but analyses end first, each with an answer, so that nothing is waited for."""
        await self._engine.close()
        await super().shutdown(sockets=sockets)


def serve(
    app: FastAPI,
    settings: ServerSettings,
    *,
    listener: socket.socket | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> int:
    """Serves until the process is told to stop; returns the process's exit code.

    Args:
        listener: what `bind` returned, where the caller wants to know early that the port is free.
        on_ready: called once with the address, when requests are answered.

    Raises `Busy` or `InvalidInput` where the address cannot be taken, and what the engine raised where it could
    not start.
    """
    listener = listener or bind(settings)
    address = address_of(listener)
    server = Server(app, settings, on_ready=(lambda: on_ready(address)) if on_ready else None)
    logging.captureWarnings(True)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return 0
    except SystemExit as stop:
        error = getattr(app.state, "start_error", None)
        if isinstance(error, TetrascopeError):
            raise error from None
        return stop.code if isinstance(stop.code, int) else 1
    finally:
        listener.close()
    return 0
