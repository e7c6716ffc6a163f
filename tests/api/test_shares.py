"""Clients that take places and make no use of them lose these to others, over real connections."""

import asyncio
import http.client
import socket
from collections.abc import AsyncGenerator

import msgpack
from starlette.requests import Request
from tests.api.asgi_socket import ask
from tests.api.moved_clock import MovedClock
from tests.api.scripted_engine import ScriptedEngine
from tests.api.test_server import LONG_S, NEVER_S, connected, open_stream, running
from tests.patience import PATIENCE_S, eventually

from tetrascope.api.stream import IDLE_S
from tetrascope.api.upload import GRACE_S, NEAR_S, Upload
from tetrascope.engine.client import CLIENT
from tetrascope.protocol.images import ImageInfo
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest


def test_analyses_that_nobody_reads_make_room() -> None:
    engine, clock = ScriptedEngine(), MovedClock()
    engine.max_running = 16
    with running(engine, clock, write_timeout_s=NEVER_S, ping_interval_s=NEVER_S) as port:
        unread = [open_stream(port, max_queue=1, ping_interval=None) for _ in range(3)]
        for stream in unread:
            for index in range(8):
                stream.send(msgpack.packb(ask(str(index), "big", operation="activations")))
        eventually(lambda: engine.health().running >= 12)
        with open_stream(port, ping_interval=None) as reader:
            for index in range(8):
                reader.send(msgpack.packb(ask(str(index))))
            ends = 0
            while ends < 8:
                clock.move(LONG_S)
                frame = msgpack.unpackb(reader.recv(timeout=PATIENCE_S))
                assert frame["type"] != "error"
                ends += frame["type"] == "done"
        for stream in unread:
            stream.socket.close()


def test_the_engine_is_told_which_requests_are_of_one_client() -> None:
    clients: list[object] = []

    class Asked(ScriptedEngine):
        async def add_image(self, data: bytes) -> ImageInfo:
            clients.append(CLIENT.get())
            return await super().add_image(data)

        def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
            clients.append(CLIENT.get())
            return super().run(request, background=background)

    with running(Asked(), MovedClock()) as port:
        connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S) for _ in range(2)]
        for connection in (*connections, *connections):
            connection.request("POST", "/v1/images", b"picture", {"Content-Type": "image/png"})
            assert connection.getresponse().read()
        with open_stream(port) as stream:
            stream.send(msgpack.packb(ask("1")))
            while msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["type"] != "done":
                pass
        for connection in connections:
            connection.close()
    assert clients[:2] == clients[2:4]
    assert len({*clients[2:], None}) == 4


def upload(port: int, *lines: str) -> socket.socket:
    connection = connected(port)
    said = ["POST /v1/images HTTP/1.1", f"Host: 127.0.0.1:{port}", "Content-Type: image/png", *lines, "", ""]
    connection.sendall("\r\n".join(said).encode())
    return connection


def test_an_upload_without_an_end_makes_room_before_one_that_has_one() -> None:
    engine, clock = ScriptedEngine(), MovedClock()
    bounds = {"body_timeout_s": NEVER_S, "header_timeout_s": NEVER_S}
    with running(engine, clock, max_uploads=2, **bounds) as port:
        endless = upload(port, "Transfer-Encoding: chunked", "Expect: 100-continue")
        steady = upload(port, "Content-Length: 6", "Expect: 100-continue")
        for connection in (endless, steady):
            assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        endless.sendall(b"3\r\nabc\r\n")
        steady.sendall(b"abc")
        newcomer = upload(port, "Content-Length: 3")
        newcomer.sendall(b"new")
        clock.move(10.0)
        assert newcomer.recv(100).startswith(b"HTTP/1.1 200 ")
        assert endless.recv(100).startswith(b"HTTP/1.1 503 ")
        steady.sendall(b"def")
        assert steady.recv(100).startswith(b"HTTP/1.1 200 ")
        assert sorted(engine.uploads) == [b"abcdef", b"new"]
        for connection in (endless, steady, newcomer):
            connection.close()


def test_an_upload_that_is_nearly_done_keeps_its_place() -> None:
    """So that many honest ones at once, each of some seconds, all have their turn."""

    async def idle_after(seconds: float, size: int, received: int) -> float:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, MovedClock)
        request = Request({"type": "http", "headers": [(b"content-length", str(size).encode())], "client": ("a", 1)})
        under_way = Upload(request)
        under_way.received(received)
        loop.move(seconds)
        await asyncio.sleep(0)  # it leaps at its next turn
        return under_way.place.idle()

    def idle(seconds: float, size: int, received: int) -> float:
        with asyncio.Runner(loop_factory=MovedClock) as runner:
            return runner.run(idle_after(seconds, size, received))

    assert idle(2 * GRACE_S, 100, 99) == 0
    assert idle(2 * GRACE_S, 10, 5) == 0  # 4 s left
    assert idle(2 * GRACE_S, 10, 2) > NEAR_S


def test_a_stream_that_asks_for_nothing_makes_room() -> None:
    engine, clock = ScriptedEngine(), MovedClock()
    with running(engine, clock, max_streams=2, ping_interval_s=NEVER_S) as port:
        with open_stream(port) as first, open_stream(port) as second:
            second.send(msgpack.packb(ask("1", "silent")))
            eventually(lambda: engine.begun)
            clock.move(IDLE_S)
            with open_stream(port) as third:
                assert msgpack.unpackb(first.recv(timeout=PATIENCE_S))["error"]["code"] == "busy"
                third.send(msgpack.packb(ask("1")))
                assert msgpack.unpackb(third.recv(timeout=PATIENCE_S))["id"] == "1"
        assert len(engine.begun) == 2
