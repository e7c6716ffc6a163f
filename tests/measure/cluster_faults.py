"""Breaks parts of a cluster while clients use it, and tells what they see of it.

    python -m tests.measure.cluster_faults                      all of it
    python -m tests.measure.cluster_faults worker store         some of it

A cluster of this machine with two workers and two gateways, each a process of its own; at each gateway a client asks
for the columns of one new mask after the other. Needs the extra: pip install "tetrascope[cluster]". Linux.

`worker`   a worker is killed
`stopped`  a worker stands still for ten seconds, as where nothing of it arrives
`store`    more large answers than the object store holds, by clients that do not read
`keeper`   the actor that keeps photos is killed
`memory`   another program takes the memory of the machine until Ray ends a worker for it
`gateway`  a gateway is killed
`head`     the head of the cluster is killed, and started again, with new gateways
"""

import itertools
import os
import signal
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import msgpack
import psutil
from tests.measure.server import NETWORK, Server
from tests.measure.shares import columns, send
from tests.ray_cluster import running_cluster, start_head
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tetrascope.bench.fresh import fresh_photo
from tetrascope.bench.subject import sample_photo

STORE_BYTES = 80 * 2**20
"""Of the object store; Ray takes no less than 75 MiB."""
CONNECTIONS, ANSWERS, LARGEST_LAYER = 16, 7, "block2a_expand_conv"
"""Who reads nothing, how much each asks for, and of which layer: its maps are 1.2 MB."""
STOPPED_S, AFTER_S = 10.0, 30.0
MEMORY_SHARE = 0.6
"""Of the machine's memory, above which Ray ends workers here; otherwise 0.95, which would take other programs along."""
BALLAST_BYTES = 2**28
NUMBERS = itertools.count()


class Client(threading.Thread):
    """Asks again and again, and writes down when an answer or an error came."""

    def __init__(self, gateway: Server, name: str) -> None:
        super().__init__(daemon=True)
        self.name = name
        self.image = gateway.call("/v1/samples")["samples"][0]["image"]["image_id"]
        self.ends: list[tuple[float, str]] = []
        """When, and how: done, or what was said."""
        self._stream = connect(gateway.base.replace("http", "ws", 1) + "/v1/stream", max_size=None)
        self.start()

    def run(self) -> None:
        try:
            while True:
                send(self._stream, columns(self.image, next(NUMBERS)))
                while (frame := msgpack.unpackb(self._stream.recv()))["type"] not in ("done", "error"):
                    pass
                error = frame.get("error", {})
                self._note(" ".join(filter(None, (error.get("message"), error.get("hint")))) or "done")
                time.sleep(0.1 if error else 0)
        except (ConnectionClosed, OSError) as error:
            self._note(f"connection lost: {error}")

    def _note(self, how: str) -> None:
        self.ends.append((time.monotonic(), how))

    def tell(self, since: float) -> None:
        """What it saw from then on."""
        found = [(at, how) for at, how in self.ends if at >= since]
        times = [since, *(at for at, how in found if how == "done")]
        gap = max((after - before for before, after in itertools.pairwise(times)), default=0.0)
        counts = Counter(how for _, how in found)
        answers = counts.pop("done", 0)
        silent = time.monotonic() - times[-1]
        print(
            f"    client of {self.name}: {answers} answers, the longest pause between two {gap:.1f} s, "
            f"the last {silent:.1f} s ago",
            flush=True,
        )
        for how, count in counts.items():
            print(f"      {count} x {how}", flush=True)


def processes(name: str) -> list[psutil.Process]:
    """Those of the cluster whose names begin so."""
    found = []
    for each in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess, IndexError):
            if Path(each.cmdline()[0]).name.startswith(name):
                found.append(each)
    return found


def workers() -> list[psutil.Process]:
    """Those of the cluster."""
    return processes("ray::ServeReplica:tetrascope")


def wait_for_workers(count: int) -> float:
    """Seconds until so many are there again."""
    began = time.monotonic()
    while len(workers()) < count:
        time.sleep(0.5)
    return time.monotonic() - began


class Faults:
    """What can be broken.

    Args:
        address: of the cluster.
        gateways: two.
        clients: one of each.
    """

    def __init__(self, address: str, gateways: list[Server], clients: list[Client]) -> None:
        self.address, self.gateways, self.clients = address, gateways, clients

    def worker(self) -> None:
        busy = max(workers(), key=lambda each: each.cpu_times().user)
        busy.kill()
        print(f"    another worker was there after {wait_for_workers(2):.0f} s")

    def stopped(self) -> None:
        busy = max(workers(), key=lambda each: each.cpu_times().user)
        busy.suspend()
        time.sleep(STOPPED_S)
        busy.resume()

    def store(self) -> None:
        """Large answers by sixteen connections that read nothing for a while: nearly twice what the store holds."""
        image = self.clients[0].image
        masks = ({"top": place, "left": 3, "height": 30, "width": 30} for place in itertools.count())
        ends: Counter[str] = Counter()
        with ExitStack() as opened:
            streams = [
                opened.enter_context(
                    connect(each.base.replace("http", "ws", 1) + "/v1/stream", max_size=None, max_queue=1)
                )
                for each in self.gateways * (CONNECTIONS // 2)
            ]
            for stream, mask in itertools.product(streams, itertools.islice(masks, ANSWERS)):
                mask = {**mask, "left": 3 + streams.index(stream)}
                body = {"image_id": image, "network_id": NETWORK, "layer": LARGEST_LAYER, "masks": [mask]}
                send(stream, {"operation": "activations", "body": body})
            time.sleep(STOPPED_S)
            size = 0
            for stream in streams:
                left = ANSWERS
                while left:
                    message = stream.recv(timeout=120)
                    size += len(message)
                    frame = msgpack.unpackb(message)
                    if frame["type"] in ("done", "error"):
                        left -= 1
                        ends[frame.get("error", {}).get("message", "done")] += 1
        print(f"    large answers: {dict(ends)}, {size / 2**20:.0f} MiB, the store has {STORE_BYTES / 2**20:.0f}")

    def keeper(self) -> None:
        gateway = self.gateways[0]
        asked = urllib.request.Request(
            gateway.base + "/v1/images", data=fresh_photo(sample_photo(), 1), headers={"Content-Type": "image/png"}
        )
        with urllib.request.urlopen(asked) as answer:
            photo = msgpack.unpackb(answer.read())["image_id"]
        processes("ray::ImageKeeper")[0].kill()
        time.sleep(3)
        try:
            gateway.call("/v1/inputs", {"image_id": photo, "network_id": NETWORK})
        except urllib.error.HTTPError as error:
            print(f"    who names a photo is told: {msgpack.unpackb(error.read())['error']}")

    def memory(self) -> None:
        before = {each.pid for each in workers()}
        ballast = []
        while before <= {each.pid for each in workers()}:
            if psutil.virtual_memory().percent < 100 * (MEMORY_SHARE + 0.05):
                ballast.append(os.urandom(1024) * (BALLAST_BYTES // 1024))
            time.sleep(0.05)
        print(f"    a worker was ended with {len(ballast) * BALLAST_BYTES / 2**30:.1f} GiB taken by others")
        del ballast
        print(f"    another worker was there after {wait_for_workers(2):.0f} s")

    def gateway(self) -> None:
        self.gateways[1].process.kill()

    def head(self) -> None:
        began = time.monotonic()
        processes("gcs_server")[0].kill()
        for gateway in self.gateways:
            if gateway.process.poll() is None:
                code = gateway.process.wait(180)
                print(f"    a gateway ended after {time.monotonic() - began:.0f} s with {code}", flush=True)
        again = time.monotonic()
        port = self.address.rpartition(":")[2]
        with tempfile.TemporaryDirectory() as name:
            head = start_head(int(port), Path(name) / "log", ["--num-cpus", "4", "--include-dashboard=false"])
            self.gateways[:] = [Server("256", options(self.address))]
            self.gateways[0].call("/v1/layers", columns(self.clients[0].image, next(NUMBERS))["body"])
            print(f"    head and gateway started again: columns after {time.monotonic() - again:.0f} s", flush=True)
            stop(self.gateways)
            head.terminate()
            head.wait(60)


def options(address: str) -> list[str]:
    """Of a gateway."""
    return ["--engine", "ray", "--address", address, "--workers", "2"]


def stop(gateways: list[Server]) -> None:
    """Those that run."""
    for gateway in gateways:
        if gateway.process.poll() is None:
            gateway.process.send_signal(signal.SIGINT)
            gateway.process.wait(60)


def main(wanted: list[str]) -> None:
    names = wanted or ["worker", "stopped", "store", "keeper", "memory", "gateway", "head"]
    with (
        tempfile.TemporaryDirectory() as name,
        running_cluster(Path(name), cpus=4, object_bytes=STORE_BYTES) as address,
    ):
        gateways = [Server("256", options(address)) for _ in range(2)]
        clients = [Client(gateway, f"gateway {number}") for number, gateway in enumerate(gateways, 1)]
        faults = Faults(address, gateways, clients)
        print(f"health: {gateways[0].call('/v1/health')}, workers {len(workers())}", flush=True)
        time.sleep(5)
        for fault in names:
            print(f"{fault}:", flush=True)
            since = time.monotonic()
            broken: Callable[[], Any] = getattr(faults, fault)
            broken()
            time.sleep(AFTER_S)
            for client in clients:
                client.tell(since)
        stop(gateways)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    os.environ.setdefault("RAY_memory_usage_threshold", str(MEMORY_SHARE))
    main(sys.argv[1:])
