"""Connecting: addresses, tokens, versions, and what answers that is no server of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import msgpack
import pytest
from protocol.recorder.server import running_server

import tetrascope
from tetrascope.api.machine_names import machine_names
from tetrascope.api.made_certificate import made_certificate
from tetrascope.errors import Failed, InvalidInput, NotDone, NotFound, Refused, TetrascopeError, TooLarge
from tetrascope.protocol.error import ErrorBody
from tetrascope.scope.remote_error import error_of
from tetrascope.scope.scope import Scope

REQUESTS = 60
"""Of a client that reads in one thread while it writes in another, one in some hundreds is lost."""
HEALTH = {
    "ready": True,
    "device": "CPU",
    "running": 0,
    "cache_bytes": 0,
    "cache_budget_bytes": 0,
    "network_bytes": 0,
    "network_budget_bytes": 0,
    "version": "9.0",
    "protocol": "1.99",
    "mood": "a field of a later minor version",
}


@contextmanager
def answering(answer: Callable[[str], tuple[int, dict[str, str], bytes]]) -> Iterator[str]:
    """The address of an HTTP server that gives status, headers and body for a path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_the_token_is_given_by_itself_or_in_the_printed_address() -> None:
    with running_server(token="opensesame-opensesame") as address:
        for url, token in ((address, "opensesame-opensesame"), (f"{address}/#token=opensesame-opensesame", None)):
            with tetrascope.connect(url, token) as scope:
                assert scope.layers("cat", layers=["stem_conv"]).classes[0].name == "Egyptian cat"
        for wrong in (None, "another"):
            with pytest.raises(Refused) as caught:
                tetrascope.connect(address, wrong)
            assert caught.value.code == "unauthorized"
            assert "tetrascope.connect(url, token)" in (caught.value.hint or "")


def test_a_certificate_that_nobody_vouches_for_is_trusted_by_name(tmp_path: Path) -> None:
    made = made_certificate(tmp_path, machine_names("127.0.0.1"), datetime.now(UTC))
    other = made_certificate(tmp_path / "other", machine_names("127.0.0.1"), datetime.now(UTC))
    with running_server(certificate=str(made.file), key=str(made.key_file)) as address:
        with tetrascope.connect(address, certificate=made.file) as scope:
            assert scope.input("cat").image.shape == (224, 224, 3)
            for _ in range(REQUESTS):
                assert scope.layers("cat", layers=["stem_conv"]).classes[0].name == "Egyptian cat"
        for certificate in (None, other.file):
            with pytest.raises(Failed, match="is trusted here") as caught:
                tetrascope.connect(address, certificate=certificate)
            assert caught.value.code == "certificate_not_trusted"
            assert "tetrascope.connect(url, certificate=FILE)" in (caught.value.hint or "")


def test_a_certificate_that_cannot_be_is_told(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    with pytest.raises(NotFound, match="which is not there"):
        tetrascope.connect("https://127.0.0.1:1", certificate=file)
    file.write_bytes(b"nonsense")
    with pytest.raises(InvalidInput, match="Expected a file of certificates in PEM"):
        tetrascope.connect("https://127.0.0.1:1", certificate=file)
    with pytest.raises(InvalidInput, match="begins with https://"):
        tetrascope.connect("http://127.0.0.1:1", certificate=file)


def test_another_network_of_the_server_may_be_named(server: str) -> None:
    with tetrascope.connect(server, network="vgg16") as scope:
        assert (scope.summary.title, scope.input("cat").image.shape) == ("VGG16", (224, 224, 3))
        assert "VGG16" in repr(scope)
        assert server in repr(scope)
        assert "efficientnet-lite0" in [network.network_id for network in scope.networks]
    with pytest.raises(NotFound, match="vgg61"):
        tetrascope.connect(server, network="vgg61")


def test_nobody_there() -> None:
    with answering(lambda _: (200, {}, b"")) as address:
        pass  # nobody listens there any more
    with pytest.raises(Failed) as caught:
        tetrascope.connect(address)
    assert caught.value.code == "unreachable"
    assert "tetrascope serve" in (caught.value.hint or "")


@pytest.mark.parametrize("url", ["127.0.0.1:8765", "ftp://somewhere", "", "http://"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="address") as caught:
        tetrascope.connect(url)
    assert caught.value.field == "url"


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"<html>"), (404, b"<html>"), (200, b""), (200, b"\x80"), (500, b"\xff")]
)
def test_another_server_is_told_as_one(status: int, body: bytes) -> None:
    with answering(lambda _: (status, {}, body)) as address, pytest.raises(Failed, match="none of its messages"):
        tetrascope.connect(address)


def test_the_token_does_not_follow_a_redirection() -> None:
    asked: list[str] = []

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return 302, {"Location": "/elsewhere"}, b""

    with answering(answer) as address, pytest.raises(Failed):
        tetrascope.connect(address, "secret")
    assert asked == ["/v1/health"]


def test_another_major_version_is_refused() -> None:
    health = msgpack.packb({**HEALTH, "protocol": "2.0"})
    with answering(lambda _: (200, {}, health)) as address, pytest.raises(Refused) as caught:
        tetrascope.connect(address)
    assert caught.value.code == "protocol_mismatch"


def test_what_a_later_minor_version_adds_is_passed_over(remote: Scope) -> None:
    networks = {"networks": [{**remote.summary.model_dump(), "colour": "blue"}], "more": 1}
    answers = {"/v1/health": HEALTH, "/v1/networks": networks}
    with answering(lambda path: (200, {}, msgpack.packb(answers[path]))) as address:
        assert tetrascope.connect(address).summary == remote.summary


@pytest.mark.parametrize(
    ("code", "kind"), [("unknown_image", NotFound), ("too_large", TooLarge), ("not_done", NotDone), ("new_one", Failed)]
)
def test_errors_are_those_that_would_have_been_raised_here(code: str, kind: type[TetrascopeError]) -> None:
    error = error_of(ErrorBody(code=code, message="Expected this, got that.", hint="Do so.", field="masks[0]"))
    assert type(error) is kind
    assert (error.code, str(error), error.hint, error.field) == (code, "Expected this, got that.", "Do so.", "masks[0]")
