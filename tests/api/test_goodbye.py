"""A client that has gone before it is told why its stream ends is no error of the server."""

import asyncio

import pytest
from starlette.websockets import WebSocket
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.places import Places
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.stream import stream_route
from tetrascope.engine.job_store import MemoryJobStore
from tetrascope.engine.jobs import Jobs


class Gone:
    """A client that hears nothing after `heard` messages."""

    def __init__(self, heard: int) -> None:
        self.left = heard
        self.said = [{"type": "websocket.connect"}]

    async def receive(self) -> dict[str, str]:
        while not self.said:
            await asyncio.sleep(3600)
        return self.said.pop()

    async def send(self, _: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError


async def stream(client: Gone, version: bytes, stopping: asyncio.Event) -> None:
    headers = [(b"host", b"127.0.0.1"), (b"tetrascope-protocol", version)]
    scope = {"type": "websocket", "path": "/v1/stream", "query_string": b"", "headers": headers, "client": ("a", 1)}
    websocket = WebSocket(scope, client.receive, client.send)
    engine = ScriptedEngine()
    jobs = Jobs(engine, MemoryJobStore())
    await stream_route(engine, jobs, ServerSettings(), Places(8, "analyses"), stopping)(websocket)


def test_when_it_was_refused() -> None:
    asyncio.run(stream(Gone(heard=1), b"9.0", asyncio.Event()))


def test_when_the_server_stops() -> None:
    async def scenario() -> None:
        client, stopping = Gone(heard=2), asyncio.Event()
        task = asyncio.ensure_future(stream(client, b"1.0", stopping))
        while client.left:  # it has been accepted and greeted
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        stopping.set()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())
