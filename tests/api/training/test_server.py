"""Training by a real server: started, followed, stopped, resumed over the protocol, and the server ended meanwhile."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.patience import PATIENCE_S, eventually
from tests.training.pictures import draw_classes
from websockets.sync.client import connect

from tetrascope.training.measures import EpochMeasure
from tetrascope.training.run_folder import RunFolder, RunsFolder

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals")


class Served:
    """A server in a process of its own, whose runs are in a folder of the test's."""

    def __init__(self, place: Path, folders: list[Path]) -> None:
        self.runs = RunsFolder(place / "data" / "training")
        command = [sys.executable, "-m", "tetrascope", "serve", "--port", "0"]
        for folder in folders:
            command += ["--training-data", str(folder)]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            env={**os.environ, "TETRASCOPE_DATA": str(place / "data")},
        )
        assert self.process.stdout is not None
        self.address = ""
        for line in self.process.stdout:
            if line.startswith("Ready: "):
                self.address = line.split()[1]
            if "Ctrl-C" in line:
                break

    def ask(self, path: str, body: object = None) -> Any:
        """The answer, or the error."""
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/v1/training{path}", data, headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)

    def follow(self, run: str, after: int = 0) -> "Followed":
        """Everything that is told until the run is finished or stopped, or the server is gone."""
        return Followed(self.address, run, after)

    def kill(self) -> None:
        """End it without a goodbye."""
        self.process.kill()
        self.process.wait(PATIENCE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()


class Followed:
    """What came of following a run."""

    def __init__(self, address: str, run: str, after: int = 0) -> None:
        self.steps: list[Any] = []
        self.epochs: list[Any] = []
        self.progress: list[Any] = []
        self.parts = 0
        self.end = "lost"
        self.state = ""
        self.position = 0
        self.error: Any = None
        with connect(f"ws{address.removeprefix('http')}/v1/stream", max_size=None) as stream:
            stream.recv(timeout=PATIENCE_S)
            stream.send(json.dumps({"type": "follow", "id": "1", "run": run, "after": after}))
            for text in stream:
                if self._take(json.loads(text)):
                    return

    def _take(self, frame: Any) -> bool:
        if frame["type"] == "training":
            training = frame["training"]
            if training["anew"]:
                self.steps, self.epochs = [], []
            self.steps += training["steps"]
            self.epochs += training["epochs"]
            self.state, self.position = training["run"]["state"], training["position"]
            self.parts += 1
        elif frame["type"] == "progress":
            self.progress.append(frame["progress"])
        else:
            self.end, self.error = frame["type"], frame.get("error")
            return True
        return False


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def folders(place: Path) -> list[Path]:
    """Two classes; one class; and two of which nothing can be read."""
    good = draw_classes(place / "stripes")
    alone = draw_classes(place / "alone", classes=("rows",))
    torn = draw_classes(place / "torn", each=2)
    for file in torn.rglob("*.png"):
        file.write_bytes(b"no picture")
    return [good, alone, torn]


@pytest.fixture(scope="module")
def process(place: Path, folders: list[Path]) -> Iterator[Served]:
    served = Served(place, folders)
    yield served
    served.kill()


def measured(folder: RunFolder) -> tuple[list[int], list[int]]:
    """Steps and epochs that are written down."""
    epochs = [each.epoch for each in folder.measures() if isinstance(each, EpochMeasure)]
    return [each.step for each in folder.measures() if not isinstance(each, EpochMeasure)], epochs


def test_what_is_wrong_with_data_is_answered_before_and_after_a_process_saw_it(process: Served, place: Path) -> None:
    offered = {each["data_id"]: each for each in process.ask("")["data"]}
    assert [*offered] == ["digits", "stripes", "alone", "torn"]
    assert offered["stripes"]["problem"] is None
    before = process.ask("/runs", {"data_id": "alone"})["error"]
    assert (before["code"], before["field"]) == ("invalid_input", "data_id")
    answer = process.ask("/runs", {"data_id": "torn", "start": "scratch"})
    # a machine that is slow answers before the process has seen it; whoever follows the run is told then
    after = answer["error"] if "error" in answer else process.follow("torn").error
    assert (after["code"], after["field"]) == ("invalid_input", "data_id"), after
    assert str(place) not in json.dumps([before, after])
    (told,) = process.ask("/runs")["starting"]
    assert (told["name"], told["error"]["code"]) == ("torn", "invalid_input")
    assert process.ask("/runs")["runs"] == []


@POSIX
def test_a_run_that_is_stopped_before_it_was_begun_leaves_nothing(process: Served) -> None:
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(process.ask, "/runs", {"data_id": "stripes", "name": "early"})
        eventually(lambda: "early" in {each["name"] for each in process.ask("/runs")["starting"]})
        stopped = process.ask("/runs/early/control", {"action": "stop"})["error"]
        assert (stopped["code"], stopped["field"]) == ("not_found", "run")
        assert answer.result()["error"] == stopped
    assert process.runs.run("early") is None
    assert "early" not in {each["name"] for each in process.ask("/runs")["starting"]}


def test_an_edited_list_is_trained_from_the_weights_of_the_run_that_it_was(process: Served) -> None:
    assert process.ask("/runs", {"data_id": "stripes", "start": "scratch", "epochs": 2, "name": "plain"})["name"]
    assert process.follow("plain").state == "finished"
    network = process.ask("/runs/plain/blocks")["network"]
    network["blocks"][4]["filters"] = 48
    network["blocks"].insert(-1, {"kind": "dropout", "name": "dropout1", "rate": 0.25})
    request = {"data_id": "stripes", "epochs": 1, "name": "edited", "blocks": network, "keep": "plain@1"}
    started = process.ask("/runs", request)
    assert started["name"] == "edited", started
    assert process.follow("edited").state == "finished"
    (run,) = [each for each in process.ask("/runs")["runs"] if each["name"] == "edited"]
    assert (run["changed_from"], run["kept_from"], run["own_blocks"]) == ("plain", "plain@1", True)
    told = process.ask("/runs/edited/blocks")
    assert [block["name"] for block in told["network"]["blocks"]] == [block["name"] for block in network["blocks"]]
    assert told["changed_from"] == "plain@1"
    assert told["changes"] == ["block2_conv: filters 32 → 48", "dropout1 added before logits"]
    assert any(note.startswith("Weights are kept from plain@1: ") for note in run["notes"])
    assert [*process.runs.path.glob(".started/*.blocks.json")] == []


@POSIX
def test_two_follow_a_run_that_is_stopped_resumed_and_outlives_the_server(
    process: Served, place: Path, folders: list[Path]
) -> None:
    started = process.ask("/runs", {"data_id": "digits", "epochs": 2, "name": "numbers", "seed": 3})
    assert started["name"] == "numbers", started
    folder = RunFolder(process.runs.path / "numbers")
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(process.follow, "numbers") for _ in range(2)]
        eventually(lambda: len(folder.measures()) > 5)
        other = process.ask("/runs", {"data_id": "digits"})["error"]
        assert other["code"] == "training_busy"
        assert process.ask("/runs/numbers/control", {"action": "stop"})["state"] == "stopped"
        for each in both:
            followed = each.result()
            assert (followed.end, followed.state) == ("done", "stopped")
            assert ([step["step"] for step in followed.steps], [e["epoch"] for e in followed.epochs]) == measured(
                folder
            )
            assert followed.parts > 1
        position = followed.position
        assert process.ask("/runs/numbers/control", {"action": "resume", "epochs": 3})["state"] == "running"
        both = [threads.submit(process.follow, "numbers", after) for after in (0, position)]
        eventually(lambda: 1 in measured(folder)[1])
        os.killpg(
            process.process.pid, signal.SIGKILL
        )  # with everything that ends with it, as when a terminal is closed
        process.process.wait(PATIENCE_S)
        for each in both:
            each.exception(PATIENCE_S)
    assert folder.state() == "running"
    again = Served(place, folders)
    try:
        followed = again.follow("numbers")
        assert (followed.end, followed.state) == ("done", "finished")
        assert ([step["step"] for step in followed.steps], [e["epoch"] for e in followed.epochs]) == measured(folder)
        assert measured(folder)[1] == [0, 1, 2, 3]
        assert all(each["total"] == 3 * 45 for each in followed.progress)
        results = again.ask("/runs/numbers/results")
        assert sum(map(sum, (each["taken_for"] for each in results["classes"]))) == 359
        assert {tuple(each["picture"]["shape"]) for each in results["worst"]} == {(48, 48, 3)}
        taken = again.ask("/runs", {"data_id": "digits", "name": "numbers"})["error"]
        assert (taken["code"], taken["field"]) == ("invalid_input", "name")
    finally:
        again.kill()
