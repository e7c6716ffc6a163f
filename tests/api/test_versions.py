import msgpack
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tetrascope.protocol.version import PROTOCOL_VERSION

STREAM = "ws://127.0.0.1:8765/v1/stream"
ACCEPTED = [
    ("absent", {}, "", []),
    ("header", {"Tetrascope-Protocol": "1"}, "", []),
    ("header with minor", {"Tetrascope-Protocol": "1.7"}, "", []),
    ("query", {}, "?protocol=1", []),
    ("subprotocol", {}, "", ["tetrascope.v1"]),
    ("several subprotocols", {}, "", ["tetrascope.v2", "tetrascope.v1"]),
    ("another's subprotocol", {}, "", ["chat"]),
    ("another query", {}, "?other=2", []),
]
REFUSED: list[tuple[str, dict[str, str], str, list[str]]] = [
    ("header", {"Tetrascope-Protocol": "2"}, "", []),
    ("header with minor", {"Tetrascope-Protocol": "2.1"}, "", []),
    ("header that is no number", {"Tetrascope-Protocol": "banana"}, "", []),
    ("header that begins alike", {"Tetrascope-Protocol": "10"}, "", []),
    ("query", {}, "?protocol=2", []),
    ("query among others", {}, "?a=b&protocol=0.9", []),
]
OFFERED: list[tuple[str, dict[str, str], str, list[str]]] = [("subprotocol", {}, "", ["tetrascope.v2"])]


@pytest.mark.parametrize(("headers", "query"), [case[1:3] for case in ACCEPTED])
def test_http_accepts(client: TestClient, headers: dict[str, str], query: str) -> None:
    assert client.get(f"/v1/health{query}", headers=headers).status_code == 200


@pytest.mark.parametrize(("headers", "query"), [case[1:3] for case in REFUSED])
def test_http_refuses_another_major_version(client: TestClient, headers: dict[str, str], query: str) -> None:
    answer = client.get(f"/v1/health{query}", headers={**headers, "Accept": "application/json"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "protocol_mismatch")
    assert error["message"].startswith("Expected a client of protocol version 1, got ")
    assert PROTOCOL_VERSION in error["hint"]


@pytest.mark.parametrize(("headers", "query", "offered"), [c[1:] for c in ACCEPTED], ids=[c[0] for c in ACCEPTED])
def test_the_stream_accepts(client: TestClient, headers: dict[str, str], query: str, offered: list[str]) -> None:
    with client.websocket_connect(STREAM + query, headers=headers, subprotocols=offered) as stream:
        hello = msgpack.unpackb(stream.receive_bytes())
        assert (hello["type"], hello["protocol"]) == ("hello", PROTOCOL_VERSION)
        assert stream.accepted_subprotocol == ("tetrascope.v1" if "tetrascope.v1" in offered else None)


@pytest.mark.parametrize(("headers", "query", "offered"), [case[1:] for case in REFUSED + OFFERED])
def test_the_stream_tells_why_and_closes(
    client: TestClient, headers: dict[str, str], query: str, offered: list[str]
) -> None:
    with client.websocket_connect(STREAM + query, headers=headers, subprotocols=offered) as stream:
        # A browser drops a connection whose subprotocol is not answered, and would not show the refusal.
        assert stream.accepted_subprotocol == (offered[0] if offered else None)
        frame = msgpack.unpackb(stream.receive_bytes())
        assert (frame["type"], frame["id"], frame["error"]["code"]) == ("error", None, "protocol_mismatch")
        with pytest.raises(WebSocketDisconnect) as caught:
            stream.receive_bytes()
    assert (caught.value.code, caught.value.reason) == (4400, "protocol_mismatch")
