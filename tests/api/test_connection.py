"""What clients send in pieces, however small, and what they do not read, costs their own connection and nobody else."""

import asyncio
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgpack
import pytest
from tests.api.asgi_socket import ask
from tests.api.scripted_engine import ScriptedEngine
from tests.api.test_server import health, open_stream, running
from tests.patience import PATIENCE_S, eventually

from tetrascope.api.connection import READ_BYTES, Connection
from tetrascope.api.http_protocol import MAX_HEAD_BYTES, MAX_HEADERS, MAX_PIECE_BYTES, HttpProtocol
from tetrascope.api.stream_protocol import PARTS_JOINED, StreamProtocol
from tetrascope.protocol.operations.layers import LayersRequest

TOKEN = "abcdefghijklmnop"
PING = b"\x89\x80\0\0\0\0"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What uvicorn's parsers were given, piece by piece, of all connections."""
    pieces: list[bytes] = []
    for protocol in (HttpProtocol, StreamProtocol):
        receive = protocol.data_received

        def noted(self: Any, data: bytes, receive: Any = receive) -> None:
            pieces.append(data)
            receive(self, data)

        monkeypatch.setattr(protocol, "data_received", noted)
    return pieces


@contextmanager
def client(port: int, said: bytes = b"") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.sendall(said)
        yield connection


def head(port: int, *lines: str, method: str = "POST", path: str = "/v1/images") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines, "", ""]).encode()


def everything(connection: socket.socket) -> bytes:
    """All that comes until the other end has said that this was all."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def test_of_a_request_that_is_refused_no_body_is_parsed(parsed: list[bytes]) -> None:
    with running(ScriptedEngine(), token=TOKEN) as port:
        chunks = b"1\r\nx\r\n" * 200_000
        with client(port) as connection:
            connection.sendall(head(port, "Content-Type: image/png", "Transfer-Encoding: chunked") + chunks)
            answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in answer.lower()
    assert all(b"x\r\n" not in piece for piece in parsed)


@pytest.mark.parametrize("length", ["Transfer-Encoding: chunked", "Content-Length: 100000000000"])
def test_a_body_that_nobody_wants_ends_the_connection(parsed: list[bytes], length: str) -> None:
    with running(ScriptedEngine()) as port:
        said = head(port, length, method="GET", path="/v1/health")
        with client(port, said) as connection:
            connection.sendall(b"1\r\nx\r\n" * 10_000)
            answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert parsed == [said]


def test_small_chunks_are_parsed_in_small_pieces(parsed: list[bytes]) -> None:
    engine = ScriptedEngine()
    with running(engine) as port:
        said = head(port, "Content-Type: image/png", "Transfer-Encoding: chunked", "Connection: close")
        with client(port, said + b"1\r\nx\r\n" * 5000 + b"0\r\n\r\n") as connection:
            assert everything(connection).startswith(b"HTTP/1.1 200 ")
    assert engine.uploads == [b"x" * 5000]
    assert max(map(len, parsed)) == MAX_PIECE_BYTES


def test_a_large_body_is_parsed_in_large_pieces_and_arrives_whole(parsed: list[bytes]) -> None:
    engine = ScriptedEngine()
    photo = bytes(range(256)) * 4096
    with running(engine) as port:
        said = head(port, "Content-Type: image/png", f"Content-Length: {len(photo)}", "Connection: close")
        with client(port, said + photo) as connection:
            assert everything(connection).startswith(b"HTTP/1.1 200 ")
    assert engine.uploads == [photo]
    assert max(map(len, parsed)) > MAX_PIECE_BYTES


def test_requests_one_after_the_other_are_answered_in_order_and_one_at_a_time(parsed: list[bytes]) -> None:
    with running(ScriptedEngine()) as port:
        one = head(port, method="GET", path="/v1/health")
        last = head(port, "Connection: close", method="GET", path="/v1/networks/nowhere")
        with client(port, one * 50 + last) as connection:
            answers = everything(connection)
    assert answers.count(b"HTTP/1.1 200 ") == 50
    assert answers.count(b"HTTP/1.1 404 ") == 1
    assert parsed == [one] * 50 + [last]


def test_a_head_in_many_segments_is_parsed_when_it_is_whole(parsed: list[bytes]) -> None:
    with running(ScriptedEngine()) as port:
        said = head(port, "Connection: close", method="GET", path="/v1/health")
        with client(port) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in said:
                connection.sendall(bytes([byte]))
            assert everything(connection).startswith(b"HTTP/1.1 200 ")
    assert parsed == [said]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([f"a{number}: b" for number in range(MAX_HEADERS + 1)], b"HTTP/1.1 431 "),
        (["a: " + "b" * MAX_HEAD_BYTES], b"HTTP/1.1 431 "),
        (["no header"], b"HTTP/1.1 400 "),
    ],
    ids=["too many headers", "too long", "not HTTP"],
)
def test_a_head_is_bounded(said: list[str], status: bytes) -> None:
    with running(ScriptedEngine()) as port:
        with client(port, head(port, *said, method="GET", path="/v1/health")) as connection:
            assert everything(connection).startswith(status)
        assert health(port) == 200


def test_https_to_this_port_is_refused_at_once() -> None:
    with (
        running(ScriptedEngine(), header_timeout_s=3600) as port,
        client(port, b"\x16\x03\x01\x02\0\x01") as connection,
    ):
        assert everything(connection).startswith(b"HTTP/1.1 400 ")


def test_what_is_held_of_a_connection_is_bounded(connections: list[Connection]) -> None:
    engine = ScriptedEngine()
    with running(engine) as port:
        body = msgpack.packb({"image_id": "silent", "network_id": "tiny"})
        said = head(port, "Content-Type: application/msgpack", f"Content-Length: {len(body)}", path="/v1/layers") + body
        with client(port, said) as connection:
            eventually(lambda: engine.begun)
            connection.settimeout(0.5)
            with pytest.raises(TimeoutError):  # nobody reads it
                connection.sendall(head(port, method="GET", path="/v1/health") * 200_000)
            assert all(len(made._held) < 2 * READ_BYTES for made in connections)


def test_pings_of_a_client_that_does_not_read_are_bounded(connections: list[Connection]) -> None:
    with running(ScriptedEngine(), write_timeout_s=3600) as port:
        stream = open_stream(port, ping_interval=None)
        connection = stream.socket
        connection.settimeout(0.5)
        with pytest.raises(TimeoutError):  # nobody reads them
            connection.sendall((b"\x89\xfd\0\0\0\0" + b"p" * 125) * 400_000)
        waiting = [made._transport.get_write_buffer_size() for made in connections]
        assert max(waiting) < 2 * READ_BYTES
        assert health(port) == 200
        connection.close()


def test_a_client_that_pings_reads_and_asks_gets_its_answers() -> None:
    with running(ScriptedEngine()) as port, open_stream(port) as stream:
        stream.socket.sendall(PING * 3000)
        stream.send(msgpack.packb(ask("1")))
        frames: list[dict[str, Any]] = []
        while not frames or frames[-1]["type"] != "done":
            frames.append(msgpack.unpackb(stream.recv(timeout=PATIENCE_S)))
        assert frames[-1]["id"] == "1"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many parts of a message a stream held, after each that came."""
    counts: list[int] = []
    handle = StreamProtocol.handle_cont

    def noted(self: StreamProtocol, event: Any) -> None:
        handle(self, event)
        counts.append(len(self.frames))

    monkeypatch.setattr(StreamProtocol, "handle_cont", noted)
    return counts


def test_empty_parts_of_a_message_are_not_kept(kept: list[int]) -> None:
    with running(ScriptedEngine()) as port, open_stream(port) as stream:
        stream.socket.sendall(b"\x02\x80\0\0\0\0" + b"\x00\x80\0\0\0\0" * 500 + b"\x80\x80\0\0\0\0")
        assert msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["error"]["code"] == "malformed"
    assert max(kept) == 1


def test_small_parts_of_a_message_are_joined(kept: list[int]) -> None:
    engine = ScriptedEngine()
    masks = [{"kind": "rectangle", "top": row, "left": 2, "height": 3, "width": 4} for row in range(100)]
    messages = [msgpack.packb(ask(f"{number}", masks=masks[number:])) for number in range(3)]
    with running(engine) as port, open_stream(port) as stream:
        for message in messages:
            opcodes = [b"\x02", *[b"\x00"] * (len(message) - 2), b"\x80"]
            parts = [opcode + b"\x81\0\0\0\0" + bytes([byte]) for opcode, byte in zip(opcodes, message, strict=True)]
            stream.socket.sendall(b"".join(parts))
            while msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["type"] != "done":
                pass
    assert [len(asked.masks) for asked in engine.begun if isinstance(asked, LayersRequest)] == [100, 99, 98]
    assert max(kept) < 1 + len(messages[0]) // PARTS_JOINED + PARTS_JOINED < len(messages[0]) // 2


def test_reading_goes_on_when_the_debt_is_paid(connections: list[Connection]) -> None:
    """A connection in debt is read later, whatever it says; nobody else waits for it."""
    with running(ScriptedEngine(), ping_interval_s=3600) as port, open_stream(port, ping_interval=None) as stream:
        made = connections[-1]
        made.account.charge(3600)
        stream.socket.sendall(PING)
        eventually(lambda: made._reading is not None)
        assert health(port) == 200
        assert made in made._connections.open
        assert len(made._connections.reading_time.debtors) == 1
        made.account.charge(-3600)
        made._loop.call_soon_threadsafe(made._read_again)
        stream.send(msgpack.packb(ask("1")))
        assert msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["id"] == "1"


def test_a_connection_that_its_client_has_cut_off_can_be_closed(connections: list[Connection]) -> None:
    """While it is in debt it is not read, so nothing tells that the client is gone."""
    with running(ScriptedEngine(), ping_interval_s=3600) as port:
        stream = open_stream(port, ping_interval=None)
        made = connections[-1]
        made.account.charge(3600)
        stream.socket.sendall(PING)
        eventually(lambda: made._reading is not None)
        stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        stream.socket.shutdown(socket.SHUT_RD)  # else the client's own thread keeps it open
        stream.socket.close()
        eventually(lambda: not has_peer(made))

        async def close() -> None:
            made.close()

        asyncio.run_coroutine_threadsafe(close(), made._loop).result(PATIENCE_S)
        eventually(lambda: made not in made._connections.open)


def has_peer(connection: Connection) -> bool:
    try:
        connection._transport.get_extra_info("socket").getpeername()
    except OSError:
        return False
    return True
