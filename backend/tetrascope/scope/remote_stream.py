"""One WebSocket to a server, for callers that wait."""

import asyncio
import ssl
import threading
from collections.abc import Coroutine, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tetrascope.protocol.version import SUBPROTOCOL
from tetrascope.scope.backend import LOOK_UP_S

Result = TypeVar("Result")


class RemoteStream:
    """A stream, open inside `with`. What it does runs in an event loop with a thread of its own.

    That one thread both reads and writes: an encrypted connection that is read in one thread and written in another
    loses what is written now and then, since Python's `ssl` does not promise to bear that.

    Args:
        url: `ws://` or `wss://`.
        headers: sent with the request for the stream.
        tls: whom to trust; None for a connection that is not encrypted.

    Raises:
        OSError, websockets.exceptions.WebSocketException: no stream can be had, or it ends; of every method.
    """

    def __init__(self, url: str, headers: Mapping[str, str], tls: ssl.SSLContext | None) -> None:
        self._url = url
        self._headers = headers
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="tetrascope-stream", daemon=True)
        self._connection: ClientConnection | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._connection = self._wait(self._connect())
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._wait(self._opened.close())
        finally:
            self._end()

    def send(self, frame: bytes) -> None:
        """Send a frame."""
        self._wait(self._opened.send(frame))

    def receive(self) -> bytes:
        """The next frame, waited for as long as it takes."""
        return bytes(self._wait(self._opened.recv(decode=False)))

    @property
    def _opened(self) -> ClientConnection:
        assert self._connection is not None, "Expected a stream inside `with`."
        return self._connection

    async def _connect(self) -> ClientConnection:
        return await connect(
            self._url,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            additional_headers=self._headers,
            proxy=None,
            ssl=self._tls,
            max_size=None,
            compression=None,  # maps do not get smaller for it
        )

    def _wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Have something done in the loop; looks up now and then, so that a keyboard interrupt is heard everywhere."""
        doing = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            while True:
                try:
                    return doing.result(LOOK_UP_S)
                except TimeoutError:
                    if doing.done():  # in the meantime, or it was its own
                        return doing.result()
        except BaseException:
            doing.cancel()
            raise

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
