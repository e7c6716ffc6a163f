"""A Ray cluster of this machine alone, made by `ray start` as an operator makes one."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.patience import eventually


def require_ray() -> None:
    """Skip a test where Ray is not installed. To import it would be before its settings are made."""
    if find_spec("ray") is None:
        pytest.skip('Ray is not installed: pip install "tetrascope[cluster]"')


@contextmanager
def running_cluster(folder: Path, cpus: int = 2) -> Iterator[str]:
    """The address of a cluster that ends with the block, with everything that runs there.

    What asks it in other processes inherits its token from `os.environ`, which is as before afterwards.

    Args:
        folder: empty; keeps its log.
        cpus: what it says it has.
    """
    require_ray()
    before = dict(os.environ)
    os.environ.update(
        RAY_AUTH_MODE="token",
        RAY_AUTH_TOKEN=secrets.token_hex(32),
        RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",  # so that it keeps to the loopback address
        RAY_USAGE_STATS_ENABLED="0",
    )
    try:
        with (folder / "log").open("wb") as log:
            address, process = _started(log, cpus)
            try:
                eventually(lambda: _has_started(folder / "log") or process.poll() is not None)
                assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
                yield address
            finally:
                process.terminate()
                process.wait(timeout=60)
    finally:
        os.environ.clear()
        os.environ.update(before)


def _started(log: Any, cpus: int) -> "tuple[str, subprocess.Popen[bytes]]":
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block"),
        *("--node-ip-address", "127.0.0.1", "--port", str(port), "--include-dashboard=false"),
        *("--num-cpus", str(cpus), "--object-store-memory", str(2**28)),
    ]
    return f"127.0.0.1:{port}", subprocess.Popen(command, stdout=log, stderr=log)


def _has_started(log: Path) -> bool:
    return "Ray runtime started" in log.read_text(encoding="utf-8")
