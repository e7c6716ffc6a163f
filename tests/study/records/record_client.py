"""A process of several participants' clients, each of which sends events until it is told to stop.

    python record_client.py PORT PARTICIPANT[=KEY] [PARTICIPANT[=KEY] ...]

With keys they talk to the server that conducts a study, by its protocol; without, to `record_server.py`. A line on
standard output, PARTICIPANT SEQUENCE, for each event that was acknowledged, as soon as it was. What was not
is sent again, to whoever answers at the port; and some of what was, too. When standard input ends, each client sends
what it has begun, and the last line of each is PARTICIPANT sent COUNT. It imports nothing of Tetrascope.
"""

import json
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from multiprocessing.connection import Client
from random import Random
from typing import Any

KEY = b"records"
stopping = threading.Event()
_out = threading.Lock()


def tell(*words: object) -> None:
    with _out:
        print(*words, flush=True)


class PipeLine:
    """To `record_server.py`."""

    def __init__(self, port: int, participant: int) -> None:
        self._participant = participant
        self._server = Client(("127.0.0.1", port), authkey=KEY)

    def acknowledged(self, batch: dict[str, Any]) -> set[int]:
        self._server.send((self._participant, batch))
        acknowledged, refused = self._server.recv()
        assert not refused, refused
        return set(acknowledged)

    def close(self) -> None:
        self._server.close()


class HttpLine:
    """To the server that conducts a study."""

    def __init__(self, port: int, key: str) -> None:
        self._headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        self._server = HTTPConnection("127.0.0.1", port, timeout=60)
        self._server.connect()

    def acknowledged(self, batch: dict[str, Any]) -> set[int]:
        self._server.request("POST", "/v1/study/session/events", json.dumps(batch), self._headers)
        answer = self._server.getresponse()
        told = json.load(answer)
        if answer.status == 503:
            raise OSError(told["error"]["message"])
        assert answer.status == 200, told
        assert not told["refused"], told
        return set(told["acknowledged"])

    def close(self) -> None:
        self._server.close()


def connected(port: int, participant: int, key: str) -> "PipeLine | HttpLine":
    """The server, as soon as there is one."""
    while True:
        try:
            return HttpLine(port, key) if key else PipeLine(port, participant)
        except (EOFError, OSError):
            time.sleep(0.02)


def run(port: int, participant: int, key: str) -> None:
    draw = Random(participant)
    told: list[int] = []
    sequence = 0
    server = connected(port, participant, key)
    while not stopping.is_set():
        fresh = list(range(sequence + 1, sequence + 1 + draw.randint(1, 5)))
        sequence = fresh[-1]
        batch = [*draw.sample(told, min(len(told), draw.randint(0, 2))), *fresh]
        missing = set(batch)
        while missing:
            try:
                missing -= server.acknowledged(
                    {"client_id": f"client-{participant:04}", "events": [*map(event, batch)]}
                )
            except (EOFError, OSError, HTTPException):
                server.close()
                server = connected(port, participant, key)
        for each in fresh:
            tell(participant, each)
        told += fresh
    server.close()
    tell(participant, "sent", sequence)


def event(sequence: int) -> dict[str, Any]:
    return {
        "sequence": sequence,
        "kind": "maps_closed",
        "step": "task.clustered.cat.explore",
        "scene": "structure",
        "monotonic_ms": sequence * 10.0,
        "wall_ms": 1.7e12 + sequence,
        "content": {"mask": {"kind": "rectangle", "top": sequence % 200, "left": 7, "height": 20, "width": 20}},
    }


if __name__ == "__main__":
    port, *participants = sys.argv[1:]
    named = [each.partition("=") for each in participants]
    threads = [threading.Thread(target=run, args=(int(port), int(number), key)) for number, _, key in named]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stopping.set()
    for thread in threads:
        thread.join()
