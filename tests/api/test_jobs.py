"""Jobs as a client has them: over HTTP and on the stream, from any connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgpack
import pytest
from tests.api.asgi_socket import Socket, ask, connected
from tests.api.scripted_engine import ScriptedEngine
from tests.api.test_server import open_stream, running
from tests.api.test_stream import in_loop, served
from tests.patience import PATIENCE_S, turns, until
from websockets.exceptions import ConnectionClosed

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.protocol.operations import OPERATIONS

TOKEN = "a-token-of-some-length"
LAYERS = ["predictions", "layer", "layer"]


class Client:
    """Asks over HTTP, in JSON, from an address."""

    def __init__(self, app: Any, address: str = "127.0.0.1", **headers: str) -> None:
        transport = httpx.ASGITransport(app, client=(address, 1))
        headers = {"Accept": "application/json", **headers}
        self._http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765", headers=headers)

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        answer = await self._http.request(method, f"/v1/jobs{path}", json=body)
        return answer.status_code, answer.json()

    async def begin(self, image: str = "cat", operation: str = "layers") -> str:
        status, job = await self.ask("POST", "", asked(image, operation))
        assert (status, job["operation"], job["state"]) == (200, operation, "waiting")
        return str(job["job_id"])

    async def state(self, job_id: str) -> str:
        status, job = await self.ask("GET", f"/{job_id}")
        assert (status, job["job_id"]) == (200, job_id)
        return str(job["state"])

    async def until_in(self, state: str, job_id: str) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while await self.state(job_id) != state:
                await asyncio.sleep(0)


def asked(image: str = "cat", operation: str = "layers", **body: Any) -> dict[str, Any]:
    frame = ask("1", image, operation, **body)
    return {"operation": operation, "body": frame["body"]}


def watch(job_id: str, name: str = "1", **more: Any) -> dict[str, Any]:
    return {"type": "watch", "id": name, "job_id": job_id, **more}


def told(frames: list[Any]) -> list[str]:
    """What came, but for progress: states of the job, kinds of parts, how it ended."""
    return [
        frame["job"]["state"] if frame["type"] == "job" else frame.get("kind", frame["type"])
        for frame in frames
        if frame["type"] != "progress"
    ]


def refused(answer: tuple[int, Any], status: int, code: str, field: str | None = "job_id") -> dict[str, Any]:
    error: dict[str, Any] = answer[1]["error"]
    assert (answer[0], error["code"], error["field"]) == (status, code, field)
    return error


@in_loop
async def test_a_job_outlives_its_client_and_its_answer_is_that_of_the_operation() -> None:
    app = served(ScriptedEngine())
    client = Client(app)
    async with connected(app) as socket:
        job_id = await client.begin()
        socket.say(watch(job_id))
        await socket.hear_until("job")
    await client.until_in("done", job_id)
    status, answer = await client.ask("GET", f"/{job_id}/answer")
    assert (status, answer["operation"]) == (200, "layers")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8765") as other:
        posted = await other.post("/v1/layers", json=asked()["body"], headers={"Accept": "application/json"})
    assert answer["content"] == posted.json()
    status, listed = await client.ask("GET", "")
    assert [(job["job_id"], job["state"], job["operation"]) for job in listed["jobs"]] == [(job_id, "done", "layers")]
    assert "error" not in listed["jobs"][0]


@pytest.mark.parametrize("operation", list(OPERATIONS))
@in_loop
async def test_every_operation_can_be_a_job(operation: str) -> None:
    app = served(ScriptedEngine())
    client = Client(app)
    job_id = await client.begin(operation=operation)
    async with connected(app) as socket:
        socket.say(watch(job_id))
        frames = await socket.hear_until("done")
        socket.say(ask("2", operation=operation))
        direct = await socket.hear_until("done")
    parts, same = ([frame for frame in each if frame["type"] == "part"] for each in (frames, direct))
    assert [{**part, "id": "2"} for part in parts] == same
    assert (await client.ask("GET", f"/{job_id}/answer"))[1]["operation"] == operation


@in_loop
async def test_two_watch_at_once_and_one_that_stops_does_nothing_to_the_job() -> None:
    engine = ScriptedEngine()
    app = served(engine)
    client = Client(app)
    job_id = await client.begin("endless")
    async with connected(app) as first, connected(app) as second:
        for socket in (first, second):
            socket.say(watch(job_id))
            assert "part" in [frame["type"] for frame in await socket.hear_until("part")]
        first.say({"type": "cancel", "id": "1"})
        end = (await first.hear_until("cancelled"))[-1]
        assert end == {"type": "cancelled", "id": "1", "reason": "cancelled"}
        await second.hear_until("part")
        assert await client.state(job_id) == "running"
        assert engine.ended == []
        status, job = await client.ask("DELETE", f"/{job_id}")
        assert (status, job["state"]) == (200, "cancelled")
        assert told(await second.hear_until("done"))[-2:] == ["cancelled", "done"]
        assert len(engine.ended) == 1
    assert (await client.ask("DELETE", f"/{job_id}"))[1] == job


@in_loop
async def test_after_a_lost_connection_the_rest_comes() -> None:
    app = served(ScriptedEngine())
    job_id = await Client(app).begin("endless")
    async with connected(app) as lost:
        lost.say(watch(job_id))
        seen: list[Any] = []
        while len(seen) < 3:
            seen.append((await lost.hear_until("part"))[-1])
    async with connected(app) as again, connected(app) as other:
        again.say(watch(job_id, from_sequence=3))
        assert told([first := await again.hear()]) == ["running"]
        assert first["job"]["job_id"] == job_id
        assert (await again.hear_until("part"))[-1]["sequence"] == 3
        other.say(watch(job_id))
        assert [(await other.hear_until("part"))[-1] for _ in range(3)] == seen
    await Client(app).ask("DELETE", f"/{job_id}")


@in_loop
async def test_a_watch_has_a_slot_as_a_request_has() -> None:
    app = served(ScriptedEngine())
    job_id = await Client(app).begin("silent")
    async with connected(app) as socket:
        socket.say(watch(job_id, "old", slot="scene"))
        await socket.hear_until("job", "old")
        socket.say(ask("new", slot="scene"))
        end = (await socket.hear_until("cancelled"))[-1]
        assert (end["id"], end["reason"]) == ("old", "superseded")
        await socket.hear_until("done", "new")
    assert await Client(app).state(job_id) == "running"
    await Client(app).ask("DELETE", f"/{job_id}")


@pytest.mark.parametrize(("image", "code"), [("refused", "invalid_input"), ("broken", "failed"), ("empty", "failed")])
@in_loop
async def test_a_job_that_fails_is_watched_to_its_end_and_says_why(image: str, code: str) -> None:
    app = served(ScriptedEngine())
    client = Client(app)
    job_id = await client.begin(image)
    async with connected(app) as socket:
        socket.say(watch(job_id))
        frames = await socket.hear_until("done")
        assert told(frames)[-2:] == ["failed", "done"]
        assert frames[-2]["job"]["error"]["code"] == code
        assert "secret" not in str(frames)
    assert refused(await client.ask("GET", f"/{job_id}/answer"), 409, "not_done")["hint"] == "Begin it again."


@in_loop
async def test_a_job_that_is_not_there_is_told_and_costs_nothing_else() -> None:
    app = served(ScriptedEngine())
    client = Client(app)
    for method, path in [("GET", "/another"), ("DELETE", "/another"), ("GET", "/another/answer"), ("GET", "/%00")]:
        assert refused(await client.ask(method, path), 404, "not_found")["hint"]
    async with connected(app) as socket:
        socket.say(watch("another"))
        error = await socket.hear()
        assert (error["type"], error["id"], error["error"]["code"]) == ("error", "1", "not_found")
        assert error["error"]["field"] == "job_id"
        socket.say(ask("1"))
        await socket.hear_until("done", "1")


@in_loop
async def test_a_job_that_has_left_is_not_found() -> None:
    app = served(ScriptedEngine(), max_jobs=1)
    client = Client(app)
    first = await client.begin()
    await client.until_in("done", first)
    second = await client.begin("silent")
    refused(await client.ask("GET", f"/{first}"), 404, "not_found")
    assert refused(await client.ask("GET", f"/{second}/answer"), 409, "not_done")["hint"].startswith("Watch it")
    refused(await client.ask("POST", "", asked()), 503, "busy", None)
    await client.ask("DELETE", f"/{second}")


@in_loop
async def test_an_answer_too_large_for_its_room_fails() -> None:
    app = served(ScriptedEngine(), job_bytes=1000)
    client = Client(app)
    job_id = await client.begin("endless")
    await client.until_in("failed", job_id)
    assert (await client.ask("GET", f"/{job_id}"))[1]["error"]["code"] == "too_large"


BAD: list[tuple[Any, str | None]] = [
    ({"operation": "layers"}, "body"),
    ({"operation": "train", "body": {}}, "operation"),
    ({"body": {}}, "operation"),
    ({**asked(), "priority": 1}, "priority"),
    (asked(clusters=0), "clusters"),
    (asked(operation="boundaries", per_label=0), "pool.per_label"),
    ({"operation": "layers", "body": 3}, None),
    ([1], None),
]


@pytest.mark.parametrize(("body", "field"), BAD)
@in_loop
async def test_a_bad_request_names_its_field_and_begins_nothing(body: Any, field: str | None) -> None:
    engine = ScriptedEngine()
    client = Client(served(engine))
    refused(await client.ask("POST", "", body), 422, "invalid_input", field)
    assert (await client.ask("GET", ""))[1] == {"jobs": []}
    assert engine.begun == []


BAD_WATCHES: list[tuple[dict[str, Any], str]] = [
    ({"job_id": None}, "job_id"),
    ({"job_id": ""}, "job_id"),
    ({"from_sequence": -1}, "from_sequence"),
    ({"from_sequence": 1.5}, "from_sequence"),
    ({"operation": "layers"}, "operation"),
]


@pytest.mark.parametrize(("change", "field"), BAD_WATCHES)
@in_loop
async def test_a_bad_watch_is_told_under_its_id_and_the_connection_lives(change: dict[str, Any], field: str) -> None:
    async with connected(served(ScriptedEngine())) as socket:
        socket.say({**watch("another"), **change})
        error = await socket.hear()
        assert (error["id"], error["error"]["code"], error["error"]["field"]) == ("1", "invalid_input", field)
        socket.say(ask("1"))
        await socket.hear_until("done", "1")


@in_loop
async def test_where_there_is_a_token_ids_are_told_to_nobody_else() -> None:
    app = served(ScriptedEngine(), token=TOKEN)
    stranger = Client(app)
    refused(await stranger.ask("GET", ""), 401, "unauthorized", None)
    client = Client(app, Authorization=f"Bearer {TOKEN}")
    job_id = await client.begin()
    await client.until_in("done", job_id)
    _, listed = await client.ask("GET", "")
    assert [(job["job_id"], job["state"]) for job in listed["jobs"]] == [(None, "done")]
    assert job_id not in str(listed)
    assert (await client.ask("GET", f"/{job_id}/answer"))[0] == 200


@in_loop
async def test_jobs_take_no_place_of_those_that_wait_for_an_answer() -> None:
    engine = ScriptedEngine()
    engine.max_running = 1
    app = served(engine, max_jobs=8)
    client = Client(app)
    jobs = [await client.begin("silent") for _ in range(4)]
    await until(lambda: len(engine.begun) == engine.max_background)
    async with connected(app) as socket:
        for job_id in jobs:
            socket.say(watch(job_id, job_id[:8]))
            await socket.hear_until("job")
        socket.say(ask("now"))
        await socket.hear_until("done", "now")
    assert [await client.state(job_id) for job_id in jobs] == ["running", "running", "waiting", "waiting"]
    for job_id in jobs:
        await client.ask("DELETE", f"/{job_id}")
    assert len(engine.begun) == len(engine.ended)


@in_loop
async def test_one_address_leaves_jobs_to_others() -> None:
    app = served(ScriptedEngine(), max_jobs=4)
    greedy, modest = Client(app, "192.0.2.1"), Client(app, "192.0.2.2")
    jobs = [await greedy.begin("silent") for _ in range(3)]
    assert refused(await greedy.ask("POST", "", asked()), 503, "busy", None)["hint"]
    jobs.append(await modest.begin("silent"))
    refused(await modest.ask("POST", "", asked()), 503, "busy", None)
    for job_id in jobs:
        await greedy.ask("DELETE", f"/{job_id}")  # who has the id may


@asynccontextmanager
async def unread(app: Any, job_id: str) -> AsyncIterator[Socket]:
    """A watch whose client has stopped reading."""
    async with connected(app) as socket:
        socket.reading.clear()
        socket.say(watch(job_id))
        yield socket


@in_loop
async def test_who_does_not_read_holds_up_neither_the_job_nor_another_watch() -> None:
    app = served(ScriptedEngine())
    client = Client(app)
    job_id = await client.begin("big", "activations")
    async with unread(app, job_id) as stuck, connected(app) as reader:
        await client.until_in("done", job_id)
        await turns()
        assert stuck.sent_bytes < 2_000  # a part is a megabyte, and waits
        reader.say(watch(job_id))
        assert told(await reader.hear_until("done")).count("activations") == 5


def test_a_server_that_is_told_to_stop_tells_who_watches_and_closes() -> None:
    engine = ScriptedEngine()
    with running(engine, shutdown_timeout_s=60.0) as port:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Accept": "application/json"}) as client:
            jobs = [client.post("/v1/jobs", json=asked("silent")).json()["job_id"] for _ in range(3)]
        stream = open_stream(port)
        for number, job_id in enumerate(jobs):
            stream.send(msgpack.packb(watch(job_id, str(number))))
        waiting = {"0", "1", "2"}
        while waiting:  # until each has been told how its job stands
            waiting.discard(msgpack.unpackb(stream.recv(timeout=PATIENCE_S))["id"])
    frames = []
    with pytest.raises(ConnectionClosed):
        while True:
            frames.append(msgpack.unpackb(stream.recv(timeout=PATIENCE_S)))
    assert stream.close_code == 1012
    for name in ("0", "1", "2"):
        *_, last, end = [frame for frame in frames if frame["id"] == name]
        assert (last["job"]["state"], last["job"]["error"]["code"], end["type"]) == ("failed", "busy", "done")
    assert len(engine.begun) == len(engine.ended) == 2


def test_jobs_end_with_the_application(engine: ScriptedEngine) -> None:
    from fastapi.testclient import TestClient

    with TestClient(build_app(engine, ServerSettings()), base_url="http://127.0.0.1:8765") as client:
        assert client.post("/v1/jobs", json=asked("silent")).status_code == 200
        while not engine.begun:
            client.get("/v1/health")
    assert engine.ended == engine.begun
