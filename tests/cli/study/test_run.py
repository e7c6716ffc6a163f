"""`tetrascope study run`: what it says, what it refuses to begin, and that it goes on where it was."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import urllib.request
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.cli.conftest import Command
from tests.cli.test_serve import lines_until_ready, stop
from tests.patience import PATIENCE_S

from tetrascope.study.file.new_study import new_study
from tetrascope.study.records.store import StudyStore

OWN = "a-token-of-my-own-making"


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """The folder of a new study."""
    for name, content in new_study("lab").items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def change(lab: Path, *changes: tuple[str, str]) -> None:
    file = lab / "study.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def start(lab: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tetrascope", "study", "run", str(lab), "--port", "0", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )


def asked(address: str, secret: str, path: str, body: Any = None, trust: ssl.SSLContext | None = None) -> Any:
    headers = {"Accept": "application/json", "Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address + path, data, headers)
    with urllib.request.urlopen(request, timeout=PATIENCE_S, context=trust) as answer:
        return json.load(answer)


def on_one_connection(address: str, secrets: list[str | None]) -> list[int]:
    """The statuses of the overview, asked with each: a request has nothing of the one before."""
    line = HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE_S)
    statuses = []
    for secret in secrets:
        line.request("GET", "/v1/study", headers={} if secret is None else {"Authorization": f"Bearer {secret}"})
        answer = line.getresponse()
        answer.read()
        statuses.append(answer.status)
    line.close()
    return statuses


def test_it_tells_where_everybody_goes_and_goes_on_where_it_was(lab: Path) -> None:
    Image.new("RGB", (64, 48), "teal").save(lab / "own.png")
    change(lab, ('sample = "flower"', 'file = "own.png"'))
    with start(lab, "--participants", "2") as running:
        lines = lines_until_ready(running)
        address = next(line for line in lines if line.startswith("Ready: ")).removeprefix("Ready: ")
        (experimenter,) = (line for line in lines if "/experimenter#token=" in line)
        assert experimenter.split()[-1].startswith(f"{address}/experimenter#token=")
        token = experimenter.partition("#token=")[2]
        keys = [line.partition(f" {address}/study#key=")[2] for line in lines if re.match(r"P\d ", line)]
        assert [len(key) for key in keys] == [22, 22]
        session = asked(address, keys[0], "/v1/study/session")
        images = {each["id"]: each["image_id"] for each in session["images"]}
        control = asked(address, token, "/v1/study/participants/1/control", {"action": "start"})
        assert control["state"] == "running"
        body = {"image_id": images["flower"], "network_id": session["conditions"][0]["network_id"]}
        assert asked(address, keys[0], "/v1/inputs", body)["image"]["shape"] == [224, 224, 3]
        event = {"sequence": 1, "kind": "step_finished", "step": "consent", "monotonic_ms": 1, "wall_ms": 1}
        events = {"client_id": "client-0001", "events": [event | {"content": {"reason": "done"}}]}
        assert asked(address, keys[0], "/v1/study/session/events", events)["acknowledged"] == [1]
        assert on_one_connection(address, [keys[0], token, keys[1], None, token]) == [403, 200, 403, 401, 200]
        assert "Traceback" not in stop(running)
    with start(lab, TETRASCOPE_TOKEN=OWN) as running:
        lines = lines_until_ready(running)
        address = next(line for line in lines if line.startswith("Ready: ")).removeprefix("Ready: ")
        assert f"The experimenter's page. In a browser, open {address}/experimenter" in lines
        told = "\n".join(lines)
        # What the person gave is not printed, nor what would open a session.
        assert not any(secret in told for secret in (OWN, *keys))
        assert "Participants: 2;" in told
        status = asked(address, keys[0], "/v1/study/session/status")
        assert status == {"state": "running", "step": "questionnaire.demographics.before"}
        assert asked(address, OWN, "/v1/study")["planned"] == 8
        stop(running)


def test_it_encrypts_where_everybody_goes(lab: Path, tmp_path: Path) -> None:
    with start(lab, "--participants", "1", "--https", TETRASCOPE_DATA=str(tmp_path / "data")) as running:
        lines = lines_until_ready(running)
        address = next(line for line in lines if line.startswith("Ready: ")).removeprefix("Ready: ")
        assert address.startswith("https://127.0.0.1:")
        assert any(line.startswith("Its fingerprint (SHA-256): ") for line in lines)
        (key,) = (line.partition(f" {address}/study#key=")[2] for line in lines if line.startswith("P1 "))
        (token,) = (line.partition("/experimenter#token=")[2] for line in lines if "/experimenter#token=" in line)
        trust = ssl.create_default_context(cafile=tmp_path / "data/https/certificate.pem")
        assert asked(address, token, "/v1/study", trust=trust)["planned"] == 8
        assert asked(address, key, "/v1/study/session/status", trust=trust)["state"] == "waiting"
        stop(running)


def test_new_records_have_as_many_participants_as_are_planned(
    lab: Path, tetrascope: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[int] = []

    def count(*arguments: Any) -> int:
        served.append(len(arguments[3].participants()))
        return 0

    monkeypatch.setattr("tetrascope.cli.study.run.leave", lambda code: code)
    monkeypatch.setattr("tetrascope.cli.study.run._serve", count)
    for wanted in ((), ("--participants", "3"), ("--participants", "9"), ()):
        assert tetrascope("study", "run", lab, "--port", "0", *wanted).code in (0, None)
    assert served == [8, 8, 9, 9]


def test_a_study_without_its_weights_is_not_begun(lab: Path, tetrascope: Command) -> None:
    change(lab, ('network = "efficientnet-lite0"', 'network = "vgg19"'))
    outcome = tetrascope("study", "run", lab, "--port", "0")
    assert outcome.code == 1
    assert re.search(r"study\.toml:\d+: network: Expected the weights of VGG19 on this machine", outcome.err)
    assert not (lab / "records.sqlite").exists()


def test_a_fault_is_told_with_its_line(lab: Path, tetrascope: Command) -> None:
    change(lab, ('sample = "flower"', 'file = "own.png"'))
    outcome = tetrascope("study", "run", lab, "--port", "0")
    assert outcome.code == 1
    assert re.search(r"study\.toml:\d+: images\[2\]\.file: Expected an image, got 'own.png'", outcome.err)


def test_a_taken_port_and_taken_records_are_told_at_once(lab: Path, tetrascope: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "Expected port" in tetrascope("study", "run", lab, "--port", taken.getsockname()[1]).err
    from tetrascope.study.file.study_file import read_study

    with StudyStore(lab / "records.sqlite", read_study(lab / "study.toml")):
        outcome = tetrascope("study", "run", lab, "--port", "0")
    assert (outcome.code, "which another program has open" in outcome.err) == (1, True)


@pytest.mark.parametrize("count", ["0", "-1", "many", "10001"])
def test_a_number_that_cannot_be_is_a_wrong_command_line(count: str, lab: Path, tetrascope: Command) -> None:
    assert tetrascope("study", "run", lab, "--participants", count).code == 2
