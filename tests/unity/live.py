"""The program `tests/unity/csharp/Live`, which is the Unity client's connection and sessions, and what it tells."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.unity.toolchain import ROOT, Dotnet

Event = dict[str, Any]


class Visit:
    """A program that visits a server. `told` is what it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.told: list[Event] = []
        self._process = process

    def until(self, happened: str, **what: Any) -> Event:
        """The next event of this name and with these values. Fails where the program ends before."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.startswith("{"):
                continue
            event: Event = json.loads(line)
            self.told.append(event)
            if event["event"] == happened and what.items() <= event.items():
                return event
        raise AssertionError(f"Expected {happened} {what}, got the end: {self._process.wait()}, {self.told[-3:]}")

    def say(self, line: str) -> None:
        """Give it a line on its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def of(self, happened: str) -> list[Event]:
        """All events of a name so far."""
        return [event for event in self.told if event["event"] == happened]


@contextmanager
def visiting(dotnet: Dotnet, program: Path, *arguments: str) -> Iterator[Visit]:
    """A visit that ends with the block."""
    with subprocess.Popen(
        [str(dotnet.program), str(program), *arguments],
        cwd=ROOT,
        env={**os.environ, **dotnet.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Visit(process)
        finally:
            process.kill()


class MortalServer:
    """`tetrascope serve` in a process of its own, that can be killed and started again at the same address."""

    def __init__(self, *options: str) -> None:
        self.address = ""
        self._options = options
        # No weights but those that come with the packages, whatever this person has downloaded before.
        self._keras_home = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Start it, again where it was killed, and wait until it answers."""
        port = self.address.rpartition(":")[2] or "0"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tetrascope", "serve", "--port", port, *self._options],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "KERAS_HOME": self._keras_home.name, "PYTHONPATH": str(ROOT / "backend")},
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            found = [word for word in line.split() if word.startswith("http://127.0.0.1:")]
            self.address = found[0].split("/#")[0].rstrip("/.") if found else self.address
            if "Ctrl-C" in line:
                return
        raise RuntimeError("Expected a server that serves, got one that ended.")

    def kill(self) -> None:
        """End it without a goodbye, as a crash or a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it for good."""
        self.kill()
        self._keras_home.cleanup()
