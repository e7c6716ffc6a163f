"""Measure what a client notices of another that asks for much: the columns of a mask that is moved, beside N others'.

    python -m tests.measure.shares

Each client has one stream. The other has N requests for masked columns, or for pools, under way at any time; with fair
shares the first waits for about twice as long as alone, whatever N.
"""

import itertools
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import msgpack
from tests.measure.server import NETWORK, Server
from websockets.sync.client import ClientConnection, connect

MOVES = 25
UNDER_WAY = (1, 8)
"""A stream has at most eight."""
NUMBERS = itertools.count()


def columns(image: str, place: int) -> dict[str, Any]:
    mask = {"top": place % 150, "left": place // 150, "height": 40, "width": 40}
    return {"operation": "layers", "body": {"image_id": image, "network_id": NETWORK, "masks": [mask]}}


def pool(image: str, place: int) -> dict[str, Any]:
    windows = [{"size": 20 + place % 100, "stride": 20}]
    return {"operation": "pools", "body": {"image_id": image, "network_id": NETWORK, "windows": windows}}


def _stream(server: Server) -> ClientConnection:
    return connect(server.base.replace("http", "ws", 1) + "/v1/stream", max_size=None)


def send(stream: ClientConnection, request: dict[str, Any]) -> str:
    number = str(next(NUMBERS))
    stream.send(msgpack.packb({"type": "request", "id": number, **request}))
    return number


def until_end(stream: ClientConnection) -> str:
    """The number of the request that ends next."""
    while True:
        frame = msgpack.unpackb(stream.recv())
        if frame["type"] == "error":
            raise RuntimeError(frame)
        if frame["type"] == "done":
            return str(frame["id"])


def moves(server: Server, image: str, first: int) -> list[float]:
    """Milliseconds of each move of a mask, one after the other."""
    found = []
    with _stream(server) as stream:
        for place in range(first, first + MOVES):
            began = time.perf_counter()
            send(stream, columns(image, place))
            until_end(stream)
            found.append(1000 * (time.perf_counter() - began))
    return found


@contextmanager
def beside(server: Server, image: str, ask: Any, under_way: int) -> Iterator[None]:
    """Another client, which asks again whenever one of its requests has ended."""
    done = Event()

    def greedy() -> None:
        places = itertools.count(7000)
        with _stream(server) as stream:
            for _ in range(under_way):
                send(stream, ask(image, next(places)))
            while not done.is_set():
                until_end(stream)
                send(stream, ask(image, next(places)))

    thread = Thread(target=greedy)
    thread.start()
    time.sleep(1)
    yield
    done.set()
    thread.join()


def told(what: str, found: list[float], alone: float) -> float:
    middle = statistics.median(found)
    late = statistics.quantiles(found, n=20)[-1]
    print(
        f"{what:34} {middle:7.0f} ms median {late:7.0f} ms 95%  {middle / (alone or middle):5.1f} x alone", flush=True
    )
    return middle


def main() -> None:
    server = Server("64")
    try:
        first, second = [each["image"]["image_id"] for each in server.call("/v1/samples")["samples"]][:2]
        moves(server, first, 20_000)
        alone = told("alone", moves(server, first, 0), 0)
        start = itertools.count(100, MOVES)
        for name, ask in (("columns", columns), ("pools", pool)):
            for under_way in UNDER_WAY:
                with beside(server, second, ask, under_way):
                    told(f"beside {under_way} {name} of another", moves(server, first, next(start)), alone)
    finally:
        server.process.terminate()
        server.process.wait(30)


if __name__ == "__main__":
    main()
