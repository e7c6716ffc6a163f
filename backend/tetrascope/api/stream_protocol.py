"""uvicorn's WebSocket, which pays for each message, and whose goodbyes are short."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from tetrascope.api.http_protocol import MAX_PIECE_BYTES
from tetrascope.api.reading_time import MESSAGE_S

PARTS_JOINED = 256
"""Parts of a message that become one. Parts of a byte each would take sixty times the memory of the message."""
CLOSE_TIMEOUT_S = 2.0
"""How long a client may take to answer a close frame."""


class StreamProtocol(WebSocketsSansIOProtocol):
    """One stream's frames."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._connection = transport.connection
        self.close_timeout = CLOSE_TIMEOUT_S
        self._loose = 0
        """Parts at the end of `frames` that have not been joined."""

    def piece(self, held: bytearray) -> int:
        """How many of the bytes at hand are to be parsed now."""
        return min(len(held), MAX_PIECE_BYTES)

    def handle_cont(self, event: Frame) -> None:
        """As uvicorn's; an empty part of a message is none, and there may be endlessly many."""
        if not event.data and not event.fin:
            return
        super().handle_cont(event)
        if not event.fin:
            self._loose += 1
            if self._loose == PARTS_JOINED:
                self.frames[-PARTS_JOINED:] = [b"".join(self.frames[-PARTS_JOINED:])]
                self._loose = 0

    def send_receive_event_to_app(self) -> None:
        self._connection.account.charge(MESSAGE_S)
        self._loose = 0
        super().send_receive_event_to_app()

    def unread(self) -> bool:
        """Whether the client may still be sending what nobody will read."""
        return True

    def answering(self) -> bool:
        """A stream is always under way."""
        return True
