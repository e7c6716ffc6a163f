"""A real server in a process of its own: a free port of 127.0.0.1, any settings, the real network.

Run as a script it is that process: its argument is a JSON map of settings, and its first line of output the address.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def running_server(**settings: Any) -> Iterator[str]:
    """The address of a server that runs for as long as the block."""
    with tempfile.TemporaryDirectory() as empty:
        # No weights but those that come with the packages, whatever this person has downloaded before.
        environment = {**os.environ, "KERAS_HOME": empty}
        process = subprocess.Popen(
            [sys.executable, __file__, json.dumps(settings)], stdout=subprocess.PIPE, text=True, env=environment
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
    """Serves until told to stop."""
    from tetrascope.api.app import build_app
    from tetrascope.api.server import serve
    from tetrascope.api.server_settings import ServerSettings
    from tetrascope.engine.build import build_engine

    settings = ServerSettings(port=0, **json.loads(sys.argv[1]))
    return serve(build_app(build_engine(), settings), settings, on_ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    sys.exit(main())
