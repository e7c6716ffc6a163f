"""What a client of the stream sees."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

import msgpack
import pytest
from tests.api.asgi_socket import ask, connected
from tests.api.scripted_engine import ScriptedEngine
from tests.patience import PATIENCE_S, turns, until

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings


def in_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


def served(engine: ScriptedEngine, **bounds: Any) -> Any:
    return build_app(engine, ServerSettings(**bounds))


def parts(frames: list[Any], request_id: str) -> list[Any]:
    return [frame for frame in frames if frame["type"] == "part" and frame["id"] == request_id]


async def settled(engine: ScriptedEngine, begun: int, ended: int) -> None:
    await until(lambda: (len(engine.begun), len(engine.ended)) == (begun, ended))


EXPECTED = {
    "layers": ["predictions", "layer", "layer"],
    "activations": ["activations"],
    "pools": ["pool_batch", "pool"],
    "boundaries": ["boundary"],
}


@pytest.mark.parametrize("operation", list(EXPECTED))
@in_loop
async def test_parts_come_in_order_and_done_comes_last(operation: str) -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say(ask("1", operation=operation))
        frames = await socket.hear_until("done")
        assert [frame["kind"] for frame in parts(frames, "1")] == EXPECTED[operation]
        assert [frame["sequence"] for frame in parts(frames, "1")] == list(range(len(EXPECTED[operation])))
        assert {frame["type"] for frame in frames[:-1]} <= {"part", "progress"}
        assert 0 <= frames[-1]["seconds"] < PATIENCE_S
        assert socket.outgoing.empty()


@in_loop
async def test_a_text_frame_is_json_and_answered_in_json() -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say_text(json.dumps(ask("1")))
        events: list[dict[str, Any]] = []
        while not events or json.loads(events[-1]["text"])["type"] != "done":
            events.append(await socket.event())
        predictions = next(
            frame for frame in map(json.loads, (event["text"] for event in events)) if frame["type"] == "part"
        )
        assert isinstance(predictions["content"]["image"]["data"], str)
        socket.say_text("{")
        assert (await socket.hear())["error"]["code"] == "malformed"
        socket.say(ask("1"))
        assert isinstance((await socket.event())["bytes"], bytes)


@in_loop
async def test_requests_of_two_slots_are_answered_side_by_side() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine)) as socket:
        socket.say(ask("long", "endless", slot="left"))
        await socket.hear_until("part", "long")
        socket.say(ask("short", slot="right"))
        frames = await socket.hear_until("done", "short")
        assert len(parts(frames, "short")) == 3
        frames += await socket.hear_until("part", "long")
        sequences = [frame["sequence"] for frame in parts(frames, "long")]
        assert sequences == list(range(sequences[0], sequences[0] + len(sequences)))


@in_loop
async def test_a_newer_request_supersedes_the_older_of_its_slot() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine)) as socket:
        socket.say(ask("old", "endless", slot="scene"))
        socket.say(ask("other", "silent", slot="elsewhere"))
        await socket.hear_until("part", "old")
        socket.say(ask("new", slot="scene"))
        frames: list[dict[str, Any]] = []
        while len([frame for frame in frames if frame["type"] in ("cancelled", "done")]) < 2:
            frames.append(await socket.hear())
        [cancelled] = [frame for frame in frames if frame["type"] == "cancelled"]
        assert cancelled == {"type": "cancelled", "id": "old", "reason": "superseded"}
        after = frames[frames.index(cancelled) + 1 :]
        assert parts(after, "old") == []
        assert len(parts(frames, "new")) == 3
        await settled(engine, begun=3, ended=2)


@in_loop
async def test_of_many_requests_of_a_slot_only_the_last_is_answered() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine, max_requests_per_stream=2)) as socket:
        for index in range(100):
            socket.say(ask(str(index), "silent" if index < 99 else "cat", slot="hover"))
        frames = await socket.hear_until("done", "99")
        cancelled = {frame["id"] for frame in frames if frame["type"] == "cancelled"}
        while len(cancelled) < 99:
            frame = await socket.hear()
            assert (frame["type"], frame["reason"]) == ("cancelled", "superseded")
            cancelled.add(frame["id"])
        assert not any(frame["type"] == "error" for frame in frames)
    assert len(engine.begun) == len(engine.ended)


@in_loop
async def test_an_invalid_newer_request_supersedes_nothing() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine)) as socket:
        socket.say(ask("old", "endless", slot="scene"))
        await socket.hear_until("part", "old")
        socket.say(ask("new", slot="scene", clusters=0))
        error = (await socket.hear_until("error"))[-1]
        assert (error["id"], error["error"]["field"]) == ("new", "clusters")
        await socket.hear_until("part", "old")
        assert engine.ended == []


@in_loop
async def test_cancel_ends_the_analysis_and_says_so_once() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine)) as socket:
        socket.say(ask("1", "silent"))
        socket.say({"type": "cancel", "id": "1"})
        assert await socket.hear() == {"type": "cancelled", "id": "1", "reason": "cancelled"}
        socket.say({"type": "cancel", "id": "1"})
        socket.say({"type": "cancel", "id": "never seen"})
        socket.say(ask("1"))
        frames = await socket.hear_until("done")
        assert [frame["type"] for frame in frames if frame["type"] not in ("part", "progress")] == ["done"]
    assert len(engine.begun) == len(engine.ended)


@in_loop
async def test_a_client_that_goes_away_cancels_its_work() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine)) as socket:
        for index, image in enumerate(["silent", "endless", "endless"]):
            socket.say(ask(str(index), image))
        await socket.hear_until("part", "2")
        before = engine.yielded
        socket.hang_up()
        await settled(engine, begun=3, ended=3)
        assert engine.yielded - before <= 3
        await turns()
        assert engine.yielded - before <= 3


@in_loop
async def test_an_id_in_use_is_refused_and_its_request_goes_on() -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say(ask("1", "endless"))
        await socket.hear_until("part")
        socket.say(ask("1"))
        error = (await socket.hear_until("error"))[-1]
        assert (error["id"], error["error"]["code"], error["error"]["field"]) == (None, "duplicate_id", "id")
        await socket.hear_until("part", "1")


@in_loop
async def test_requests_under_way_are_bounded() -> None:
    async with connected(served(ScriptedEngine(), max_requests_per_stream=2)) as socket:
        for request_id in ("1", "2", "3"):
            socket.say(ask(request_id, "silent"))
        error = await socket.hear()
        assert (error["id"], error["error"]["code"]) == ("3", "busy")
        socket.say({"type": "cancel", "id": "1"})
        assert (await socket.hear())["type"] == "cancelled"
        socket.say(ask("3"))
        assert (await socket.hear_until("done"))[-1]["id"] == "3"


BAD_FRAMES: list[tuple[str, Any, str, str | None]] = [
    ("not msgpack", b"\xc1", "malformed", None),
    ("empty", b"", "malformed", None),
    ("too deep", b"\x91" * 1000, "malformed", None),
    ("no map", [1, 2], "invalid_input", "type"),
    ("no type", {}, "invalid_input", "type"),
    ("unknown type", {"type": "subscribe"}, "invalid_input", "type"),
    ("type that is no string", {"type": {"a": 1}}, "invalid_input", "type"),
    ("no id", {"type": "request", "operation": "layers", "body": {}}, "invalid_input", "id"),
    ("empty id", {"type": "cancel", "id": ""}, "invalid_input", "id"),
    ("long id", {"type": "cancel", "id": "x" * 65}, "invalid_input", "id"),
    ("id that is a number", {"type": "cancel", "id": 7}, "invalid_input", "id"),
    (
        "unknown operation",
        {"type": "request", "id": "1", "operation": "train", "body": {}},
        "invalid_input",
        "operation",
    ),
    ("unknown field", {"type": "cancel", "id": "1", "why": "x"}, "invalid_input", "why"),
    ("slot that is no string", {**ask("1"), "slot": 3}, "invalid_input", "slot"),
]


def readable_request_id(frame: Any) -> str | None:
    """The id that an error answers under: that of a request frame, wherever else the frame is wrong."""
    return "1" if isinstance(frame, dict) and frame.get("type") == "request" and frame.get("id") == "1" else None


@pytest.mark.parametrize(("frame", "code", "field"), [c[1:] for c in BAD_FRAMES], ids=[c[0] for c in BAD_FRAMES])
@in_loop
async def test_a_bad_frame_is_told_and_the_connection_lives(frame: Any, code: str, field: str | None) -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say_bytes(frame if isinstance(frame, bytes) else msgpack.packb(frame))
        error = await socket.hear()
        assert (error["type"], error["id"], error["error"]["code"], error["error"]["field"]) == (
            "error",
            readable_request_id(frame),
            code,
            field,
        )
        socket.say(ask("1"))
        await socket.hear_until("done", "1")


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        ({"type": "request", "id": "1", "operation": "layers"}, "body"),
        ({"type": "request", "id": "1", "operation": "layers", "body": 3}, None),
        (ask("1", clusters="x"), "clusters"),
        (ask("1", operation="pools", windows=[{"size": 1}]), "windows[0].stride"),
        (ask("1", operation="boundaries", per_label=0), "pool.per_label"),
        (ask("1", "refused"), "layers[0]"),
    ],
)
@in_loop
async def test_a_bad_request_is_told_with_its_id_and_field(frame: Any, field: str | None) -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say(frame)
        error = await socket.hear()
        assert (error["type"], error["id"], error["error"]["field"]) == ("error", "1", field)
        socket.say(ask("1"))
        await socket.hear_until("done", "1")


@in_loop
async def test_an_unforeseen_error_ends_its_request_alone(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say(ask("fine", "endless"))
        await socket.hear_until("part", "fine")
        with caplog.at_level(logging.ERROR, logger="tetrascope"):
            socket.say(ask("broken", "broken"))
            frames = await socket.hear_until("error")
        assert (frames[-1]["id"], frames[-1]["error"]["code"]) == ("broken", "failed")
        assert "secret" not in str(frames[-1])
        assert "incident" in caplog.text
        await socket.hear_until("part", "fine")


@in_loop
async def test_an_oversized_frame_closes_with_1009() -> None:
    engine = ScriptedEngine()
    async with connected(served(engine, max_frame_bytes=1000)) as socket:
        socket.say(ask("1", "silent"))
        await settled(engine, begun=1, ended=0)
        socket.say_bytes(bytes(1001))
        event = await socket.event()
        assert (event["type"], event["code"]) == ("websocket.close", 1009)
        await settled(engine, begun=1, ended=1)


def test_an_unknown_stream_is_told() -> None:
    from fastapi.testclient import TestClient
    from starlette.testclient import WebSocketDenialResponse

    client = TestClient(served(ScriptedEngine()), base_url="http://127.0.0.1:8765")
    with pytest.raises(WebSocketDenialResponse) as caught, client.websocket_connect("ws://127.0.0.1:8765/v1/streams"):
        pass
    assert caught.value.status_code == 404
    assert msgpack.unpackb(caught.value.content)["error"]["code"] == "not_found"


@pytest.mark.parametrize("frame", [ask("1"), {"type": "nonsense"}, {"pad": "x" * 5000}])
@in_loop
async def test_a_connection_that_was_closed_from_below_ends_quietly(
    frame: Any, caplog: pytest.LogCaptureFixture
) -> None:
    engine = ScriptedEngine()

    async with connected(served(engine, max_frame_bytes=4096)) as socket:
        socket.closed_below = True
        socket.say(frame)
    await settled(engine, len(engine.begun), len(engine.begun))
    assert not caplog.records
