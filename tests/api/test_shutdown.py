"""The server ends when it is told to, whatever runs, and whoever waits is told."""

import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgpack
import pytest
from tests.api import stuck_server
from tests.api.asgi_socket import ask
from tests.api.scripted_engine import ScriptedEngine
from tests.api.test_server import open_stream, running
from tests.patience import PATIENCE_S, eventually
from websockets.exceptions import ConnectionClosed

from tetrascope.api.http_protocol import HttpProtocol

MSGPACK = {"Content-Type": "application/msgpack"}


@contextmanager
def uvicorns_lines() -> Iterator[list[str]]:
    """What uvicorn would write into the log."""
    told: list[str] = []
    listening = logging.Handler()
    listening.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("uvicorn")
    logger.addHandler(listening)
    try:
        yield told
    finally:
        logger.removeHandler(listening)


def test_an_analysis_that_does_not_end_is_answered_with_busy() -> None:
    engine = ScriptedEngine()
    with running(engine, shutdown_timeout_s=1.0) as port, uvicorns_lines() as told:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        connection.request("POST", "/v1/layers", msgpack.packb({"image_id": "silent", "network_id": "tiny"}), MSGPACK)
        eventually(lambda: engine.begun)
    answer = connection.getresponse()
    assert answer.status == 503
    assert msgpack.unpackb(answer.read())["error"]["code"] == "busy"
    assert len(engine.ended) == 1
    assert told == []


def test_an_upload_that_is_not_whole_is_answered_with_busy() -> None:
    with running(ScriptedEngine(), shutdown_timeout_s=1.0) as port, uvicorns_lines() as told:
        upload = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        head = (
            f"POST /v1/images HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: image/png\r\nContent-Length: 100\r\n"
        )
        upload.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert upload.recv(100).startswith(b"HTTP/1.1 100 ")  # it waits for the body now
    assert upload.recv(1000).startswith(b"HTTP/1.1 503 ")
    assert told == []


def test_streams_are_told_how_each_request_ended_before_they_close() -> None:
    engine = ScriptedEngine()
    with running(engine, shutdown_timeout_s=60.0) as port:
        stream = open_stream(port)
        stream.send(msgpack.packb(ask("1", "patient")))
        eventually(lambda: engine.begun)
    frames = []
    with pytest.raises(ConnectionClosed) as caught:
        while True:
            frames.append(msgpack.unpackb(stream.recv(timeout=PATIENCE_S)))
    assert (frames[-1]["type"], frames[-1]["id"], frames[-1]["error"]["code"]) == ("error", "1", "busy")
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1012


def test_clients_that_do_not_read_or_answer_hold_nothing_up() -> None:
    engine = ScriptedEngine()
    with running(engine, shutdown_timeout_s=1.0) as port:
        unread = open_stream(port, max_queue=1)
        for index in range(8):
            unread.send(msgpack.packb(ask(str(index), "big", operation="activations")))
        eventually(lambda: engine.health().running == 8)
        idle = socket.create_connection(("127.0.0.1", port))
        half = socket.create_connection(("127.0.0.1", port))
        half.sendall(b"GET /v1/health HTTP/1.1\r\nHost: ")
    assert len(engine.ended) == 8  # `running` has seen the server end
    for client in (idle, half, unread):
        client.close()


def test_a_connection_that_cannot_end_in_order_holds_no_other_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: HttpProtocol) -> None:
        raise OSError(107, "Transport endpoint is not connected")

    monkeypatch.setattr(HttpProtocol, "shutdown", broken)
    engine = ScriptedEngine()
    with running(engine, shutdown_timeout_s=1.0) as port:
        idle = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        stream = open_stream(port)
    with pytest.raises(ConnectionClosed) as caught:
        while True:
            stream.recv(timeout=PATIENCE_S)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1012
    with suppress(ConnectionResetError):
        assert idle.recv(1) == b""


@contextmanager
def stuck(what: str) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    command = [sys.executable, stuck_server.__file__, what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=root) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


signals = pytest.mark.skipif(os.name != "posix", reason="another system sends no such signals to one process")


@signals
@pytest.mark.parametrize("what", ["start", "thread", "loop", "signals"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_with_zero_whatever_cannot_be_interrupted(what: str, number: signal.Signals) -> None:
    with stuck(what) as process:
        process.send_signal(number)
        assert process.wait(stuck_server.FOR_EVER_S / 30) == 0


@signals
def test_a_second_signal_ends_the_process_at_once() -> None:
    with stuck("deaf") as process:
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        while process.poll() is None:  # the system may still hold the first back
            process.send_signal(signal.SIGTERM)
        assert process.returncode == -signal.SIGTERM
