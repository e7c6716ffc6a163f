"""How far a run is before it is there, and what went wrong: a file that the process which trains writes for another."""

import json
import time
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from tetrascope.errors import TetrascopeError
from tetrascope.protocol.error import ErrorBody, error_body
from tetrascope.protocol.message import Message
from tetrascope.protocol.progress import Progress
from tetrascope.training.watcher import Watcher

_EVERY_S = 0.5
"""Seconds between two writings of one stage."""


class RunReport(Message):
    """What the file holds."""

    progress: Progress | None = None
    """How far it is; None before there is something to tell."""
    error: ErrorBody | None = None
    """Why the process ended; None where it did not, or had done what it was for."""


class ReportFile:
    """Passes on what a watcher is told, and writes it into a file.

    Args:
        file: where to.
        watcher: who is told besides.
    """

    def __init__(self, file: Path, watcher: Watcher) -> None:
        self._file = file
        self._watcher = watcher
        self._stage = ""
        self._written = 0.0

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        """See `Watcher`."""
        self._watcher.show(stage, done, total, seconds_left)
        now = time.monotonic()
        if stage != self._stage or now - self._written > _EVERY_S:
            self._stage, self._written = stage, now
            progress = Progress(done=done, total=total, seconds_left=seconds_left, stage=stage)
            _write(self._file, RunReport(progress=progress))

    def note(self, words: str) -> None:
        """See `Watcher`."""
        self._watcher.note(words)


def blocks_file(report: Path) -> Path:
    """Beside a report, the blocks that the process is to train; it removes the file when it has read it."""
    return report.with_suffix(".blocks.json")


def report_error(file: Path, error: TetrascopeError) -> None:
    """Write down why the process ends."""
    write_error(file, error_body(error))


def write_error(file: Path, error: ErrorBody) -> None:
    """Write down why it has ended."""
    _write(file, RunReport(error=error))


def read_report(file: Path) -> RunReport:
    """What is written there; nothing where it is not there."""
    try:
        return RunReport.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return RunReport()


def _write(file: Path, report: RunReport) -> None:
    beside = file.with_name(f"{file.name}.tmp")
    with suppress(OSError):  # who waits for it does without; a run does not end for that
        beside.write_text(report.json_text(), encoding="utf-8")
        beside.replace(file)
