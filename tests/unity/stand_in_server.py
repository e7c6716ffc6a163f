"""Servers that are not what they should be: one in between that spoils frames, and one that greets oddly."""

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import msgpack
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

SUBPROTOCOL = Subprotocol("tetrascope.v1")
STREAM = "/v1/stream"
Handler = Callable[[ServerConnection], None]
Spoil = Callable[[bytes], bytes]


@contextmanager
def serving(handler: Handler, answer: Callable[[ServerConnection, Request], Response | None]) -> Iterator[str]:
    """The address of a WebSocket server on a free port; `answer` has what is asked over HTTP."""
    with serve(
        handler,
        "127.0.0.1",
        0,
        subprotocols=[SUBPROTOCOL],
        process_request=answer,
        max_size=None,
        compression=None,
    ) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.socket.getsockname()[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def spoiling(address: str, spoil: Spoil) -> Iterator[str]:
    """The address of a server in between: it hands everything on, the server's frames as `spoil` gives them."""

    def handler(client: ServerConnection) -> None:
        url = address.replace("http", "ws", 1) + STREAM
        with connect(url, subprotocols=[SUBPROTOCOL], max_size=None, compression=None) as server:
            back = threading.Thread(target=_hand_on, args=(server, client, spoil))
            back.start()
            _hand_on(client, server, bytes)
            server.close()
            back.join()

    with serving(handler, lambda _, request: _ask(address, request)) as between:
        yield between


@contextmanager
def greeting(frames: Sequence[object], code: int | None = None) -> Iterator[str]:
    """The address of a server that sends these frames first, and then closes with `code` or says no more."""

    def handler(client: ServerConnection) -> None:
        for frame in frames:
            client.send(msgpack.packb(frame))
        if code is not None:
            client.close(code)
        with suppress(ConnectionClosed):
            client.recv()

    with serving(handler, lambda _, request: None if request.path == STREAM else _answer(404, b"")) as address:
        yield address


def _hand_on(source: object, target: object, spoil: Spoil) -> None:
    with suppress(ConnectionClosed):
        for frame in source:  # type: ignore[attr-defined]
            target.send(spoil(frame))  # type: ignore[attr-defined]


def _ask(address: str, request: Request) -> Response | None:
    if request.path == STREAM:
        return None
    asked = urllib.request.Request(address + request.path, headers={"Accept": "application/msgpack"})
    try:
        with urllib.request.urlopen(asked) as answer:
            return _answer(answer.status, answer.read())
    except urllib.error.HTTPError as error:
        return _answer(error.code, error.read())


def _answer(status: int, body: bytes) -> Response:
    headers = Headers({"Content-Type": "application/msgpack", "Content-Length": str(len(body)), "Connection": "close"})
    return Response(status, "", headers, body)
