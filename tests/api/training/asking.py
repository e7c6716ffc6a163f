"""What is asked of a server about training, over HTTP and on the stream."""

from typing import Any

from fastapi.testclient import TestClient
from tests.api.conftest import BASE_URL
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.training.room import TrainingRoom, TrainingSettings
from tetrascope.training.run_folder import RunsFolder

JSON = {"Accept": "application/json"}
STREAM = "ws://127.0.0.1:8765/v1/stream"


def client_of(runs: RunsFolder, **allowed: Any) -> TestClient:
    room = TrainingRoom(runs, TrainingSettings(**allowed))
    return TestClient(build_app(ScriptedEngine(), ServerSettings(), training=room), base_url=BASE_URL)


def get(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(f"/v1/training{path}", headers=JSON)
    assert answer.status_code == status, answer.text
    return answer.json()


def post(client: TestClient, path: str, body: object, status: int = 200) -> Any:
    answer = client.post(f"/v1/training{path}", json=body, headers=JSON)
    assert answer.status_code == status, answer.text
    return answer.json()


def follow(stream: Any, run: str, request_id: str = "1", **more: Any) -> list[Any]:
    """All frames from following a run to its end."""
    stream.send_json({"type": "follow", "id": request_id, "run": run, **more})
    frames = [stream.receive_json()]
    while frames[-1]["type"] not in ("done", "error", "cancelled"):
        frames.append(stream.receive_json())
    return frames
