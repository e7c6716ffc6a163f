"""A real server in a process of its own, that can be killed and started again at the same address.

Run as a program it is that process: its arguments are the port, the token (empty for none) and, where it encrypts, the
files of a certificate and of its key; its first line of output is the address. It serves the client that was built into
$TETRASCOPE_VIEWER_OUT, else the package's own.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from protocol.recorder.parent import end_with_parent

from tetrascope.api.certificate import Certificate
from tetrascope.api.viewer import PAGE, VIEWER_FOLDER

ROOT = Path(__file__).parents[2]
BUILT = Path(os.environ.get("TETRASCOPE_VIEWER_OUT") or VIEWER_FOLDER)
"""The built client under test."""


def require_build() -> Path:
    """`BUILT`; raises where nothing is built there."""
    if not (BUILT / PAGE).is_file():
        raise FileNotFoundError(f"Expected the built browser client in {BUILT}, found none: run `make viewer`.")
    return BUILT


class ServerProcess:
    """Starts at once. `address` stays the same over `kill` and `start`."""

    def __init__(self, token: str = "", certificate: Certificate | None = None) -> None:
        require_build()
        self.token = token
        self._files = [str(certificate.file), str(certificate.key_file)] if certificate else []
        self.address = ""
        # No weights but those that come with the packages, whatever this person has downloaded before.
        self._keras_home = tempfile.TemporaryDirectory()
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Start it, again where it was killed, and wait until it answers."""
        port = self.address.rpartition(":")[2] or "0"
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, port, self.token, *self._files],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={**os.environ, "KERAS_HOME": self._keras_home.name},
        )
        assert self._process.stdout is not None
        self.address = _first_line(self._process.stdout)
        if not self.address:
            raise RuntimeError(f"Expected the server's address, got a server that did not start:\n{self.log()}")

    def kill(self) -> None:
        """End it without a goodbye, as a crash or a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(timeout=120)

    def close(self) -> None:
        """End it for good."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=120)
        self._keras_home.cleanup()

    def log(self) -> str:
        """What it wrote on standard error so far."""
        self._log.seek(0)
        return self._log.read()


def _first_line(stream: IO[str]) -> str:
    return stream.readline().strip()


def main() -> int:
    """Serves until told to stop, or until whoever started it is gone."""
    from tetrascope.api.app import build_app
    from tetrascope.api.server import serve
    from tetrascope.api.server_settings import ServerSettings
    from tetrascope.engine.build import build_engine

    end_with_parent()
    port, token, certificate, key = (each or None for each in (*sys.argv[1:], "", "")[:4])
    settings = ServerSettings(port=int(port or 0), token=token, certificate=certificate, key=key)
    app = build_app(build_engine(), settings, require_build())
    return serve(app, settings, on_ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    sys.exit(main())
