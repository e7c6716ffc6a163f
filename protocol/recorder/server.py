"""A real server in a process of its own: a free port of 127.0.0.1, any settings, either engine, the real network.

Run as a program it is that process: its arguments are the address of a cluster or null and a map of settings, in JSON,
and its first line of output is its own address.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from protocol.recorder.parent import end_with_parent

ROOT = Path(__file__).parents[2]


@contextmanager
def running_server(cluster: str | None = None, **settings: Any) -> Iterator[str]:
    """The address of a server that runs for as long as the block.

    Args:
        cluster: address of a Ray cluster on whose two workers analyses run; None for the engine of the process.
        settings: of `ServerSettings`.
    """
    with tempfile.TemporaryDirectory() as empty:
        # No weights but those that come with the packages, whatever this person has downloaded before.
        environment = {**os.environ, "KERAS_HOME": empty}
        process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, json.dumps(cluster), json.dumps(settings)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address:
                raise RuntimeError("Expected the server's address, got a server that did not start.")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=60)


def main() -> int:
    """Serves until told to stop, or until whoever started it is gone."""
    from tetrascope.api.app import build_app
    from tetrascope.api.server import serve
    from tetrascope.api.server_settings import ServerSettings
    from tetrascope.engine.build import build_cluster_engine, build_engine
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings

    end_with_parent()
    cluster, given = map(json.loads, sys.argv[1:])
    settings = ServerSettings(port=0, **given)
    engine = build_cluster_engine(ClusterSettings(address=cluster, workers=2)) if cluster else build_engine()
    return serve(build_app(engine, settings), settings, on_ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    sys.exit(main())
