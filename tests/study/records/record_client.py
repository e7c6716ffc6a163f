"""A process of several participants' clients, each of which sends events until it is told to stop.

    python record_client.py PORT PARTICIPANT [PARTICIPANT ...]

A line on standard output, PARTICIPANT SEQUENCE, for each event that was acknowledged, as soon as it was. What was not
is sent again, to whoever answers at the port; and some of what was, too. When standard input ends, each client sends
what it has begun, and the last line of each is PARTICIPANT sent COUNT. It imports nothing of Tetrascope.
"""

import sys
import threading
import time
from multiprocessing.connection import Client, Connection
from random import Random
from typing import Any

KEY = b"records"
stopping = threading.Event()
_out = threading.Lock()


def tell(*words: object) -> None:
    with _out:
        print(*words, flush=True)


def connected(port: int) -> "Connection[Any, Any]":
    """The server, as soon as there is one."""
    while True:
        try:
            return Client(("127.0.0.1", port), authkey=KEY)
        except (EOFError, OSError):
            time.sleep(0.02)


def run(port: int, participant: int) -> None:
    draw = Random(participant)
    told: list[int] = []
    sequence = 0
    server = connected(port)
    while not stopping.is_set():
        fresh = list(range(sequence + 1, sequence + 1 + draw.randint(1, 5)))
        sequence = fresh[-1]
        batch = [*draw.sample(told, min(len(told), draw.randint(0, 2))), *fresh]
        missing = set(batch)
        while missing:
            try:
                server.send((participant, {"client_id": f"client-{participant:04}", "events": [*map(event, batch)]}))
                acknowledged, refused = server.recv()
            except (EOFError, OSError):
                server.close()
                server = connected(port)
                continue
            assert not refused, refused
            missing -= set(acknowledged)
        for each in fresh:
            tell(participant, each)
        told += fresh
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
    port, *participants = map(int, sys.argv[1:])
    threads = [threading.Thread(target=run, args=(port, each)) for each in participants]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    stopping.set()
    for thread in threads:
        thread.join()
