"""Measures a server that conducts a study: how long participants wait until what they did is acknowledged.

    python tests/measure/study_server.py                        100 participants for five minutes
    python tests/measure/study_server.py --participants 20 --seconds 30

The server is `tetrascope study run`, in a process of its own, with the network loaded. Each participant has a
connection, sends what happened about once a second (one to five events), and asks for the session's status every two
seconds. Prints milliseconds: the median, p95, p99 and the longest, of both.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tests.study.records.kills import free_port  # noqa: E402
from tests.study.records.record_client import event  # noqa: E402

from tetrascope.study.file.new_study import new_study  # noqa: E402
from tetrascope.study.file.places import RECORDS_FILE, STUDY_FILE  # noqa: E402
from tetrascope.study.records.study_records import StudyRecords  # noqa: E402

TOKEN = "the-token-of-a-measurement"
STATUS_EVERY_S = 2.0
PAUSE_S = 1.0
"""From one batch to the next, on average."""


class Participant:
    """One who works: what it waits for, in seconds."""

    def __init__(self, port: int, number: int, key: str) -> None:
        self.acknowledged: list[float] = []
        self.status: list[float] = []
        self.sent = 0
        self._draw = Random(number)
        self._client = f"client-{number:04}"
        self._line = HTTPConnection("127.0.0.1", port, timeout=60)
        form = "application/json"
        self._headers = {"Authorization": f"Bearer {key}", "Accept": form, "Content-Type": form}

    def work(self, until: float) -> None:
        """Until that time by the monotonic clock."""
        next_status = time.monotonic() + self._draw.uniform(0, STATUS_EVERY_S)
        next_batch = time.monotonic() + self._draw.uniform(0, 2 * PAUSE_S)
        while (now := time.monotonic()) < until:
            if next_batch <= now:
                self._send(self._draw.randint(1, 5))
                next_batch = now + self._draw.uniform(0, 2 * PAUSE_S)
            elif next_status <= now:
                took, _ = self.ask("GET", "/v1/study/session/status")
                self.status.append(took)
                next_status += STATUS_EVERY_S
            else:
                time.sleep(min(next_batch, next_status) - now)
        self._line.close()

    def _send(self, count: int) -> None:
        numbers = range(self.sent + 1, self.sent + 1 + count)
        body = {"client_id": self._client, "events": [event(number) for number in numbers]}
        took, told = self.ask("POST", "/v1/study/session/events", body)
        assert told == {"acknowledged": [*numbers], "refused": []}, told
        self.sent = numbers[-1]
        self.acknowledged.append(took)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[float, Any]:
        """Seconds that an answer took, and the answer."""
        began = time.perf_counter()
        self._line.request(method, path, None if body is None else json.dumps(body), self._headers)
        answer = self._line.getresponse()
        told = json.load(answer)
        took = time.perf_counter() - began
        assert answer.status == 200, told
        return took, told


def started(folder: Path, port: int, participants: int, options: Sequence[str] = ()) -> "subprocess.Popen[str]":
    """The server, when it answers; `options` are more of the command's."""
    for name, content in new_study("measured").items():
        (folder / name).write_bytes(content)
    command = [sys.executable, "-m", "tetrascope", "study", "run", str(folder / STUDY_FILE), "--port", str(port)]
    command += ["--participants", str(participants), "--start", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "backend"), "TETRASCOPE_TOKEN": TOKEN}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert server.stdout is not None
    while "Ctrl-C" not in (line := server.stdout.readline()):
        assert line, "the server did not start"
    return server


def keys(port: int) -> list[str]:
    """Those of all participants, as the experimenter has them."""
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/v1/study", headers={"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"})
    return [each["key"] for each in json.load(line.getresponse())["participants"]]


def tell(name: str, took: list[float]) -> None:
    """One line, of seconds."""
    values = 1000 * np.array(took)
    middle, late, later = np.percentile(values, [50, 95, 99])
    print(
        f"  {name}: median {middle:.1f} ms, p95 {late:.1f} ms, p99 {later:.1f} ms, longest {values.max():.1f} ms,"
        f" of {len(values)}"
    )


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure a server that conducts a study.")
    parser.add_argument("--participants", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        server = started(folder, port, arguments.participants)
        try:
            participants = [Participant(port, number, key) for number, key in enumerate(keys(port), 1)]
            until = time.monotonic() + arguments.seconds
            threads = [threading.Thread(target=each.work, args=(until,)) for each in participants]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            server.wait()
        sent = sum(each.sent for each in participants)
        found = sum(each.events for each in StudyRecords(folder / RECORDS_FILE).standings())
    print(f"{arguments.participants} participants, {arguments.seconds:g} s, {sent} events sent, {found} recorded:")
    tell("until acknowledged", [took for each in participants for took in each.acknowledged])
    tell("status", [took for each in participants for took in each.status])


if __name__ == "__main__":
    main()
