"""An HTTP connection that is bounded in number and patience, which uvicorn's own is not.

uvicorn waits forever for a request to begin, so that silent clients could take every file descriptor.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from tetrascope.api.stalled import StalledWrites

_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def bounded_connection(max_connections: int, header_timeout_s: float, write_timeout_s: float) -> type[asyncio.Protocol]:
    """The protocol class for uvicorn."""

    class BoundedConnection(H11Protocol):
        """Closes when the server has enough connections, when a request's headers do not arrive in time, or when
        the client has stopped reading."""

        _deadline: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            StalledWrites(transport, write_timeout_s)
            if len(self.connections) > max_connections:
                transport.write(_FULL)
                transport.close()
            else:
                self._await_request()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._answering():
                self._forget_deadline()
            elif self._deadline is None:
                self._await_request()  # uvicorn drops its own timer at the first byte of the next request

        def connection_lost(self, exc: Exception | None) -> None:
            self._forget_deadline()
            super().connection_lost(exc)

        def _answering(self) -> bool:
            upgraded = self.transport.get_protocol() is not self
            return upgraded or (self.cycle is not None and not self.cycle.response_complete)

        def _await_request(self) -> None:
            self._deadline = self.loop.call_later(header_timeout_s, self._give_up)

        def _forget_deadline(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

        def _give_up(self) -> None:
            self._deadline = None
            if not self._answering():
                self.transport.close()

    return BoundedConnection
