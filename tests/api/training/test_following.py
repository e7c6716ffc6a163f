"""Runs that are followed on the stream."""

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.conftest import BASE_URL
from tests.api.scripted_engine import ScriptedEngine
from tests.api.training.asking import STREAM, follow, get

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.training.measures import MeasureLog, StepMeasure
from tetrascope.training.run_folder import RunsFolder


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(run=st.just("scratch") | st.text(max_size=200), after=st.integers(-2, 2**64 - 1) | st.integers(0, 9999))
def test_whatever_is_followed_ends_and_is_no_failure(client: TestClient, run: str, after: int) -> None:
    with client.websocket_connect(STREAM) as stream:
        stream.receive_bytes()
        last = follow(stream, run, after=after)[-1]
        assert last["type"] == "done" or last["error"]["code"] in ("not_found", "invalid_input"), last


def test_a_server_without_training_says_so() -> None:
    with TestClient(build_app(ScriptedEngine(), ServerSettings()), base_url=BASE_URL) as client:
        assert get(client, "/runs", 404)["error"]["code"] == "no_training"
        with client.websocket_connect(STREAM) as stream:
            stream.receive_bytes()
            assert follow(stream, "scratch")[-1]["error"]["code"] == "no_training"


def test_a_finished_run_is_followed_to_its_end_at_once(client: TestClient) -> None:
    with client.websocket_connect(STREAM) as stream:
        stream.receive_bytes()
        frames = follow(stream, "scratch")
        assert [frame["type"] for frame in frames] == ["training", "done"]
        training = frames[0]["training"]
        assert training == get(client, "/runs/scratch/progress")
        again = follow(stream, "scratch", after=training["position"])
        assert [again[0]["training"][name] for name in ("anew", "steps", "epochs")] == [False, [], []]
        assert follow(stream, "nothing")[-1]["error"]["field"] == "run"


def test_a_run_that_grows_is_followed_by_two(client: TestClient, runs: RunsFolder) -> None:
    folder = runs.require("head")
    before = folder.measures_file.read_bytes()
    log = MeasureLog(folder.measures_file, len(before))
    try:
        with (
            folder.training(),
            client.websocket_connect(STREAM) as one,
            client.websocket_connect(STREAM) as other,
        ):
            for stream in (one, other):
                stream.receive_bytes()
                stream.send_json({"type": "follow", "id": "1", "run": "head"})
                first = stream.receive_json()
                assert first["training"]["run"]["state"] == "running"
            log.append(StepMeasure(epoch=2, step=77, loss=0.125, accuracy=1.0, seconds=9.0))
            for stream in (one, other):
                while (frame := stream.receive_json())["type"] == "progress":
                    pass
                assert [each["step"] for each in frame["training"]["steps"]] == [77]
            one.send_json({"type": "cancel", "id": "1"})
            while (frame := one.receive_json())["type"] != "cancelled":
                pass
    finally:
        log.close()
        folder.measures_file.write_bytes(before)
