"""How much memory the default pool takes over a server that waits."""

import json
import subprocess
import sys
from contextlib import closing

from tetrascope.bench.process_memory import peak_memory, resident_bytes
from tetrascope.errors import Failed
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.message import Message

_TIMEOUT_S = 900


class MemoryRow(Message):
    """One network, in a process of its own."""

    network_id: str
    """The network."""
    images: int
    """Masked images of the pool."""
    idle_bytes: int
    """Resident memory of a server that has loaded and prepared the network, before the request."""
    peak_bytes: int
    """The most that was resident while it answered the request for the default pool."""


def measure_memory(network_id: str, given: GivenWeights, fill: Fill) -> MemoryRow:
    """Start a server in a fresh process, ask it for the default pool and return what the process says of itself."""
    asked = {"network_id": network_id, "files": {name: str(file) for name, file in given.files.items()}, "fill": fill}
    command = [sys.executable, "-m", "tetrascope.bench.memory", json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False)
    if done.returncode != 0:
        why = done.stderr.strip().splitlines() or ["nothing"]
        raise Failed(f"Expected the memory of {network_id}, got a process that ended with: {why[-1]}")
    return MemoryRow.model_validate_json(done.stdout.splitlines()[-1])


def probe(network_id: str, given: GivenWeights, fill: Fill) -> MemoryRow:
    """Measure this process, which must have done nothing else before."""
    from tetrascope.bench.client import HttpClient
    from tetrascope.bench.fresh import FreshQuestions
    from tetrascope.bench.served_engine import ServedEngine
    from tetrascope.engine.settings import EngineSettings
    from tetrascope.networks.catalog import catalog

    settings = EngineSettings(default_network=network_id, network_sources=catalog(given))
    with ServedEngine(settings) as served, closing(HttpClient(served.address)) as http:
        fresh = FreshQuestions(served, fill)
        fresh.settle()
        request = fresh.pool()
        idle = resident_bytes()
        with peak_memory() as peak:
            http.ask("pools", request)
        images: list[int] = []
        served.run(request, lambda event: images.append(len(getattr(event, "images", ()))))
    return MemoryRow(network_id=network_id, images=max(images), idle_bytes=idle, peak_bytes=peak.bytes)


def main() -> int:
    """The process that measures itself; its last line of output is the row as JSON."""
    from pathlib import Path

    from tetrascope.networks.device import configure_device

    asked = json.loads(sys.argv[1])
    configure_device()  # before anything imports Keras
    given = GivenWeights(files={name: Path(file) for name, file in asked["files"].items()}, random=True)
    print(probe(asked["network_id"], given, asked["fill"]).json_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
