"""Measures a study under load: what participants wait for while they drag masks and look at pools, all at once.

    python tests/measure/load.py                        100 participants for five minutes
    python tests/measure/load.py --participants 10 --seconds 60
    python tests/measure/load.py --engine ray --workers 2     the same, its analyses on the workers of a cluster here

The server is `tetrascope study run`, in a process of its own. Each participant has a connection of its own for what it
does, as `study_server.py` has, and a stream. Every ten seconds on average it drags a mask for a second, ten times a
second in one slot, and one drag in six is followed by a pool. Prints how long after the last move of a drag the columns
of that mask were whole, how long a pool took, how often the server had no place, and how many requests were answered
by nothing at all.
"""

import argparse
import asyncio
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

import msgpack

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tests.measure.study_server import TOKEN, Participant, keys, started, tell  # noqa: E402
from tests.simulation import behaviour  # noqa: E402
from tests.simulation.participant import Answers  # noqa: E402
from tests.study.records.kills import free_port  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402

NETWORK = "efficientnet-lite0"
PATIENCE_S = 120.0
"""After the end, for what is still to come."""


class Explorer:
    """One participant's stream."""

    def __init__(self, number: int, image: str, stream: ClientConnection, answers: Answers) -> None:
        self._draw = Random(number)
        self._common = {"image_id": image, "network_id": NETWORK}
        self._stream = stream
        self._answers = answers
        self._waiting: dict[str, asyncio.Future[tuple[str, float, float]]] = {}
        self._parts: dict[str, float] = {}

    async def explore(self, until: float) -> None:
        """Until that time by the monotonic clock, and until everything is answered."""
        hearing = asyncio.create_task(self._hear())
        await asyncio.sleep(behaviour.first_wait(self._draw))
        while time.monotonic() < until:
            await self._drag()
            if behaviour.looks_at_a_pool(self._draw):
                await self._pool()
            await asyncio.sleep(behaviour.think(self._draw))
        if self._waiting:
            await asyncio.wait(self._waiting.values(), timeout=PATIENCE_S)
        hearing.cancel()

    async def _drag(self) -> None:
        top, left = behaviour.corner(self._draw)
        for move in range(behaviour.MOVES):
            mask = {"top": top, "left": left + behaviour.STEP * move, "height": behaviour.MASK, "width": behaviour.MASK}
            answer = await self._ask("layers", "structure", {"masks": [mask]})
            sent = time.monotonic()
            await asyncio.sleep(behaviour.MOVE_S)
        how, first, last = await answer
        if how == "done":
            self._answers.first.append(first - sent)
            self._answers.columns.append(last - sent)

    async def _pool(self) -> None:
        sent = time.monotonic()
        windows = [{"size": behaviour.window_size(self._draw), "stride": behaviour.STRIDE}]
        how, _, last = await (await self._ask("pools", "pool", {"windows": windows}))
        if how == "done":
            self._answers.pools.append(last - sent)

    async def _ask(self, operation: str, slot: str, body: dict[str, Any]) -> "asyncio.Future[tuple[str, float, float]]":
        self._answers.sent += 1
        number = str(self._answers.sent)
        frame = {
            "type": "request",
            "id": number,
            "slot": slot,
            "operation": operation,
            "body": {**self._common, **body},
        }
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._stream.send(msgpack.packb(frame))
        return self._waiting[number]

    async def _hear(self) -> None:
        async for message in self._stream:
            frame, now = msgpack.unpackb(message), time.monotonic()
            number = str(frame.get("id"))
            if frame["type"] == "part":
                self._parts.setdefault(number, now)
            elif frame["type"] in ("done", "cancelled", "error"):
                how = frame["error"]["code"] if frame["type"] == "error" else frame["type"]
                self._answers.ends[how] += 1
                self._waiting.pop(number).set_result((how, self._parts.pop(number, now), now))


async def explore_all(port: int, image: str, all_keys: list[str], until: float) -> Answers:
    """Everybody's streams."""
    answers = Answers()

    async def one(number: int, key: str) -> None:
        headers = {"Authorization": f"Bearer {key}"}
        async with connect(f"ws://127.0.0.1:{port}/v1/stream", additional_headers=headers, max_size=None) as stream:
            await Explorer(number, image, stream, answers).explore(until)

    await asyncio.gather(*(one(number, key) for number, key in enumerate(all_keys, 1)))
    return answers


def sample(port: int) -> str:
    """The id of the study's image."""
    _, told = Participant(port, 0, TOKEN).ask("GET", "/v1/samples")
    return next(str(each["image"]["image_id"]) for each in told["samples"] if each["name"] == "cat")


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure a study under load.")
    parser.add_argument("--participants", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--engine", choices=["embedded", "ray"], default="embedded")
    parser.add_argument("--workers", type=int, default=2, help="with --engine ray")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        port = free_port()
        options = ["--engine", "ray", "--workers", str(arguments.workers)] if arguments.engine == "ray" else []
        server = started(Path(name), port, arguments.participants, options)
        try:
            found = keys(port)
            until = time.monotonic() + arguments.seconds
            working = [Participant(port, number, key) for number, key in enumerate(found, 1)]
            threads = [threading.Thread(target=each.work, args=(until,)) for each in working]
            for thread in threads:
                thread.start()
            answers = asyncio.run(explore_all(port, sample(port), found, until))
            for thread in threads:
                thread.join()
        finally:
            server.terminate()
            server.wait()
    ended = sum(answers.ends.values())
    what = " ".join(options) or "embedded"
    print(f"{what}: {arguments.participants} participants, {arguments.seconds:g} s, {answers.sent} requests:")
    print("  ends:", ", ".join(f"{how} {count}" for how, count in answers.ends.most_common()))
    print(f"  without an answer: {answers.sent - ended}")
    for what, took in (("first column", answers.first), ("all columns", answers.columns), ("pool", answers.pools)):
        if took:
            tell(what, took)
    tell("until acknowledged", [took for each in working for took in each.acknowledged])
    tell("status", [took for each in working for took in each.status])


if __name__ == "__main__":
    main()
