"""A real server in a process of its own: a free port of 127.0.0.1, any settings, the real network.

Run as a program it is that process: its argument is a JSON map of settings, and its first line of output the address.
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
def running_server(**settings: Any) -> Iterator[str]:
    """The address of a server that runs for as long as the block."""
    with tempfile.TemporaryDirectory() as empty:
        # No weights but those that come with the packages, whatever this person has downloaded before.
        environment = {**os.environ, "KERAS_HOME": empty}
        process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, json.dumps(settings)],
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
    from tetrascope.engine.build import build_engine

    end_with_parent()
    settings = ServerSettings(port=0, **json.loads(sys.argv[1]))
    return serve(build_app(build_engine(), settings), settings, on_ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    sys.exit(main())
