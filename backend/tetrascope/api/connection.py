"""A TCP connection between the event loop and uvicorn: what is read, when, and how it ends.

uvicorn parses all that has arrived at once, and closes a connection in the middle of what a client sends, which then
never sees the answer. Here a connection is read in pieces, for which it pays (see `reading_time`); is not read while it
does not take the answers to what it sent; and is heard out for a while, without a thought, after the last answer.
"""

import asyncio
import socket
import ssl
import time
from typing import Any

from tetrascope.api.handshake import Handshake
from tetrascope.api.http_protocol import HttpProtocol
from tetrascope.api.outflow import Outflow
from tetrascope.api.reading_time import READ_S, Account, ReadingTime
from tetrascope.api.server_settings import KIB, ServerSettings
from tetrascope.api.stream_protocol import StreamProtocol

READ_BYTES = 64 * KIB
"""What may wait to be parsed of one connection."""
SEND_BUFFER_BYTES = 256 * KIB
"""What the operating system may keep for a client that does not read; by itself it would keep megabytes."""
MAX_TURN_S = 0.002
"""Time after which reading one connection lets others have theirs, in seconds."""
LOOKS = 8
"""How often within `write_timeout_s` to look whether a client takes what waits for it."""

_FULL = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Connections:
    """All open connections of a server. Called by uvicorn for each new one.

    Args:
        settings: of the server.
        tls: what they are encrypted with; None for not at all.
    """

    def __init__(self, settings: ServerSettings, tls: ssl.SSLContext | None = None) -> None:
        self.settings = settings
        self.reading_time = ReadingTime()
        self.open: dict[Connection | Handshake, None] = {}
        """In the order in which they came, or last had something to do."""
        self._tls = tls

    def __call__(self, **of_uvicorn: Any) -> "Connection | Handshake":
        """A connection that is about to be made."""
        connection = Connection(self, of_uvicorn)
        return connection if self._tls is None else Handshake(self, connection, self._tls)

    def admit(self, connection: "Connection | Handshake") -> bool:
        """Whether there is room for one more: the one that has been idle longest goes for it, where one is idle."""
        if len(self.open) >= self.settings.max_connections:
            idle = next((other for other in self.open if other.idle), None)
            if idle is None:
                return False
            del self.open[idle]
            idle.abort()
        self.open[connection] = None
        return True

    def touch(self, connection: "Connection") -> None:
        """Count a connection as the one that has been idle least."""
        if connection in self.open:
            del self.open[connection]
            self.open[connection] = None

    def end_handshakes(self) -> None:
        """End what has only begun."""
        for each in list(self.open):
            if isinstance(each, Handshake):
                each.abort()


class Connection(asyncio.BufferedProtocol):
    """One connection: the event loop's protocol, and what uvicorn's protocols have for a transport."""

    carrier: asyncio.Transport | None = None
    """What carries the encrypted bytes, where they are encrypted."""

    def __init__(self, connections: Connections, of_uvicorn: dict[str, Any]) -> None:
        self.settings = connections.settings
        self.account = Account(connections.reading_time)
        self._connections = connections
        state = {**of_uvicorn.pop("app_state"), "connection": self}
        self.protocol: HttpProtocol | StreamProtocol = HttpProtocol(app_state=state, **of_uvicorn)
        self._loop = asyncio.get_running_loop()
        self._buffer = bytearray(READ_BYTES)
        self._held = bytearray()
        """What has arrived and was not parsed yet."""
        self._made = False
        """Whether uvicorn knows of it."""
        self._wanted = True
        """Whether uvicorn wants more."""
        self._replied = False
        """Whether what was parsed last was answered at once, as pings are."""
        self._clogged = False
        """Whether such answers wait for a client that does not read them."""
        self._write_paused = False
        self._closing = False
        self._reading: asyncio.Handle | None = None
        self._lingering: asyncio.TimerHandle | None = None
        self._written = 0
        self._outflow = Outflow(self.settings.write_timeout_s, self.settings.min_pace_bytes_s)
        self._looking: asyncio.TimerHandle | None = None

    # What the event loop tells.

    def connection_made(self, transport: Any) -> None:
        self._transport: asyncio.Transport = transport
        if not self._connections.admit(self):
            transport.write(_FULL)
            transport.close()
            self._closing = True
            return
        own: socket.socket | None = transport.get_extra_info("socket")
        if own is not None and own.type == socket.SOCK_STREAM:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        self._made = True
        self.protocol.connection_made(ConnectionTransport(self, transport))
        if self._held:  # it came with the last words of the handshake
            self._read()

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002
        return memoryview(self._buffer)

    def buffer_updated(self, nbytes: int) -> None:
        self.account.charge(READ_S)
        if not self._closing:
            self._held += memoryview(self._buffer)[:nbytes]
        if self._made:
            self._read()

    def eof_received(self) -> None:
        self.protocol.eof_received()

    def pause_writing(self) -> None:
        self._write_paused = True
        self.protocol.pause_writing()

    def resume_writing(self) -> None:
        self._write_paused = self._clogged = False
        self.protocol.resume_writing()
        self.read_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.open.pop(self, None)
        self._closing = True
        self.account.close()
        for timer in (self._reading, self._lingering, self._looking):
            if timer is not None:
                timer.cancel()
        if self._made:
            self.protocol.connection_lost(exc)

    # Reading.

    def read_on(self) -> None:
        """Go on reading, when others have had their turn."""
        if self._reading is None:
            self._reading = self._loop.call_soon(self._read_again)

    def _read_again(self) -> None:
        self._reading = None
        self._read()

    def _read(self) -> None:
        """Parse what is wanted of what there is, for a moment; then pay for it."""
        if self._reading is not None:
            self._listen(False)
            return
        began = time.thread_time()
        while (count := self._piece()) and time.thread_time() - began < MAX_TURN_S:
            piece = bytes(memoryview(self._held)[:count])
            del self._held[:count]
            self._replied = False
            self.protocol.data_received(piece)
            self._clogged = self._replied and self._write_paused
        self.account.charge(time.thread_time() - began)
        wait = self.account.wait_s()
        if wait:
            self._listen(False)
            self._reading = self._loop.call_later(wait, self._read_again)
        elif count:
            self.read_on()
        self._listen(not wait and len(self._held) < READ_BYTES)

    def _piece(self) -> int:
        if not self._held or not self._wanted or self._clogged or self._closing:
            return 0
        return self.protocol.piece(self._held)

    def _listen(self, whether: bool) -> None:
        if self._transport.is_closing():
            return
        if whether:
            self._transport.resume_reading()
        else:
            self._transport.pause_reading()

    # What uvicorn wants of its transport.

    def want(self, more: bool) -> None:
        """Whether uvicorn takes more of what arrives."""
        self._wanted = more
        if more:
            self.read_on()

    def write(self, data: bytes) -> None:
        """Send, or keep until it can be sent; `Outflow` looks after that."""
        if self._closing:
            return
        self._replied = True
        self._written += len(data)
        self._connections.touch(self)
        self._transport.write(data)
        if self._looking is None and self.waiting_bytes():
            self._look()

    def close(self) -> None:
        """Send what was written and say that this was all; then hear the client out, so that it sees the answer.

        A connection that is closed while something arrives is reset, and what was sent may be lost on the way.
        """
        if self._closing:
            return
        self._closing = True
        expected = bool(self._held) or self.protocol.unread()
        self._held.clear()
        if self.carrier is not None:
            self._close_encrypted(expected)
            return
        if not expected or not self._transport.can_write_eof():
            self._transport.close()
            return
        try:
            self._transport.write_eof()
        except OSError:  # the client has cut it off, which is not noticed while nothing is read
            self.abort()
            return
        self._hear_out()
        self.read_on()

    def _close_encrypted(self, expected: bool) -> None:
        """TLS knows no end of one side alone; a refused request's client sees by its answer that this was all."""
        if expected and isinstance(self.protocol, HttpProtocol):
            self._hear_out()
            self.read_on()
        elif not self.waiting_bytes():  # else when they have been taken: what waits would not outlive TLS's goodbye
            self._transport.close()

    def _hear_out(self) -> None:
        if self._lingering is not None and not self.waiting_bytes():
            self.abort()
        else:  # else `Outflow` sees to it that this ends
            self._lingering = self._loop.call_later(self.settings.body_timeout_s, self._hear_out)

    @property
    def closing(self) -> bool:
        """Whether it has been closed, by us or by the client."""
        return self._closing or self._transport.is_closing()

    def abort(self) -> None:
        """End it at once."""
        self._closing = True
        self._transport.abort()

    # What others want to know.

    @property
    def idle(self) -> bool:
        """Whether nobody would miss it: no request is under way, or it has been answered and is only heard out."""
        return self._closing or not self.protocol.answering()

    def waiting_bytes(self) -> int:
        """Bytes that the client has not taken; those that are encrypted already are some more for it."""
        encrypted = 0 if self.carrier is None else self.carrier.get_write_buffer_size()
        return self._transport.get_write_buffer_size() + encrypted

    def still_s(self) -> float:
        """Seconds since the client has taken anything of what waits for it; 0 where nothing does."""
        return self._outflow.still_s(self._loop.time())

    def _look(self) -> None:
        waiting = self.waiting_bytes()
        self._looking = None
        if self._outflow.look(self._loop.time(), self._written - waiting, waiting):
            self.abort()
        elif waiting:
            self._looking = self._loop.call_later(self.settings.write_timeout_s / LOOKS, self._look)
        elif self._closing and self._lingering is None:
            self._transport.close()


class ConnectionTransport(asyncio.Transport):
    """What uvicorn's protocols write to: a connection in place of the event loop's transport."""

    def __init__(self, connection: Connection, transport: asyncio.Transport) -> None:
        super().__init__()
        self.connection = connection
        self._transport = transport

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._transport.get_extra_info(name, default)

    def is_closing(self) -> bool:
        return self.connection.closing

    def close(self) -> None:
        self.connection.close()

    def abort(self) -> None:
        self.connection.abort()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.connection.write(bytes(data))

    def pause_reading(self) -> None:
        self.connection.want(False)

    def resume_reading(self) -> None:
        self.connection.want(True)

    def get_write_buffer_size(self) -> int:
        return self.connection.waiting_bytes()

    def set_protocol(self, protocol: Any) -> None:
        self.connection.protocol = protocol

    def get_protocol(self) -> Any:
        return self.connection.protocol
