"""An app over the scripted engine, and a client of it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings

BASE_URL = "http://127.0.0.1:8765"


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def client(engine: ScriptedEngine) -> Iterator[TestClient]:
    with TestClient(build_app(engine, ServerSettings()), base_url=BASE_URL) as client:
        yield client
