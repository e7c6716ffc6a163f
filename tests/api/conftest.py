"""An app over the scripted engine, and a client of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.certificate import Certificate
from tetrascope.api.connection import Connection
from tetrascope.api.machine_names import machine_names
from tetrascope.api.made_certificate import made_certificate
from tetrascope.api.server_settings import ServerSettings

BASE_URL = "http://127.0.0.1:8765"


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def client(engine: ScriptedEngine) -> Iterator[TestClient]:
    with TestClient(build_app(engine, ServerSettings()), base_url=BASE_URL) as client:
        yield client


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Connection]:
    """Every connection that servers make from now on; of one that encrypts, when its handshake is done."""
    made: list[Connection] = []
    begin = Connection.connection_made

    def noted(self: Connection, transport: Any) -> None:
        made.append(self)
        begin(self, transport)

    monkeypatch.setattr(Connection, "connection_made", noted)
    return made


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate that was made for this machine."""
    return made_certificate(tmp_path_factory.mktemp("certificate"), machine_names("127.0.0.1"), datetime.now(UTC))
