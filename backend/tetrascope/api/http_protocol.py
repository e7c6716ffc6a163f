"""uvicorn's HTTP, given no more than is wanted of it.

A request's head is parsed when it is whole. What follows is parsed when the application asks for it: of a request that
is refused, nothing is. uvicorn itself would parse all that comes, also after the answer.
"""

import asyncio
import re
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from tetrascope.api.reading_time import REQUEST_S

MAX_HEADERS = 100
MAX_HEAD_BYTES = 16 * 1024
MAX_PIECE_BYTES = 512
"""What is parsed at once where a byte may cost much, as in chunks and pings of nothing: a few milliseconds at most."""

_END_OF_HEAD = re.compile(rb"\n\r?\n")
_TOO_MANY_HEADERS = b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class HttpProtocol(H11Protocol):
    """Closes when a request's head does not arrive in time, and when it has answered without reading the body."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._connection = transport.connection
        self._deadline = self.loop.call_later(self._connection.settings.header_timeout_s, self._give_up)

    def piece(self, held: bytearray) -> int:
        """How many of the bytes at hand are to be parsed now."""
        state = self.conn.their_state
        if state is h11.IDLE:
            return self._head(held)
        if state is h11.SEND_BODY:
            return min(len(held), MAX_PIECE_BYTES) if self._is_chunked() else len(held)
        return 0  # what follows has its turn when this request is answered

    def _head(self, held: bytearray) -> int:
        if held[0] < 0x21:  # never a request, but TLS, say: the sooner it is told, the better
            return min(len(held), MAX_PIECE_BYTES)
        end = _END_OF_HEAD.search(held)
        if end is None:
            return len(held) if len(held) > MAX_HEAD_BYTES else 0
        if end.end() > MAX_HEAD_BYTES or held.count(b"\n", 0, end.end()) > MAX_HEADERS + 2:
            self.transport.write(_TOO_MANY_HEADERS)
            self.transport.close()
            return 0
        return end.end()

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        upgraded = self._connection.protocol is not self
        if self.cycle is before and not upgraded:
            return
        self._forget_deadline()
        self._connection.account.charge(REQUEST_S)
        if not upgraded and self.unread():
            self.flow.pause_reading()  # until the application asks for the body

    def on_response_complete(self) -> None:
        """As uvicorn's; then the next request's turn comes."""
        if self.unread():
            self.transport.close()
        super().on_response_complete()
        self._connection.read_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        self._unset_keepalive_if_required()  # else it would hold all this in memory for as long
        super().connection_lost(exc)

    def unread(self) -> bool:
        """Whether the client may still be sending what nobody will read."""
        return self.conn.their_state is h11.SEND_BODY

    def answering(self) -> bool:
        """Whether a request is under way."""
        return self.cycle is not None and not self.cycle.response_complete

    def _is_chunked(self) -> bool:
        return any(name == b"transfer-encoding" for name, _ in self.headers)

    def _give_up(self) -> None:
        self._deadline = None
        if not self.answering():
            self.transport.close()

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
