"""A real server and the real command that trains, with a folder of runs that is theirs alone."""

import os
import subprocess
import sys
import tempfile
from typing import IO

from tests.protocol.guide_client import GuideClient, Map


class TrainingServer:
    """Starts at once. `address` is where it answers.

    Args:
        arguments: more of `tetrascope serve`.
    """

    def __init__(self, *arguments: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tetrascope", "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=self._environment,
        )
        assert self._process.stdout is not None
        self.address = _address(self._process.stdout)
        if not self.address:
            raise RuntimeError(f"Expected the server's address, got a server that did not start:\n{self.log()}")
        self.client = GuideClient(self.address)

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "TETRASCOPE_DATA": self._folder.name}

    def training(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The command `tetrascope train` on the same machine, under way."""
        return subprocess.Popen(
            [sys.executable, "-m", "tetrascope", "train", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            env=self._environment,
        )

    def train(self, *arguments: str) -> None:
        """The same, to its end."""
        assert self.training(*arguments).wait(timeout=600) == 0, self.log()

    def run(self, name: str) -> Map:
        """What the server says of a run."""
        runs: list[Map] = self.client.get("/v1/training/runs")["runs"]
        return next(run for run in runs if run["name"] == name)

    def close(self) -> None:
        """End it for good."""
        self._process.terminate()
        self._process.wait(timeout=120)
        self._folder.cleanup()

    def log(self) -> str:
        """What was written on standard error so far."""
        self._log.seek(0)
        return self._log.read()


def _address(output: IO[str]) -> str:
    for line in output:
        if line.startswith("Ready: "):
            return line.removeprefix("Ready: ").strip().rstrip("/")
    return ""
