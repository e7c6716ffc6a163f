"""Runs that a server starts, each in a process of its own that outlives the server."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tetrascope.engine.own_process import OwnProcess, StartProcess, start_here
from tetrascope.errors import Failed, TetrascopeError
from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.error import ErrorBody, error_body
from tetrascope.protocol.training import StartingRun
from tetrascope.training.durable_file import told_of_the_disk, write_durably
from tetrascope.training.run_folder import STARTED, RunFolder, RunsFolder
from tetrascope.training.run_report import blocks_file, read_report, write_error

ERROR_TOLD_S = 600.0
"""Seconds for which it is told why a run could not be begun."""
STOP_PATIENCE_S = 10.0
"""Seconds for which a process that is to end may still do so by itself."""
_STOPPED = (0, 130, 143, -2, -15)
"""Codes with which a process ends that did what it was for, or was asked to stop."""


@dataclass(eq=False)
class _Launched:
    process: OwnProcess
    report: Path
    log: Path
    told: Callable[[ErrorBody], ErrorBody]
    """The error in the words of whoever asked for the run."""
    began: bool = False
    """Whether it was seen to train."""
    error: ErrorBody | None = None
    ended: float | None = None
    """When it was seen to have ended; None while it goes on."""


class LaunchedRuns:
    """Starts processes that train, and tells of each how far it is before it trains. Safe from any thread.

    A process outlives the server and is of low priority, so that it takes what the server leaves. From when it trains
    on, the run's folder says all.

    Args:
        runs: where runs are.
        start: starts a process: on this machine, or on another that has the same folder of runs.
        clock: seconds.
    """

    def __init__(
        self, runs: RunsFolder, start: StartProcess = start_here, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._runs = runs
        self._start = start
        self._clock = clock
        self._launched: dict[str, _Launched] = {}
        self._lock = threading.Lock()

    def launch(
        self,
        name: str,
        arguments: Sequence[str],
        told: Callable[[ErrorBody], ErrorBody],
        blocks: BlockList | None = None,
    ) -> None:
        """Start a process.

        Args:
            name: of the run.
            arguments: of `tetrascope train`.
            told: its error in the words of whoever asked for the run.
            blocks: of the network that is to be trained; the process takes them from a file here, and removes it.

        Raises:
            Failed: it cannot be started, or the disk does not take its log.
        """
        report = RunFolder(self._runs.path / name).report_file
        folder, log = report.parent, report.with_suffix(".log")
        with told_of_the_disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            report.unlink(missing_ok=True)
        command = ["train", *arguments, "--background", str(report)]
        if blocks is not None:
            write_durably(blocks_file(report), blocks.json_text(indent=1).encode())
            command += ["--network", str(blocks_file(report))]
        try:
            with told_of_the_disk(folder):
                process = self._start(command, log)
        except TetrascopeError:
            blocks_file(report).unlink(missing_ok=True)
            raise
        with self._lock:
            self._launched[name] = _Launched(process, report, log, told)

    def starting(self, name: str) -> StartingRun | None:
        """How far a run is that does not train yet, or why it never will; None of any other."""
        with self._lock:
            launched = self._launched.get(name)
            return None if launched is None else self._look(name, launched)

    def all_starting(self) -> list[StartingRun]:
        """All of them."""
        with self._lock:
            looks = [self._look(name, launched) for name, launched in list(self._launched.items())]
        return [look for look in looks if look is not None]

    def stop(self, name: str) -> None:
        """Ask a process that does not train yet to end, and wait for a while until it has."""
        with self._lock:
            launched = self._launched.get(name)
        if launched is None:
            return
        launched.process.end(STOP_PATIENCE_S)

    def _look(self, name: str, launched: _Launched) -> StartingRun | None:
        if launched.ended is None:
            self._ask(launched)
        if launched.ended is None:
            if launched.began or self._trains(name):
                launched.began = True
                return None
            return StartingRun(name=name, progress=read_report(launched.report).progress, error=None)
        if launched.began and launched.error is not None and launched.report.exists():
            write_error(launched.report, launched.error)  # unless somebody has trained it since, who forgot the report
        if launched.began or launched.error is None or self._clock() - launched.ended > ERROR_TOLD_S:
            del self._launched[name]
            return None
        return StartingRun(name=name, progress=None, error=launched.error)

    def _ask(self, launched: _Launched) -> None:
        """Whether its process has ended, and why."""
        try:
            code = launched.process.poll()
            if code is None:
                return
            launched.error = self._error(launched, code)
        except TetrascopeError as error:
            launched.error = error_body(error)
        launched.ended = self._clock()
        with suppress(OSError):
            blocks_file(launched.report).unlink(missing_ok=True)  # where it ended before it read them

    def _trains(self, name: str) -> bool:
        folder = self._runs.run(name)
        return folder is not None and folder.state() == "running"

    def _error(self, launched: _Launched, code: int) -> ErrorBody | None:
        found = read_report(launched.report).error
        if found is not None:
            return launched.told(found)
        if code in _STOPPED:
            return None
        return error_body(
            Failed(
                f"Expected a run that trains, got a process that ended with code {code}.",
                hint=f"Its last words are on the server's machine, beside the runs: {STARTED}/{launched.log.name}",
            )
        )
