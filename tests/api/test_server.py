"""A real server on a real socket."""

import contextlib
import http.client
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal

import msgpack
import pytest
from tests.api.asgi_socket import ask
from tests.api.moved_clock import MovedClock
from tests.api.scripted_engine import ScriptedEngine
from tests.patience import PATIENCE_S, eventually
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tetrascope.api.app import build_app
from tetrascope.api.server import Server, address_of, bind, serve
from tetrascope.api.server_settings import ServerSettings
from tetrascope.errors import Busy, InvalidInput, WeightsUnavailable

BUFFER_BYTES = 64 * 1024
"""Bytes that wait at either end of a connection. A kernel left alone takes megabytes, and each takes its own."""
LONG_S = 1000.0
"""A time limit that ends only where a test moves the clock."""
NEVER_S = 1e6 * LONG_S


@contextmanager
def running(engine: ScriptedEngine, clock: MovedClock | None = None, **bounds: Any) -> Iterator[int]:
    """The port of a server; connections that it accepts inherit the listener's buffers."""
    settings = ServerSettings(port=0, **bounds)
    listener = bind(settings)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    ready = threading.Event()
    server = Server(build_app(engine, settings), settings, on_ready=ready.set)
    loop = clock or MovedClock()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve(sockets=[listener])))
    thread.start()
    try:
        assert ready.wait(PATIENCE_S)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
        assert not thread.is_alive()
        assert not engine.open
        loop.close()


def connected(port: int) -> socket.socket:
    """A connection to the server."""
    connection = socket.socket()
    connection.settimeout(PATIENCE_S)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    connection.connect(("127.0.0.1", port))
    return connection


def passing(clock: MovedClock, condition: Callable[[], object]) -> Callable[[], object]:
    """The condition, after another long time has passed."""

    def later() -> object:
        clock.move(LONG_S)
        return condition()

    return later


def open_stream(port: int, scheme: Literal["ws", "wss"] = "ws", **options: Any) -> ClientConnection:
    stream: ClientConnection = connect(
        f"{scheme}://127.0.0.1:{port}/v1/stream",
        sock=connected(port),
        compression=None,
        max_size=None,
        open_timeout=PATIENCE_S,
        close_timeout=1,  # a client that does not read does not see that the connection was closed
        **options,
    )
    assert msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["type"] == "hello"
    return stream


def health(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.request("GET", "/v1/health")
    answer = connection.getresponse()
    assert answer.getheader("server") is None
    connection.close()
    return answer.status


def post(port: int, image: str) -> http.client.HTTPConnection:
    """A connection on which the layers of an image are asked for."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    body = msgpack.packb({"image_id": image, "network_id": "tiny"})
    connection.request("POST", "/v1/layers", body, {"Content-Type": "application/msgpack"})
    return connection


def has_room(port: int) -> bool:
    """Whether the server takes one more connection."""
    try:
        return health(port) == 200
    except OSError:  # refused before the request was read
        return False


def has_ended(connection: socket.socket) -> bool:
    """Whether the server has closed it, without a word."""
    connection.settimeout(0.05)
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    finally:
        connection.settimeout(PATIENCE_S)


def test_a_stream_over_a_socket_and_a_client_that_vanishes() -> None:
    engine = ScriptedEngine()
    with running(engine) as port:
        with open_stream(port) as stream:
            stream.send(msgpack.packb(ask("1", "big", operation="activations")))
            frames: list[dict[str, Any]] = []
            while not frames or frames[-1]["type"] != "done":
                frames.append(msgpack.unpackb(stream.recv(timeout=PATIENCE_S)))
            assert [len(frame["content"]["maps"][0]["map"]["data"]) for frame in frames[:-1]] == [1_000_000] * 5
            stream.send(msgpack.packb(ask("2", "endless")))
            stream.recv(timeout=PATIENCE_S)
            stream.socket.shutdown(socket.SHUT_RDWR)
            eventually(lambda: len(engine.ended) == 2)
        assert health(port) == 200


def test_a_stream_that_is_not_read_holds_its_analysis_up() -> None:
    engine = ScriptedEngine()
    with running(engine, write_timeout_s=LONG_S) as port, open_stream(port, max_queue=1) as stream:
        for index in range(8):
            stream.send(msgpack.packb(ask(str(index), "big", operation="activations")))
        eventually(lambda: engine.yielded >= 8)
        for _ in range(20):
            assert health(port) == 200
        # One part of each request is held; the client's library and the sockets' buffers take a few more.
        assert engine.yielded < 20
        done = 0
        while done < 8:
            done += msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["type"] == "done"
        assert engine.yielded == 40


def test_an_oversized_frame_closes_the_stream_alone() -> None:
    with running(ScriptedEngine(), max_frame_bytes=1000) as port:
        with open_stream(port) as stream, pytest.raises(ConnectionClosed) as caught:
            stream.send(bytes(2000))
            stream.recv(timeout=PATIENCE_S)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1009
        assert health(port) == 200


def test_a_http_client_that_hangs_up_cancels_its_analysis() -> None:
    engine = ScriptedEngine()
    with running(engine) as port:
        connection = post(port, "silent")
        eventually(lambda: engine.begun)
        connection.close()
        eventually(lambda: engine.ended)


def test_a_refused_upload_is_told_although_it_was_not_read() -> None:
    with running(ScriptedEngine(), max_upload_bytes=1000) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        connection.request("POST", "/v1/images", bytes(3_000_000), {"Content-Type": "image/png"})
        answer = connection.getresponse()
        assert answer.status == 413
        assert msgpack.unpackb(answer.read())["error"]["code"] == "too_large"


def test_connections_are_bounded() -> None:
    engine = ScriptedEngine()
    with running(engine, max_connections=3) as port:
        busy = [post(port, "silent") for _ in range(3)]
        eventually(lambda: len(engine.begun) == 3)
        with connected(port) as extra:
            assert extra.recv(100).startswith(b"HTTP/1.1 503 ")
        for connection in busy:
            connection.close()
        eventually(lambda: has_room(port))


def test_the_connection_that_has_been_idle_longest_makes_room() -> None:
    with running(ScriptedEngine(), max_connections=3, ping_interval_s=NEVER_S) as port, open_stream(port) as stream:
        idle = [connected(port) for _ in range(2)]
        idle[0].sendall(b"GET /v1/health HTTP/1.1\r\nHost: ")
        assert health(port) == 200  # connections are taken in the order in which they came, so this is the fourth
        eventually(lambda: has_ended(idle[0]))
        idle[1].sendall(f"GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert idle[1].recv(100).startswith(b"HTTP/1.1 200 ")
        stream.send(msgpack.packb(ask("1")))
        assert msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["id"] == "1"
        for connection in idle:
            connection.close()


def test_silent_connections_are_closed_and_make_room() -> None:
    clock = MovedClock()
    with running(ScriptedEngine(), clock, max_connections=3, header_timeout_s=LONG_S) as port:
        silent = [connected(port) for _ in range(3)]
        silent[0].sendall(b"GET /v1/health HTTP/1.1\r\nHost: ")
        for connection in silent:
            eventually(passing(clock, partial(has_ended, connection)))
            connection.close()
        eventually(lambda: has_room(port))


def test_a_slow_answer_and_an_open_stream_are_not_taken_for_silence() -> None:
    engine, clock = ScriptedEngine(), MovedClock()
    with running(engine, clock, header_timeout_s=LONG_S, ping_interval_s=NEVER_S) as port, open_stream(port) as stream:
        slow = post(port, "silent")
        eventually(lambda: len(engine.begun) == 1)
        clock.move(2 * LONG_S)
        stream.send(msgpack.packb(ask("1")))
        assert msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["id"] == "1"
        assert engine.health().running >= 1
        slow.close()


def test_a_stream_that_is_never_read_is_disconnected_and_its_work_ends() -> None:
    engine, clock = ScriptedEngine(), MovedClock()
    bounds = {"write_timeout_s": LONG_S, "ping_interval_s": NEVER_S}
    with running(engine, clock, **bounds) as port, open_stream(port, max_queue=1) as stream:
        for index in range(8):
            stream.send(msgpack.packb(ask(str(index), "big", operation="activations")))
        eventually(lambda: engine.health().running == 8)
        eventually(passing(clock, lambda: engine.health().running == 0))
        assert engine.yielded < 40


def test_http_clients_that_never_read_make_room() -> None:
    clock = MovedClock()
    with running(ScriptedEngine(), clock, write_timeout_s=LONG_S, max_connections=4) as port:
        question = f"GET /v1/samples HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode() * 20_000
        clients = [connected(port) for _ in range(4)]
        for client in clients:
            client.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                client.sendall(question)
        eventually(passing(clock, lambda: has_room(port)))
        for client in clients:
            client.close()


def test_a_clients_fault_is_no_error_in_the_log() -> None:
    told: list[str] = []
    listening = logging.Handler()
    listening.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("uvicorn")
    with running(ScriptedEngine()) as port:
        logger.addHandler(listening)
        try:
            with pytest.raises(InvalidStatus) as caught:
                open_stream(port, origin="http://elsewhere.example")
            with open_stream(port) as stream, pytest.raises(ConnectionClosed):
                stream.send(b"\xff\xff", text=True)
                stream.recv(timeout=PATIENCE_S)
            health(port)  # the line would come after the refusal
            logging.getLogger("uvicorn.error").error("another line")
        finally:
            logger.removeHandler(listening)
    assert caught.value.response.status_code == 403
    assert told == ["another line"]


def test_stopping_the_server_ends_streams_and_analyses() -> None:
    engine = ScriptedEngine()
    with running(engine) as port:
        stream = open_stream(port)
        stream.send(msgpack.packb(ask("1", "silent")))
        eventually(lambda: engine.begun)
    assert len(engine.ended) == 1
    with pytest.raises(ConnectionClosed) as caught:
        stream.recv(timeout=PATIENCE_S)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1012


def test_a_port_in_use_is_told_with_the_next_step() -> None:
    settings = ServerSettings(port=0)
    with bind(settings) as listener:
        port = listener.getsockname()[1]
        assert address_of(listener, settings) == f"http://127.0.0.1:{port}"
        with pytest.raises(Busy, match=f"port {port}") as caught:
            bind(ServerSettings(port=port))
    assert (caught.value.code, caught.value.field) == ("port_taken", "port")
    assert caught.value.hint


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_ours_is_told(host: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        bind(ServerSettings(host=host, port=0, token="abcdefghijklmnop"))
    assert caught.value.field == "host"


def test_serve_tells_its_address_and_returns_the_exit_code() -> None:
    settings = ServerSettings(port=0)
    engine = ScriptedEngine()
    app = build_app(engine, settings)
    told: list[str] = []

    def stop(address: str) -> None:
        told.append(address)
        signal.raise_signal(signal.SIGINT)

    assert serve(app, settings, on_ready=stop) == 0
    assert told[0].startswith("http://127.0.0.1:")
    assert not engine.open


def test_an_engine_that_cannot_start_is_told_as_it_says() -> None:
    settings = ServerSettings(port=0)
    engine = ScriptedEngine()

    async def start() -> None:
        raise WeightsUnavailable("Expected the default network's weights, found none.", hint="pip install …")

    engine.start = start  # type: ignore[method-assign]
    with pytest.raises(WeightsUnavailable, match="default network"):
        serve(build_app(engine, settings), settings)
