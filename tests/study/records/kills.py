"""Kills the process that keeps the records, again and again, while clients in other processes send events."""

import queue
import socket
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from random import Random
from typing import IO, NamedTuple

from tests.patience import PATIENCE_S

from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore

HERE = Path(__file__).parent
RECORDING = HERE / "record_server.py"
"""A process that keeps the records, and nothing else."""
CONDUCTING = HERE.parents[1] / "api/study/study_server.py"
"""The server that conducts a study, without a network."""


class Found(NamedTuple):
    """What has become of the events."""

    kills: int
    sent: int
    acknowledged: int
    recorded: int
    lost: int
    """Acknowledged, or sent until acknowledged, and not in the records."""
    twice: int
    """In the records more than once."""


def kill_again_and_again(
    folder: Path,
    study: Study,
    kills: int,
    participants: int,
    processes: int,
    *,
    conducted: bool = False,
    cluster: str | None = None,
) -> Found:
    """Each time after some events were acknowledged, and never because time has passed.

    `conducted` says whether the process is the server that conducts the study, and is talked to by its protocol; it
    then may be a gateway of the Ray cluster whose address `cluster` is.
    """
    records, definition, port = folder / "records.sqlite", folder / "study.json", free_port()
    definition.write_text(study.json_text(), encoding="utf-8")
    with StudyStore(records, study) as store:
        for _ in range(participants):
            store.add_participant()
        keys = {each.participant.number: f"={each.key}" if conducted else "" for each in store.standings()}
    draw, told = Random(kills), queue.SimpleQueue[str]()
    script = CONDUCTING if conducted else RECORDING
    more = [] if cluster is None else [cluster]
    server = start_server(script, records, definition, port, *more)
    names = [f"{number}{key}" for number, key in keys.items()]
    clients = [start_client(port, names[first::processes], told) for first in range(processes)]
    acknowledged: Counter[tuple[int, int]] = Counter()
    try:
        for _ in range(kills):
            for _ in range(draw.randint(1, 20 * participants)):
                number, sequence = told.get(timeout=PATIENCE_S).split()
                acknowledged[int(number), int(sequence)] += 1
            server.kill()
            server.wait()
            server = start_server(script, records, definition, port, *more)
        for client in clients:
            assert client.stdin is not None
            client.stdin.close()
        sent: dict[int, int] = {}
        while len(sent) < participants:
            match told.get(timeout=PATIENCE_S).split():
                case [number, "sent", count]:
                    sent[int(number)] = int(count)
                case [number, sequence]:
                    acknowledged[int(number), int(sequence)] += 1
        for client in clients:
            assert client.wait(PATIENCE_S) == 0
    finally:
        for process in (server, *clients):
            process.kill()
            process.wait()
    with StudyStore(records, study) as store:
        found = Counter((each.participant, each.sequence) for each in store.events())
    expected = {(number, sequence) for number, count in sent.items() for sequence in range(1, count + 1)}
    return Found(
        kills=kills,
        sent=len(expected),
        acknowledged=len(acknowledged),
        recorded=found.total(),
        lost=len((expected | set(acknowledged)) - set(found)),
        twice=sum(count > 1 for count in found.values()),
    )


def start_server(script: Path, records: Path, definition: Path, port: int, *more: str) -> "subprocess.Popen[str]":
    """A server that listens."""
    command = [sys.executable, str(script), str(records), str(definition), str(port), *more]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    while (line := server.stdout.readline()) != "listening\n":  # Ray has its say before
        assert line, "the server did not start"
    server.stdout.close()
    return server


def start_client(port: int, participants: list[str], told: "queue.SimpleQueue[str]") -> "subprocess.Popen[str]":
    """A process of clients; what it prints goes into the queue."""
    command = [sys.executable, str(HERE / "record_client.py"), str(port), *participants]
    client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert client.stdout is not None
    threading.Thread(target=_read, args=(client.stdout, told), daemon=True).start()
    return client


def _read(lines: IO[str], told: "queue.SimpleQueue[str]") -> None:
    for line in lines:
        told.put(line)


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
