"""A WebSocket client at the ASGI level: every step in one event loop, and a reader that can stop reading."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgpack
from tests.patience import PATIENCE_S

HOST = (b"host", b"127.0.0.1:8765")


class Socket:
    """What a client sees of one stream."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.outgoing: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.reading = asyncio.Event()
        self.reading.set()
        self.sent_bytes = 0
        self.closed_below = False
        """Whether the server's own transport has closed it, as uvicorn does where pings are not answered."""

    async def receive(self) -> dict[str, Any]:
        return await self.incoming.get()

    async def send(self, event: dict[str, Any]) -> None:
        await self.reading.wait()
        if self.closed_below:
            raise RuntimeError(f"Unexpected ASGI message '{event['type']}', after sending 'websocket.close'.")
        self.sent_bytes += len(event.get("bytes") or b"")
        self.outgoing.put_nowait(event)

    def say(self, frame: Any) -> None:
        self.incoming.put_nowait({"type": "websocket.receive", "bytes": msgpack.packb(frame)})

    def say_bytes(self, data: bytes) -> None:
        self.incoming.put_nowait({"type": "websocket.receive", "bytes": data})

    def say_text(self, text: str) -> None:
        self.incoming.put_nowait({"type": "websocket.receive", "text": text})

    def hang_up(self) -> None:
        self.incoming.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def event(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            return await self.outgoing.get()

    async def hear(self) -> Any:
        event = await self.event()
        if event.get("text") is not None:
            return json.loads(event["text"])
        assert event["type"] == "websocket.send", event
        return msgpack.unpackb(event["bytes"])

    async def hear_until(self, kind: str, request_id: str | None = None) -> list[Any]:
        """Frames up to and with the first of this type (and request)."""
        frames = []
        while True:
            frame = await self.hear()
            frames.append(frame)
            if frame["type"] == kind and (request_id is None or frame["id"] == request_id):
                return frames


async def handshake(app: Any, headers: list[tuple[bytes, bytes]], local: str = "127.0.0.1") -> tuple[int, bytes]:
    """Asks for the stream and leaves at once: 101 where it was opened, else the refusal's status and body."""
    socket = Socket()
    socket.incoming.put_nowait({"type": "websocket.connect"})
    socket.hang_up()
    await app(_scope(headers, local), socket.receive, socket.send)
    first = socket.outgoing.get_nowait()
    if first["type"] == "websocket.accept":
        return 101, b""
    return first["status"], socket.outgoing.get_nowait()["body"]


@asynccontextmanager
async def connected(app: Any, headers: tuple[tuple[bytes, bytes], ...] = ()) -> AsyncIterator[Socket]:
    """An accepted stream, after its hello; closed and fully ended at the end."""
    socket = Socket()
    socket.incoming.put_nowait({"type": "websocket.connect"})
    server = asyncio.ensure_future(app(_scope([HOST, *headers]), socket.receive, socket.send))
    try:
        assert (await socket.event())["type"] == "websocket.accept"
        hello = await socket.hear()
        assert hello["type"] == "hello"
        yield socket
    finally:
        socket.reading.set()
        socket.hang_up()
        async with asyncio.timeout(PATIENCE_S):
            await server


def _scope(headers: list[tuple[bytes, bytes]], local: str = "127.0.0.1") -> dict[str, Any]:
    return {
        "type": "websocket",
        "scheme": "ws",
        "path": "/v1/stream",
        "raw_path": b"/v1/stream",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "subprotocols": [],
        "server": (local, 8765),
        "extensions": {"websocket.http.response": {}},
    }


NEEDED: dict[str, dict[str, Any]] = {
    "activations": {"layer": "conv0"},
    "components": {"layer": "conv0", "cluster": 0},
    "computations": {"channel": 0},
}
"""What an operation must be asked with beside an image and a network."""


def ask(
    request_id: str, image: str = "cat", operation: str = "layers", slot: str | None = None, **body: Any
) -> dict[str, Any]:
    """A request frame."""
    frame: dict[str, Any] = {"type": "request", "id": request_id, "operation": operation}
    if slot is not None:
        frame["slot"] = slot
    content = {"image_id": image, "network_id": "tiny", **body}
    content = {**NEEDED.get(operation, {}), **content}
    frame["body"] = {"pool": content} if operation in ("boundaries", "importance_curves") else content
    return frame
