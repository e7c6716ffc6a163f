"""Cuts machines of a cluster off from the others for a while, and tells what clients see of it.

    python -m tests.measure.cluster_network                 all of it
    python -m tests.measure.cluster_network one all         some of it

The machines are network namespaces of this one, on a bridge: the head with a gateway and its client, and two with a
worker each. Needs Linux, its command `ip`, the rights of root, and the extra: pip install "tetrascope[cluster]".

`one`   the machine whose worker has the client's photo is cut off for ten seconds
`all`   both are
`gone`  the one is cut off for a minute and a half, after which Ray has it out of the cluster
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.measure.cluster_faults import Client, options, stop, workers
from tests.measure.server import Server
from tests.ray_cluster import start_node

HEAD, MACHINES = "tetrascope-head", ("tetrascope-1", "tetrascope-2")
ADDRESS = "10.77.0.{}"
PORT = "6379"
CUT_S = {"one": 10.0, "all": 10.0, "gone": 90.0}
AFTER_S = 30.0
INSIDE = "--inside"


def ip(*arguments: str) -> str:
    """What the command says."""
    return subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True).stdout


@contextmanager
def machines() -> Iterator[None]:
    """The head and the others, each with an address; all can reach each other, and nothing else."""
    with ExitStack() as made:
        for name in (HEAD, *MACHINES):
            ip("netns", "add", name)
            made.callback(ip, "netns", "delete", name)
            ip("-n", name, "link", "set", "lo", "up")
        ip("-n", HEAD, "link", "add", "bridge", "type", "bridge")
        ip("-n", HEAD, "address", "add", f"{ADDRESS.format(1)}/24", "dev", "bridge")
        ip("-n", HEAD, "link", "set", "bridge", "up")
        for number, name in enumerate(MACHINES, 2):
            ip("-n", HEAD, "link", "add", name, "type", "veth", "peer", "name", "net", "netns", name)
            ip("-n", HEAD, "link", "set", name, "master", "bridge", "up")
            ip("-n", name, "address", "add", f"{ADDRESS.format(number)}/24", "dev", "net")
            ip("-n", name, "link", "set", "net", "up")
        yield


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a cluster of them; this process is on its head."""
    os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=secrets.token_hex(32), RAY_USAGE_STATS_ENABLED="0")
    address = f"{ADDRESS.format(1)}:{PORT}"
    common = ["--object-store-memory", str(2**28)]
    head = ["--head", "--port", PORT, "--node-ip-address", ADDRESS.format(1), "--num-cpus", "0", *common]
    nodes = [start_node([*head, "--include-dashboard=false"], folder / "head")]
    try:
        for number, name in enumerate(MACHINES, 2):
            joins = ["--address", address, "--node-ip-address", ADDRESS.format(number), "--num-cpus", "1", *common]
            nodes.append(start_node(joins, folder / name, ["ip", "netns", "exec", name]))
        yield address
    finally:
        for node in reversed(nodes):
            node.terminate()
            node.wait(60)


def busy_machine() -> str:
    """Whose worker has worked most."""
    worker = max(workers(), key=lambda each: each.cpu_times().user)
    return ip("netns", "identify", str(worker.pid)).strip()


def inside(wanted: Sequence[str]) -> None:
    """On the head."""
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as address:
        gateway = Server("256", options(address))
        client = Client(gateway, "the gateway")
        print(f"health: {gateway.call('/v1/health')}", flush=True)
        time.sleep(10)
        for fault in wanted:
            busy = busy_machine()
            cut = MACHINES if fault == "all" else (busy,)
            print(f"{fault}: {', '.join(cut)} for {CUT_S[fault]:.0f} s", flush=True)
            since = time.monotonic()
            for machine in cut:
                ip("link", "set", machine, "down")
            time.sleep(CUT_S[fault])
            print(f"    health meanwhile: {gateway.call('/v1/health')}", flush=True)
            for machine in cut:
                ip("link", "set", machine, "up")
            time.sleep(AFTER_S)
            client.tell(since)
        stop([gateway])


def main(arguments: Sequence[str]) -> None:
    if INSIDE in arguments:
        inside([each for each in arguments if each != INSIDE])
        return
    again = [sys.executable, "-m", "tests.measure.cluster_network", INSIDE, *(arguments or CUT_S)]
    with machines():
        subprocess.run(["ip", "netns", "exec", HEAD, *again], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
