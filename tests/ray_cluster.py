"""A Ray cluster of this machine alone, made by `ray start` as an operator makes one."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

_ATTEMPTS = 3


def require_ray() -> None:
    """Skip a test where Ray is not installed. To import it would be before its settings are made."""
    if find_spec("ray") is None:
        pytest.skip('Ray is not installed: pip install "tetrascope[cluster]"')


@contextmanager
def running_cluster(
    folder: Path, cpus: int = 2, *, dashboard: bool = False, object_bytes: int = 2**28
) -> Iterator[str]:
    """The address of a cluster that ends with the block, with everything that runs there.

    What asks it in other processes inherits its token from `os.environ`, which is as before afterwards.

    Args:
        folder: empty; keeps its log.
        cpus: what it says it has.
        dashboard: whether it has one, on the loopback address, which `RAY_DASHBOARD_ADDRESS` names then.
        object_bytes: shared memory for what is on its way from one process to another.
    """
    require_ray()
    before = dict(os.environ)
    os.environ.update(
        RAY_AUTH_MODE="token",
        RAY_AUTH_TOKEN=secrets.token_hex(32),
        RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",  # so that it keeps to the loopback address
        RAY_USAGE_STATS_ENABLED="0",
        RAY_GRACEFUL_SHUTDOWN_DRAIN_TIMEOUT_S="0",  # else Ray waits half a minute for what is to end
    )
    port, shown_at = _free_port(), _free_port()
    memory = ["--object-store-memory", str(object_bytes)]
    seen = ["--include-dashboard=true", f"--dashboard-port={shown_at}"] if dashboard else ["--include-dashboard=false"]
    os.environ["RAY_DASHBOARD_ADDRESS"] = f"http://127.0.0.1:{shown_at}"
    try:
        process = start_head(port, folder / "log", ["--num-cpus", str(cpus), *memory, *seen])
        try:
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)
    finally:
        os.environ.clear()
        os.environ.update(before)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start_head(port: int, log: Path, options: Sequence[str]) -> "subprocess.Popen[bytes]":
    """The first machine of a cluster, on the loopback address."""
    return start_node(["--head", "--node-ip-address", "127.0.0.1", "--port", str(port), *options], log)


def start_node(options: Sequence[str], log: Path, before: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
    """A machine of a cluster, which has started. Whoever has it ends it.

    It gives itself 30 seconds to start, for which this machine may be too busy: then it is asked again.

    Args:
        options: of `ray start`.
        log: what it says.
        before: a command that runs another.
    """
    command = [*before, sys.executable, "-m", "ray.scripts.scripts", "start", "--block", *options]
    for _ in range(_ATTEMPTS):
        with log.open("wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file)
        while process.poll() is None and not _has_started(log):
            time.sleep(0.1)
        if process.poll() is None:
            return process
    raise AssertionError(log.read_text(encoding="utf-8"))


def _has_started(log: Path) -> bool:
    return "Ray runtime started" in log.read_text(encoding="utf-8")
