import asyncio
import base64
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgpack
import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.websockets import WebSocketDisconnect
from tests.api.moved_clock import MovedClock
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api import stream
from tetrascope.api.app import build_app
from tetrascope.api.limits import RequestLimit, read_body
from tetrascope.api.places import Places
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.transport_errors import BodyTimeout
from tetrascope.errors import TooLarge

JSON = {"Accept": "application/json"}


def client_of(**bounds: Any) -> TestClient:
    return TestClient(build_app(ScriptedEngine(), ServerSettings(**bounds)), base_url="http://127.0.0.1:8765")


@pytest.mark.parametrize(("size", "status"), [(100, 200), (101, 413)])
@pytest.mark.parametrize("declared", [True, False], ids=["length declared", "in chunks"])
def test_an_upload_is_bounded(size: int, status: int, declared: bool) -> None:
    def chunks() -> Iterator[bytes]:
        yield bytes(size - 1)
        yield b"x"

    content: Any = bytes(size) if declared else chunks()
    answer = client_of(max_upload_bytes=100).post(
        "/v1/images", content=content, headers={"Content-Type": "image/png", **JSON}
    )
    assert answer.status_code == status
    if status == 413:
        assert answer.json()["error"]["code"] == "too_large"
        assert "100 bytes" in answer.json()["error"]["message"]


@pytest.mark.parametrize("kind", ["application/msgpack", "application/json"])
def test_a_body_is_bounded(kind: str) -> None:
    answer = client_of(max_body_bytes=1000).post(
        "/v1/layers", content=b" " * 1001, headers={"Content-Type": kind, **JSON}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def large_bitmaps(count: int, side: int) -> bytes:
    mask = {"kind": "bitmap", "top": 0, "left": 0, "height": side, "width": side, "data": b"\xff" * (side * side // 8)}
    return msgpack.packb({"image_id": "cat", "network_id": "tiny", "masks": [mask] * count})  # type: ignore[no-any-return]


def test_bitmaps_fit_into_a_request_as_the_guide_says() -> None:
    client = client_of()
    headers = {"Content-Type": "application/msgpack", **JSON}
    for count, side in [(160, 224), (23, 600), (1, 2048), (256, 160)]:
        answer = client.post("/v1/layers", content=large_bitmaps(count, side), headers=headers)
        assert answer.status_code == 200, (count, side)
        assert len(answer.json()["predictions"]["masks"]) == count
    answer = client.post("/v1/layers", content=large_bitmaps(256, 224), headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_a_bitmap_of_the_largest_size_fits_as_json() -> None:
    data = base64.b64encode(b"\xff" * (2048 * 2048 // 8)).decode()
    mask = {"kind": "bitmap", "top": 0, "left": 0, "height": 2048, "width": 2048, "data": data}
    answer = client_of().post("/v1/layers", json={"image_id": "cat", "network_id": "tiny", "masks": [mask]})
    assert answer.status_code == 200


def request_of(*events: Any, length: str | None = None, pause: float = 0.0) -> Request:
    """A request whose body arrives in these events, each after a pause of so many seconds on a `MovedClock`."""
    waiting = iter(events)

    async def receive() -> Any:
        if pause:
            asyncio.get_running_loop().move(pause)  # type: ignore[attr-defined]
            await asyncio.sleep(0)
        return next(waiting)

    headers = [(b"content-length", length.encode())] if length is not None else []
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


def part(size: int, more: bool) -> Any:
    return {"type": "http.request", "body": bytes(size), "more_body": more}


def test_a_declared_length_is_refused_before_a_byte_is_read() -> None:
    for length in ("11", "9" * 30):
        with pytest.raises(TooLarge):
            asyncio.run(read_body(request_of(length=length), limit=10, seconds=1, pace=1))


def test_reading_stops_at_the_first_byte_too_many() -> None:
    with pytest.raises(TooLarge):
        asyncio.run(read_body(request_of(part(6, True), part(6, True), length="5"), limit=10, seconds=1, pace=1))
    assert asyncio.run(read_body(request_of(part(6, True), part(4, False)), limit=10, seconds=1, pace=1)) == bytes(10)


def test_a_body_that_drips_is_given_up() -> None:
    drips = request_of(*[part(1, True)] * 1000, pause=10.0)
    with pytest.raises(BodyTimeout, match=r"within 500 s"), asyncio.Runner(loop_factory=MovedClock) as runner:
        runner.run(read_body(drips, limit=10_000, seconds=500, pace=1000))


def test_a_body_may_take_as_long_as_its_pace_allows() -> None:
    steady = request_of(*[part(100, index < 99) for index in range(100)], pause=10.0)
    with asyncio.Runner(loop_factory=MovedClock) as runner:
        assert runner.run(read_body(steady, limit=10_000, seconds=20, pace=10)) == bytes(10_000)


def test_a_place_is_given_back_whatever_happens() -> None:
    async def fail(*_: Any) -> None:
        raise ValueError("x")

    async def unused(*_: Any) -> Any:
        raise AssertionError

    limit = RequestLimit(fail, 1)
    for _ in range(3):
        with pytest.raises(ValueError, match="x"):
            asyncio.run(limit({"type": "http"}, unused, unused))


def test_requests_at_once_are_bounded() -> None:
    app = build_app(ScriptedEngine(), ServerSettings(max_connections=2))

    async def slow_visit(begun: asyncio.Event) -> None:
        async def receive() -> Any:
            begun.set()
            await asyncio.Event().wait()

        await app(scope(), receive, begun_send)

    async def begun_send(event: Any) -> None:
        raise AssertionError(event)

    def scope() -> dict[str, Any]:
        headers = [(b"host", b"localhost"), (b"content-type", b"application/msgpack")]
        return {"type": "http", "method": "POST", "path": "/v1/layers", "root_path": "", "query_string": b"",
                "headers": headers, "scheme": "http"}  # fmt: skip

    async def visit() -> list[Any]:
        begun = [asyncio.Event() for _ in range(2)]
        visits = [asyncio.ensure_future(slow_visit(event)) for event in begun]
        for event in begun:
            await event.wait()
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(event: Any) -> None:
            sent.append(event)

        await app(scope(), receive, send)
        for task in visits:
            task.cancel()
        await asyncio.gather(*visits, return_exceptions=True)
        return sent

    start, body = asyncio.run(visit())
    assert start["status"] == 503
    error = msgpack.unpackb(body["body"])["error"]
    assert (error["code"], "requests" in error["message"]) == ("busy", True)


def test_streams_at_once_are_bounded_and_the_next_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "Places", partial(Places, patience_s=0))
    with client_of(max_streams=1) as client:
        with client.websocket_connect("ws://127.0.0.1:8765/v1/stream") as first:
            assert msgpack.unpackb(first.receive_bytes())["type"] == "hello"
            with client.websocket_connect("ws://127.0.0.1:8765/v1/stream") as second:
                assert msgpack.unpackb(second.receive_bytes())["error"]["code"] == "busy"
                with pytest.raises(WebSocketDisconnect) as caught:
                    second.receive_bytes()
                assert caught.value.code == 1013
        with client.websocket_connect("ws://127.0.0.1:8765/v1/stream") as third:
            assert msgpack.unpackb(third.receive_bytes())["type"] == "hello"
