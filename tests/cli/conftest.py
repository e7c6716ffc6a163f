"""Runs the command in this process and in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.patience import PATIENCE_S

from tetrascope.cli import main
from tetrascope.training.run_folder import RunsFolder


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def tetrascope(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process."""

    def run(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def process() -> Command:
    """The command in a process of its own."""

    def run(*arguments: object) -> Outcome:
        command = [sys.executable, "-m", "tetrascope", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False, env=os.environ)
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunsFolder:
    """Where the command keeps runs in these tests."""
    monkeypatch.setenv("TETRASCOPE_DATA", str(tmp_path / "data"))
    return RunsFolder(tmp_path / "data" / "training")
