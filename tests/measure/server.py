"""Measure a real server: memory over 200 different requests, and how soon health answers while a pool runs.

    python tests/measure/server.py [CACHE_MB]

Reads the process's memory from /proc, so it needs Linux.
"""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Any

import msgpack

NETWORK = "efficientnet-lite0"


class Server:
    """A server process of its own on a free port; `options` are more of the command's."""

    def __init__(self, cache_mb: str, options: Sequence[str] = ()) -> None:
        command = [sys.executable, "-m", "tetrascope", "serve", "--port", "0", "--cache-mb", cache_mb, *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.base = next(found.group() for line in self.process.stdout if (found := re.search(r"http://\S+", line)))

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {} if body is None else {"Content-Type": "application/msgpack"}
        data = None if body is None else msgpack.packb(body)
        request = urllib.request.Request(self.base + path, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=300) as answer:
            return msgpack.unpackb(answer.read())

    def memory(self, key: str) -> float:
        """VmRSS (now) or VmHWM (peak), in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(rf"{key}:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def different_request(index: int, images: list[str]) -> tuple[str, dict[str, Any]]:
    """One of an endless series in which no two are the same: seven in ten layers, two activations, one pool."""
    common = {"image_id": images[index % len(images)], "network_id": NETWORK}
    mask = {"top": index % 200, "left": index % 50, "height": 20 + index // 200, "width": 20}
    if index % 10 == 0:
        return "/v1/pools", {**common, "windows": [{"size": 60 + index // 4, "stride": 50}]}
    if index % 5 == 0 or index % 7 == 0:
        return "/v1/activations", {**common, "layer": "stem_conv", "masks": [mask]}
    return "/v1/layers", {**common, "clusters": 1 + index % 5, "masks": [mask]}


def measure_health(server: Server, images: list[str]) -> str:
    """Ask for health without pause while a pool of 625 images is classified."""
    done, seconds = Event(), []

    def probe() -> None:
        while not done.wait(0.01):
            started = time.perf_counter()
            server.call("/v1/health")
            seconds.append(time.perf_counter() - started)

    thread = Thread(target=probe)
    thread.start()
    server.call("/v1/pools", {"image_id": images[0], "network_id": NETWORK, "windows": [{"size": 32, "stride": 8}]})
    done.set()
    thread.join()
    ordered = sorted(1000 * value for value in seconds)
    p50, p99 = (ordered[int(share * len(ordered))] for share in (0.5, 0.99))
    return f"health while a pool runs: {len(ordered)} answers, p50 {p50:.1f} ms, p99 {p99:.1f} ms"


def measure_memory(server: Server, images: list[str], count: int = 200) -> str:
    """Answer `count` different requests and watch the caches and the process."""
    fullest = 0.0
    idle = server.memory("VmRSS")
    for index in range(count):
        server.call(*different_request(index, images))
        health = server.call("/v1/health")
        fullest = max(fullest, health["cache_bytes"] / 2**20)
    budget = health["cache_budget_bytes"] / 2**20
    return (
        f"{count} different requests: idle {idle:.0f} MiB, peak {server.memory('VmHWM'):.0f} MiB; "
        f"caches at most {fullest:.0f} of {budget:.0f} MiB"
    )


def main() -> None:
    server = Server(sys.argv[1] if len(sys.argv) > 1 else "64")
    try:
        images = [sample["image"]["image_id"] for sample in server.call("/v1/samples")["samples"]]
        print(measure_memory(server, images))
        print(measure_health(server, images))
    finally:
        server.process.terminate()
        server.process.wait(30)


if __name__ == "__main__":
    main()
