import asyncio
import logging
from typing import Any

import msgpack
import pytest
from fastapi.testclient import TestClient
from tests.api.scripted_engine import ScriptedEngine
from tests.patience import PATIENCE_S

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.errors import Busy, Failed, ImageRejected, InvalidInput, NotFound, TooLarge, WeightsUnavailable

JSON = {"Accept": "application/json"}
ASKED = {"image_id": "cat", "network_id": "tiny"}


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    error: dict[str, Any] = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert set(error) == {"code", "message", "hint", "field"}
    return error


@pytest.mark.parametrize(
    "path", ["/index.html/x", "/v1", "/v1/nowhere", "/v1/health/", "/docs/", "/redoc", "/openapi.json/", "/v1/stream"]
)
def test_an_unknown_route_is_told_in_the_protocols_form(client: TestClient, path: str) -> None:
    assert path in refused(client.get(path, headers=JSON), 404, "not_found")["message"]


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/health"), ("GET", "/v1/layers"), ("PUT", "/v1/images"), ("BREW", "/v1/pools")]
)
def test_a_wrong_method_is_told_in_the_protocols_form(client: TestClient, method: str, path: str) -> None:
    assert method in refused(client.request(method, path, headers=JSON), 405, "method_not_allowed")["message"]


def test_an_error_is_msgpack_unless_json_is_preferred(client: TestClient) -> None:
    answer = client.get("/v1/nowhere")
    assert answer.headers["content-type"] == "application/msgpack"
    assert msgpack.unpackb(answer.content)["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_body_of_a_wrong_type_is_refused(client: TestClient, kind: str) -> None:
    headers = {**JSON, "Content-Type": kind}
    refused(client.post("/v1/layers", content=b"x", headers=headers), 415, "unsupported_media_type")
    refused(client.post("/v1/images", content=b"x", headers=headers), 415, "unsupported_media_type")


def test_a_compressed_body_is_refused(client: TestClient) -> None:
    headers = {**JSON, "Content-Type": "application/json", "Content-Encoding": "gzip"}
    refused(client.post("/v1/layers", content=b"x", headers=headers), 415, "unsupported_media_type")
    headers["Content-Type"] = "image/png"
    refused(client.post("/v1/images", content=b"x", headers=headers), 415, "unsupported_media_type")


def test_an_answer_that_cannot_be_accepted_costs_no_work(engine: ScriptedEngine, client: TestClient) -> None:
    answer = client.post("/v1/layers", json=ASKED, headers={"Accept": "text/html"})
    refused(answer, 406, "not_acceptable")
    assert engine.begun == []


def test_a_wrong_value_names_its_field(engine: ScriptedEngine, client: TestClient) -> None:
    body = {**ASKED, "windows": [{"size": "big", "stride": 1}]}
    error = refused(client.post("/v1/pools", json=body, headers=JSON), 422, "invalid_input")
    assert (error["field"], error["message"]) == (
        "windows[0].size",
        "Expected a whole number for windows[0].size, got 'big'.",
    )
    assert engine.begun == []


def test_malformed_and_deep_bodies_are_refused(client: TestClient) -> None:
    headers = {**JSON, "Content-Type": "application/msgpack"}
    for data in (b"", b"\xc1", b"\x91" * 5000, msgpack.packb(ASKED)[:-2]):
        refused(client.post("/v1/layers", content=data, headers=headers), 400, "malformed")


def test_an_empty_upload_is_refused(engine: ScriptedEngine, client: TestClient) -> None:
    refused(client.post("/v1/images", headers={**JSON, "Content-Type": "image/png"}), 422, "image_rejected")
    assert engine.uploads == []


def test_what_the_engine_refuses_is_told_as_it_says(client: TestClient) -> None:
    answer = client.post("/v1/layers", json={**ASKED, "image_id": "refused"}, headers=JSON)
    error = refused(answer, 422, "invalid_input")
    assert (error["field"], error["hint"]) == ("layers[0]", "See the network.")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidInput("x"), 422),
        (ImageRejected("x"), 422),
        (TooLarge("x"), 413),
        (NotFound("x"), 404),
        (WeightsUnavailable("x"), 409),
        (Busy("x"), 503),
        (Failed("x"), 500),
    ],
)
def test_each_error_has_its_status(
    error: Any, status: int, engine: ScriptedEngine, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def add_image(_: bytes) -> Any:
        raise error

    monkeypatch.setattr(engine, "add_image", add_image)
    answer = client.post("/v1/images", content=b"x", headers={**JSON, "Content-Type": "image/png"})
    refused(answer, status, error.code)
    assert ("retry-after" in answer.headers) == (status == 503)


@pytest.mark.parametrize("how", ["get", "analysis"])
def test_an_unforeseen_error_is_an_incident_without_internals_and_the_server_lives(
    client: TestClient, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    with caplog.at_level(logging.ERROR, logger="tetrascope"):
        if how == "get":
            answer = client.get("/v1/networks/explode", headers=JSON)
        else:
            answer = client.post("/v1/layers", json={**ASKED, "image_id": "broken"}, headers=JSON)
    error = refused(answer, 500, "failed")
    assert "secret" not in answer.text
    incident = error["message"].split("incident ")[1].rstrip(").")
    [record] = [record for record in caplog.records if record.name == "tetrascope.api"]
    assert incident in record.getMessage()
    assert record.exc_info is not None
    assert "secret" in str(record.exc_info[1])
    assert client.get("/v1/health").status_code == 200


def test_an_analysis_that_ends_without_its_answer_is_a_failure(client: TestClient) -> None:
    empty = {**ASKED, "image_id": "empty"}
    bodies: dict[str, object] = {"layers": empty, "pools": empty, "boundaries": {"pool": empty}}
    for path, body in bodies.items():
        refused(client.post(f"/v1/{path}", json=body, headers=JSON), 500, "failed")


def test_a_client_that_goes_away_cancels_its_analysis() -> None:
    engine = ScriptedEngine()
    app = build_app(engine, ServerSettings())

    async def visit() -> list[Any]:
        body = msgpack.packb({**ASKED, "image_id": "silent"})
        events = iter([{"type": "http.request", "body": body, "more_body": False}])
        gone = asyncio.Event()
        sent: list[Any] = []

        async def receive() -> Any:
            for event in events:
                return event
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(event: Any) -> None:
            sent.append(event)

        headers = [(b"host", b"localhost"), (b"content-type", b"application/msgpack")]
        scope = {"type": "http", "method": "POST", "path": "/v1/layers", "raw_path": b"/v1/layers", "root_path": "",
                 "query_string": b"", "headers": headers, "scheme": "http"}  # fmt: skip
        visit = asyncio.ensure_future(app(scope, receive, send))
        while not engine.begun:
            await asyncio.sleep(0)
        gone.set()
        async with asyncio.timeout(PATIENCE_S):
            await visit
        return sent

    assert asyncio.run(visit()) == []
    assert engine.ended == engine.begun
    assert len(engine.ended) == 1
