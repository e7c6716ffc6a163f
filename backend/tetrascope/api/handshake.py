"""The beginning of a connection that is encrypted.

uvicorn would let asyncio do it: for a minute each, and for any number of connections, of which nobody else knows before
they are encrypted. Here one has its place from the first moment, and as long as a request's head may take.
"""

import asyncio
import ssl
from typing import TYPE_CHECKING

from tetrascope.api.server_settings import ServerSettings

if TYPE_CHECKING:
    from tetrascope.api.connection import Connection, Connections


def tls_of(settings: ServerSettings) -> ssl.SSLContext | None:
    """What connections are encrypted with, TLS 1.2 or newer; None where they are not.

    Raises `OSError` where the files cannot be read, or do not belong together.
    """
    if settings.certificate is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Asked for a password, OpenSSL would wait at the terminal.
    context.load_cert_chain(settings.certificate, settings.key, password="")
    return context


class Handshake(asyncio.Protocol):
    """A connection until both sides know how to encrypt it; then `connection` is made."""

    def __init__(self, connections: "Connections", connection: "Connection", tls: ssl.SSLContext) -> None:
        self._connections = connections
        self._connection = connection
        self._tls = tls
        self._loop = asyncio.get_running_loop()

    idle = True
    """It may go where its place is wanted: no request has begun."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self._connections.admit(self):
            self._task = self._loop.create_task(self._shake_hands())
        else:
            self.abort()  # that the server is full can only be said when it is encrypted

    async def _shake_hands(self) -> None:
        seconds = self._connections.settings.header_timeout_s
        try:
            encrypted = await self._loop.start_tls(
                self._transport,
                self._connection,
                self._tls,
                server_side=True,
                ssl_handshake_timeout=seconds,
                ssl_shutdown_timeout=seconds,
            )
        except OSError:  # a browser that does not trust the certificate, plain HTTP, a client that has gone
            return
        finally:
            self._connections.open.pop(self, None)
        if encrypted is not None:  # else it was aborted
            self._connection.carrier = self._transport
            self._connection.connection_made(encrypted)

    def abort(self) -> None:
        """End it at once."""
        self._transport.abort()
