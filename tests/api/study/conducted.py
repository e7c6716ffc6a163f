"""A server that conducts the thesis's study, over the scripted engine, and clients of it with one secret each."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from tests.api.conftest import BASE_URL
from tests.api.study.study_engine import TOKEN, StudyEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.study.conduct.conduct import Conduct
from tetrascope.study.conduct.study_images import StudyImages
from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore

TASK = "task.clustered.cat.explore"
NETWORK = "efficientnet-lite0"


class Conducted:
    """A server that runs, and what a test wants of it."""

    def __init__(self, client: TestClient, store: StudyStore, engine: StudyEngine) -> None:
        self.client = client
        self.store = store
        self.engine = engine

    def key(self, number: int) -> str:
        """Of a participant."""
        return self.store.standing(number).key

    def ask(self, method: str, path: str, secret: str | None = TOKEN, body: Any = None) -> tuple[int, Any]:
        """The status and what is answered, as JSON."""
        headers = {"Accept": "application/json"} | ({} if secret is None else {"Authorization": f"Bearer {secret}"})
        answer = self.client.request(method, path, json=body, headers=headers)
        return answer.status_code, answer.json()

    def told(self, method: str, path: str, secret: str = TOKEN, body: Any = None) -> Any:
        """What is answered to what must be answered."""
        status, value = self.ask(method, path, secret, body)
        assert status == 200, value
        return value

    def refused(self, method: str, path: str, secret: str | None = TOKEN, body: Any = None) -> tuple[int, str]:
        """The status and the code of an error that helps."""
        status, value = self.ask(method, path, secret, body)
        assert status >= 400, value
        assert value["error"]["message"].startswith("Expected ")
        assert value["error"]["hint"]
        return status, value["error"]["code"]

    def control(self, number: int, action: str) -> Any:
        """As the experimenter does."""
        return self.told("POST", f"/v1/study/participants/{number}/control", body={"action": action})

    def send(self, number: int, *events: dict[str, Any], client: str = "client-0001") -> Any:
        """The receipt."""
        body = {"client_id": client, "events": list(events)}
        return self.told("POST", "/v1/study/session/events", self.key(number), body)


@contextmanager
def conducting(
    records: Path,
    study: Study,
    *,
    participants: int = 3,
    clock: Callable[[], float] = time.time,
    monotonic: Callable[[], float] = time.monotonic,
    start: bool = False,
) -> Iterator[Conducted]:
    """The server; there are as many participants as are asked for, at least."""
    with StudyStore(records, study, clock=clock) as store:
        for _ in range(participants - len(store.participants())):
            store.add_participant()
        images = StudyImages(study, records.with_name("study.toml"), {})
        conduct = Conduct(store, images, start=start, clock=clock, monotonic=monotonic)
        engine = StudyEngine()
        app = build_app(engine, ServerSettings(token=TOKEN), study=conduct)
        with TestClient(app, base_url=BASE_URL) as client:
            yield Conducted(client, store, engine)


def event(sequence: int, kind: str = "page_shown", step: str = TASK, **fields: Any) -> dict[str, Any]:
    """An event as a client sends it."""
    content = {"content": {"reason": "done"}} if kind == "step_finished" else {}
    times = {"monotonic_ms": sequence * 10.5, "wall_ms": 1.7e12 + sequence}
    return {"sequence": sequence, "kind": kind, "step": step, **times} | content | fields
