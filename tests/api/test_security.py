import asyncio
import logging
from functools import cache
from typing import Any

import msgpack
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketDenialResponse
from tests.api.asgi_socket import handshake
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.protocol.version import PROTOCOL_VERSION

TOKEN = "correct-horse-battery-staple"
LOCAL = ServerSettings(allowed_hosts=("lab.example",), allowed_origins=("http://localhost:5173",))
OPEN = ServerSettings(host="0.0.0.0", token=TOKEN, allowed_hosts=("lab.example",))
LAN = ServerSettings(host="0.0.0.0", token=TOKEN, allowed_hosts=("10.0.0.9", "2001:db8::7"))
STREAM = "ws://127.0.0.1:8765/v1/stream"
HOST = "127.0.0.1:8765"

BEARER = ("authorization", f"Bearer {TOKEN}")


def fetched(site: str, mode: str, destination: str) -> list[tuple[str, str]]:
    """What a browser says of a request for which it sends no Origin."""
    return [("host", HOST), ("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", destination)]


OK = 200
CASES: list[tuple[str, ServerSettings, list[tuple[str, str]], int | str]] = [
    ("own address", LOCAL, [("host", HOST)], OK),
    ("own name", LOCAL, [("host", "localhost:8765")], OK),
    ("own name in capitals", LOCAL, [("host", "LocalHost")], OK),
    ("IPv6 loopback", LOCAL, [("host", "[::1]:8765")], OK),
    ("allowed name", LOCAL, [("host", "lab.example")], OK),
    ("rebound name", LOCAL, [("host", "evil.example:8765")], "host_refused"),
    ("name that begins like ours", LOCAL, [("host", "localhost.evil.example")], "host_refused"),
    ("name that begins like our address", LOCAL, [("host", "127.0.0.1.evil.example")], "host_refused"),
    ("another machine's address", LOCAL, [("host", "192.168.0.1:8765")], "host_refused"),
    ("user info", LOCAL, [("host", "localhost@evil.example")], "host_refused"),
    ("two hosts", LOCAL, [("host", HOST), ("host", "evil.example")], "host_refused"),
    ("empty host", LOCAL, [("host", "")], "host_refused"),
    ("nonsense host", LOCAL, [("host", "[::1")], "host_refused"),
    ("own page", LOCAL, [("host", HOST), ("origin", f"http://{HOST}")], OK),
    ("own page on the default port", LOCAL, [("host", "localhost"), ("origin", "http://localhost")], OK),
    ("own page behind TLS", LOCAL, [("host", "lab.example"), ("origin", "https://lab.example:443")], OK),
    ("allowed page", LOCAL, [("host", HOST), ("origin", "http://localhost:5173")], OK),
    ("foreign page", LOCAL, [("host", HOST), ("origin", "https://evil.example")], "origin_refused"),
    ("page of another port", LOCAL, [("host", HOST), ("origin", "http://127.0.0.1:9999")], "origin_refused"),
    ("page without origin of its own", LOCAL, [("host", HOST), ("origin", "null")], "origin_refused"),
    ("origin that begins like ours", LOCAL, [("host", HOST), ("origin", f"http://{HOST}.evil")], "origin_refused"),
    (
        "own and foreign",
        LOCAL,
        [("host", HOST), ("origin", f"http://{HOST}"), ("origin", "http://x")],
        "origin_refused",
    ),
    ("extension page", LOCAL, [("host", HOST), ("origin", f"moz-extension://{HOST}")], "origin_refused"),
    ("image of another site's page", LOCAL, fetched("cross-site", "no-cors", "image"), "origin_refused"),
    ("image of a page of another port", LOCAL, fetched("same-site", "no-cors", "image"), "origin_refused"),
    ("frame of another site's page", LOCAL, fetched("cross-site", "navigate", "iframe"), "origin_refused"),
    (
        "another site's page that says no more",
        LOCAL,
        [("host", HOST), ("sec-fetch-site", "cross-site")],
        "origin_refused",
    ),
    (
        "image of another site's page, token",
        OPEN,
        [*fetched("cross-site", "no-cors", "image"), BEARER],
        "origin_refused",
    ),
    ("link on another site's page", LOCAL, fetched("cross-site", "navigate", "document"), OK),
    ("address typed in", LOCAL, fetched("none", "navigate", "document"), OK),
    ("image of our own page", LOCAL, fetched("same-origin", "no-cors", "image"), OK),
    (
        "allowed page that fetches",
        LOCAL,
        [*fetched("same-site", "cors", "empty"), ("origin", "http://localhost:5173")],
        OK,
    ),
    ("no token", OPEN, [("host", HOST)], "unauthorized"),
    ("right token", OPEN, [("host", HOST), ("authorization", f"Bearer {TOKEN}")], OK),
    ("right token, small letters", OPEN, [("host", HOST), ("authorization", f"bearer {TOKEN}")], OK),
    ("wrong token", OPEN, [("host", HOST), ("authorization", "Bearer wrong-wrong-wrong")], "unauthorized"),
    ("part of the token", OPEN, [("host", HOST), ("authorization", f"Bearer {TOKEN[:-1]}")], "unauthorized"),
    ("empty token", OPEN, [("host", HOST), ("authorization", "Bearer ")], "unauthorized"),
    ("token as a password", OPEN, [("host", HOST), ("authorization", f"Basic {TOKEN}")], "unauthorized"),
    ("token with bytes beyond ASCII", OPEN, [("host", HOST), ("authorization", "Bearer \xff\xfe")], "unauthorized"),
    (
        "token, but a foreign page",
        OPEN,
        [("host", HOST), ("origin", "http://x"), ("authorization", f"Bearer {TOKEN}")],
        "origin_refused",
    ),
    ("the address that was connected to", LAN, [("host", "192.168.0.1:8765"), BEARER], OK),
    ("the same, and its page", LAN, [("host", "192.168.0.1"), ("origin", "http://192.168.0.1"), BEARER], OK),
    ("another address of the network", LAN, [("host", "192.168.0.2:8765"), BEARER], "host_refused"),
    ("an address of nobody's", LAN, [("host", "8.8.8.8"), BEARER], "host_refused"),
    ("an allowed address", LAN, [("host", "10.0.0.9:8765"), BEARER], OK),
    ("an allowed IPv6 address", LAN, [("host", "[2001:db8::7]:8765"), BEARER], OK),
    (
        "token, but a rebound name",
        OPEN,
        [("host", "evil.example"), ("authorization", f"Bearer {TOKEN}")],
        "host_refused",
    ),
]
OVER_TLS = [
    ("own page", f"https://{HOST}", OK),
    ("own page that was not encrypted", f"http://{HOST}", "origin_refused"),
    ("allowed page that was not encrypted", "http://localhost:5173", OK),
    ("foreign page", "https://evil.example", "origin_refused"),
]
STATUS = {"host_refused": 403, "origin_refused": 403, "unauthorized": 401}


@cache
def app_of(settings: ServerSettings) -> FastAPI:
    """One for all tests that keep nothing in it."""
    return build_app(ScriptedEngine(), settings)


def app_client(settings: ServerSettings) -> TestClient:
    return TestClient(app_of(settings), base_url=f"http://{local_address(settings)}:8765")


def local_address(settings: ServerSettings) -> str:
    """The address of ours that a client has connected to."""
    return "192.168.0.1" if settings is LAN else "127.0.0.1"


def raw(headers: list[tuple[str, str]]) -> Any:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers]


@pytest.mark.parametrize(("settings", "headers", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_http_answers_or_refuses(settings: ServerSettings, headers: list[tuple[str, str]], expected: int | str) -> None:
    answer = app_client(settings).get("/v1/health", headers=raw(headers))
    if expected == OK:
        assert answer.status_code == OK
    else:
        error = msgpack.unpackb(answer.content)["error"]
        assert (answer.status_code, error["code"]) == (STATUS[str(expected)], expected)
        assert error["message"].startswith("Expected ")
        assert error["hint"]
        assert TOKEN not in answer.text


@pytest.mark.parametrize(("origin", "expected"), [c[1:] for c in OVER_TLS], ids=[c[0] for c in OVER_TLS])
def test_a_server_that_encrypts_answers_pages_that_were_encrypted(origin: str, expected: int | str) -> None:
    client = TestClient(app_of(LOCAL), base_url=f"https://{HOST}")
    answer = client.get("/v1/health", headers={"Origin": origin})
    assert answer.status_code == (OK if expected == OK else STATUS[str(expected)])
    # A browser that has heard it lets nobody past the warning of a certificate that the server made.
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(("settings", "headers", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_stream_opens_or_refuses_alike(
    settings: ServerSettings, headers: list[tuple[str, str]], expected: int | str
) -> None:
    status, body = asyncio.run(handshake(build_app(ScriptedEngine(), settings), raw(headers), local_address(settings)))
    if expected == OK:
        assert status == 101
    else:
        assert status == STATUS[str(expected)]
        assert msgpack.unpackb(body)["error"]["code"] == expected


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "head"])
@pytest.mark.parametrize(
    "path", ["/v1/health", "/v1/layers", "/v1/stream", "/nowhere", "//v1/health", "/v1/../v1/health", "/../v1/health"]
)
def test_nothing_is_reached_without_the_token(method: str, path: str) -> None:
    assert app_client(OPEN).request(method, path).status_code == 401


def test_a_browsers_stream_brings_the_token_as_a_subprotocol_that_is_not_echoed() -> None:
    offered = ["tetrascope.v1", f"tetrascope.token.{TOKEN}"]
    with app_client(OPEN).websocket_connect(STREAM, subprotocols=offered) as stream:
        assert stream.accepted_subprotocol == "tetrascope.v1"
        assert msgpack.unpackb(stream.receive_bytes())["type"] == "hello"
    with (
        pytest.raises(WebSocketDenialResponse) as caught,
        app_client(OPEN).websocket_connect(STREAM, subprotocols=["tetrascope.v1", "tetrascope.token.wrong"]),
    ):
        pass
    assert caught.value.status_code == 401


def test_the_query_is_no_place_for_a_token() -> None:
    assert app_client(OPEN).get(f"/v1/health?token={TOKEN}").status_code == 401


def test_neither_token_nor_query_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    settings = ServerSettings(token=TOKEN, access_log=True)
    with caplog.at_level(logging.DEBUG):
        client = app_client(settings)
        client.get(f"/v1/health?secret={TOKEN}", headers={"Authorization": f"Bearer {TOKEN}"})
        client.get("/v1/health", headers={"Authorization": f"Bearer {TOKEN}x"})
        client.get("/v1/a%0Aforged%20line")
        with client.websocket_connect(STREAM, subprotocols=["tetrascope.v1", f"tetrascope.token.{TOKEN}"]):
            pass
    own = [record.getMessage() for record in caplog.records if record.name.startswith("tetrascope")]
    assert [line.split()[1:4] for line in own] == [
        ["GET", "/v1/health", "200"],
        ["GET", "/v1/health", "401"],
        ["GET", "/v1/a%0Aforged%20line", "401"],
        ["STREAM", "/v1/stream", "101"],
    ]
    assert not any(TOKEN in line for line in own)


def test_every_answer_carries_the_security_headers() -> None:
    client = app_client(OPEN)
    with_token = {"Authorization": f"Bearer {TOKEN}"}
    for answer in (
        client.get("/v1/health"),
        client.get("/v1/health", headers=with_token),
        client.get("/v1/x", headers=with_token),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["tetrascope-protocol"] == PROTOCOL_VERSION
        assert "server" not in answer.headers
    assert client.get("/v1/health").headers["www-authenticate"] == "Bearer"


def test_an_allowed_page_may_read_answers_and_errors_and_no_other_may() -> None:
    client = app_client(LOCAL)
    allowed = {"Origin": "http://localhost:5173"}
    for path in ("/v1/health", "/v1/nowhere"):
        assert client.get(path, headers=allowed).headers["access-control-allow-origin"] == "http://localhost:5173"
    for origin in ("http://evil.example", "http://127.0.0.1:8765"):
        assert "access-control-allow-origin" not in client.get("/v1/health", headers={"Origin": origin}).headers


def test_a_preflight_is_answered_to_allowed_pages_without_the_token() -> None:
    settings = ServerSettings(token=TOKEN, allowed_origins=("http://localhost:5173",))
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    client = app_client(settings)
    answer = client.options("/v1/layers", headers={**preflight, "Origin": "http://localhost:5173"})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "http://localhost:5173"
    assert "authorization" in answer.headers["access-control-allow-headers"]
    assert client.options("/v1/layers", headers={**preflight, "Origin": "http://evil.example"}).status_code == 403
