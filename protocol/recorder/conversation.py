"""A client that writes down everything that is said, in order, in both directions."""

import http.client
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgpack
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

Event = dict[str, Any]
MSGPACK = "application/msgpack"
SUBPROTOCOLS = ("tetrascope.v1",)
_ENDS = ("done", "error", "cancelled")


class Conversation:
    """Talks to the server at `address`; `events` is the record."""

    def __init__(self, address: str) -> None:
        self.events: list[Event] = []
        self.address = address
        self._place = urlsplit(address).netloc
        self._socket: ClientConnection | None = None

    def http(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        kind: str = MSGPACK,
        declared: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Ask, and return the answer's message.

        Args:
            kind: type of the body.
            declared: a length to declare where it is not the body's.
        """
        sent = dict(headers or {})
        if body is not None:
            sent["Content-Type"] = kind
        self._note("client", "http", method=method, path=path, headers=sent, body=body or b"")
        connection = http.client.HTTPConnection(self._place, timeout=120)
        try:
            length = declared or len(body or b"")
            connection.request(
                method, path, body, {"Content-Length": str(length), **sent} if body is not None else sent
            )
            answer = connection.getresponse()
            data, form = answer.read(), answer.headers["Content-Type"]
        finally:
            connection.close()
        self._note("server", "http", status=answer.status, headers={"Content-Type": form}, body=data)
        return msgpack.unpackb(data) if form == MSGPACK else data

    def post(self, path: str, message: object, *, headers: Mapping[str, str] | None = None) -> Any:
        """Ask with a message."""
        return self.http("POST", path, msgpack.packb(message), headers=headers)

    def open(
        self,
        *,
        origin: str | None = None,
        subprotocols: Sequence[str] = SUBPROTOCOLS,
        headers: Mapping[str, str] | None = None,
    ) -> bool:
        """Open the stream and take its first frame; false where the server refuses the handshake."""
        sent = dict(headers or {})
        noted = {**sent, "Sec-WebSocket-Protocol": ", ".join(subprotocols)} | ({"Origin": origin} if origin else {})
        self._note("client", "stream", path="/v1/stream", headers=noted)
        try:
            self._socket = connect(
                f"ws://{self._place}/v1/stream",
                additional_headers=sent,
                origin=Origin(origin) if origin else None,
                subprotocols=[Subprotocol(name) for name in subprotocols],
                max_size=None,
                compression=None,
                user_agent_header=None,
                proxy=None,
            )
        except InvalidStatus as refusal:
            answer = refusal.response
            form = {"Content-Type": answer.headers["Content-Type"]}
            self._note("server", "stream", status=answer.status_code, headers=form, body=bytes(answer.body or b""))
            return False
        self._receive()
        return True

    def send(self, frame: object) -> None:
        """Send a frame; bytes go as they are."""
        data = frame if isinstance(frame, bytes) else msgpack.packb(frame)
        self._note("client", "stream", frame=data)
        self._connected().send(data)

    def request(self, name: str, operation: str, body: object, slot: str | None = None) -> None:
        """Send a request frame."""
        self.send({"type": "request", "id": name, "slot": slot, "operation": operation, "body": body})

    def until(self, wanted: Callable[[Any], bool]) -> Any:
        """Take frames until one is as wanted, and return it."""
        while True:
            frame = self._receive()
            if frame is None or wanted(frame):
                return frame

    def until_end(self, name: str | None) -> Any:
        """Take frames until a request has ended, and return the last."""
        return self.until(lambda frame: frame["type"] in _ENDS and frame["id"] == name)

    def closed(self) -> None:
        """Wait until the server closes the stream."""
        while self._receive() is not None:
            pass

    def close(self) -> None:
        """Close the stream."""
        self._connected().close()

    def _connected(self) -> ClientConnection:
        if self._socket is None:
            raise RuntimeError("Expected an open stream.")
        return self._socket

    def _receive(self) -> Any:
        try:
            data = self._connected().recv(timeout=120)
        except ConnectionClosed as end:
            self._note("server", "stream", close=end.rcvd.code if end.rcvd else None)
            return None
        self._note("server", "stream", frame=data)
        return msgpack.unpackb(data)

    def _note(self, who: str, over: str, **event: Any) -> None:
        self.events.append({"from": who, "over": over, **event})
