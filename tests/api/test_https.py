"""A real server that encrypts, on a real socket, and clients that trust its certificate and no other."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgpack
import pytest
from tests.api.asgi_socket import ask
from tests.api.moved_clock import MovedClock
from tests.api.scripted_engine import ScriptedEngine
from tests.api.test_server import LONG_S, NEVER_S, connected, open_stream, passing, running
from tests.patience import PATIENCE_S, eventually, turns
from websockets.exceptions import ConnectionClosed, InvalidMessage
from websockets.sync.client import ClientConnection
from websockets.typing import Origin

from tetrascope.api.certificate import Certificate
from tetrascope.api.connection import Connection

TRIES = 4


@pytest.fixture(scope="module")
def trust(certificate: Certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate.file)


@contextmanager
def encrypting(
    engine: ScriptedEngine, certificate: Certificate, clock: MovedClock | None = None, **bounds: Any
) -> Iterator[int]:
    with running(engine, clock, certificate=certificate.file, key=certificate.key_file, **bounds) as port:
        yield port


def encrypted(port: int, trust: ssl.SSLContext) -> ssl.SSLSocket:
    return trust.wrap_socket(connected(port), server_hostname="127.0.0.1")


def big_request(port: int, *headers: str) -> bytes:
    """A request whose answer has a megabyte, more than systems keep for a client that does not read."""
    body: bytes = msgpack.packb({"image_id": "big", "network_id": "tiny", "layer": "conv0"})
    head = ["POST /v1/activations HTTP/1.1", f"Host: 127.0.0.1:{port}", "Content-Type: application/msgpack"]
    head += [f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode() + body


def open_encrypted(port: int, trust: ssl.SSLContext) -> ClientConnection:
    """A stream, asked for again where the client has lost its request.

    This client reads in one thread while it writes in another, which Python's `ssl` does not promise to bear: of some
    hundreds of requests on a busy machine one never leaves. Of thousands of one thread each was answered.
    """
    for _ in range(TRIES):
        try:
            return open_stream(port, "wss", ssl=trust, origin=Origin(f"https://127.0.0.1:{port}"))  # as its page says
        except InvalidMessage:  # the server has waited for it as long as it does
            continue
    pytest.fail(f"Expected the server's answer to one of {TRIES} handshakes, got none.")


def status(port: int, trust: ssl.SSLContext, host: str = "127.0.0.1") -> int:
    with httpx.Client(verify=trust, trust_env=False, timeout=PATIENCE_S) as client:
        return client.get(f"https://{host}:{port}/v1/health").status_code


def has_ended(connection: socket.socket) -> bool:
    connection.settimeout(0.05)
    try:
        return connection.recv(100) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_page_and_health_are_answered_by_every_name(
    certificate: Certificate, trust: ssl.SSLContext, host: str
) -> None:
    with (
        encrypting(ScriptedEngine(), certificate) as port,
        httpx.Client(verify=trust, trust_env=False, timeout=PATIENCE_S) as client,
    ):
        address = f"https://{host}:{port}"
        assert client.get(address).status_code == 200
        health = client.get(f"{address}/v1/health", headers={"Accept": "application/json", "Origin": address})
        assert health.json()["ready"] is True
        assert "strict-transport-security" not in health.headers


def test_an_analysis_over_the_stream(certificate: Certificate, trust: ssl.SSLContext) -> None:
    engine = ScriptedEngine()
    with encrypting(engine, certificate) as port:
        with open_encrypted(port, trust) as stream:
            stream.send(msgpack.packb(ask("1", "cat")))
            kinds = []
            while "done" not in kinds:
                kinds.append(msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["type"])
        assert "part" in kinds
        eventually(lambda: len(engine.ended) == 1)


def test_who_does_not_know_the_certificate_does_not_trust_it(certificate: Certificate) -> None:
    unknowing = ssl.create_default_context()
    with (
        encrypting(ScriptedEngine(), certificate) as port,
        pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        status(port, unknowing)


def test_what_is_not_encrypted_is_not_answered(certificate: Certificate, trust: ssl.SSLContext) -> None:
    with encrypting(ScriptedEngine(), certificate) as port:
        with connected(port) as plain:
            plain.sendall(b"GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert b"200" not in plain.recv(100)
        assert status(port, trust) == 200


def test_old_versions_of_tls_are_refused(certificate: Certificate) -> None:
    old = ssl.create_default_context(cafile=certificate.file)
    with pytest.warns(DeprecationWarning):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with encrypting(ScriptedEngine(), certificate) as port, pytest.raises(OSError):
        encrypted(port, old)


def test_who_says_nothing_has_a_place_and_makes_room(certificate: Certificate, trust: ssl.SSLContext) -> None:
    with encrypting(ScriptedEngine(), certificate, max_connections=2, header_timeout_s=NEVER_S) as port:
        silent = [connected(port) for _ in range(2)]
        eventually(lambda: status(port, trust) == 200)
        assert has_ended(silent[0])
        for each in silent:
            each.close()


def test_a_handshake_has_the_time_of_a_head(certificate: Certificate, trust: ssl.SSLContext) -> None:
    clock = MovedClock()
    with encrypting(ScriptedEngine(), certificate, clock, header_timeout_s=LONG_S / 2) as port:
        with connected(port) as silent:
            eventually(passing(clock, lambda: has_ended(silent)))
        assert status(port, trust) == 200


def test_one_that_has_only_begun_does_not_hold_up_the_end(certificate: Certificate, trust: ssl.SSLContext) -> None:
    with encrypting(ScriptedEngine(), certificate, header_timeout_s=NEVER_S) as port:
        begun = connected(port)
        assert status(port, trust) == 200  # so the one before has been accepted
    assert has_ended(begun)
    begun.close()


def test_a_refused_upload_is_told_although_it_was_not_read(certificate: Certificate, trust: ssl.SSLContext) -> None:
    with encrypting(ScriptedEngine(), certificate, max_upload_bytes=1000) as port, encrypted(port, trust) as client:
        size = 50_000_000
        head = (
            f"POST /v1/images HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: image/png\r\nContent-Length: {size}"
        )
        client.sendall(f"{head}\r\n\r\n".encode())
        for _ in range(100):
            client.sendall(bytes(size // 1000))  # after the answer, too, nobody resets the connection
        assert client.recv(12) == b"HTTP/1.1 413"


def test_a_stream_that_is_never_read_is_disconnected(certificate: Certificate, trust: ssl.SSLContext) -> None:
    engine, clock = ScriptedEngine(), MovedClock()
    with encrypting(engine, certificate, clock, write_timeout_s=LONG_S / 2, ping_interval_s=NEVER_S) as port:
        stream = open_encrypted(port, trust)
        stream.send(msgpack.packb(ask("1", "endless")))
        eventually(passing(clock, lambda: engine.ended))
        with pytest.raises(ConnectionClosed):
            while True:
                stream.recv(timeout=PATIENCE_S)


def test_a_slow_reader_has_the_whole_answer_before_the_goodbye(
    certificate: Certificate, trust: ssl.SSLContext, connections: list[Connection]
) -> None:
    clock = MovedClock()
    bounds = {"header_timeout_s": LONG_S / 2, "write_timeout_s": 100 * LONG_S}
    with encrypting(ScriptedEngine(), certificate, clock, **bounds) as port, encrypted(port, trust) as client:
        client.sendall(big_request(port, "Connection: close"))
        eventually(lambda: connections and connections[0].closing)
        clock.move(LONG_S)
        asyncio.run_coroutine_threadsafe(turns(10), clock).result(PATIENCE_S)
        head, _, body = client.recv(10_000).partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        assert length > 1_000_000
        left = length - len(body)
        while left:
            left -= len(client.recv(left)) or pytest.fail(f"{left} bytes are missing")
        eventually(passing(clock, lambda: has_ended(client)))


def test_an_answer_that_is_not_taken_ends_the_connection(
    certificate: Certificate, trust: ssl.SSLContext, connections: list[Connection]
) -> None:
    clock = MovedClock()
    bounds = {"header_timeout_s": NEVER_S, "write_timeout_s": LONG_S / 2}
    with encrypting(ScriptedEngine(), certificate, clock, **bounds) as port, encrypted(port, trust) as client:
        client.sendall(big_request(port))
        eventually(passing(clock, lambda: connections and connections[0].closing))


def test_stopping_the_server_says_goodbye(certificate: Certificate, trust: ssl.SSLContext) -> None:
    engine = ScriptedEngine()
    with encrypting(engine, certificate) as port:
        stream = open_encrypted(port, trust)
        stream.send(msgpack.packb(ask("1", "silent")))
        eventually(lambda: engine.begun)
    with pytest.raises(ConnectionClosed) as caught:
        stream.recv(timeout=PATIENCE_S)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1012
