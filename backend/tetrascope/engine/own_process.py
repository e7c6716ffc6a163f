"""A command of Tetrascope that goes on in a process of its own, on this machine or on another one."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from tetrascope.errors import Failed


class OwnProcess(Protocol):
    """Such a process. Safe from any thread."""

    def poll(self) -> int | None:
        """The code with which it ended; None while it goes on.

        Raises:
            TetrascopeError: it could not be begun, or was lost with the machine that it was on.
        """

    def end(self, patience: float) -> None:
        """Ask it to end, wait for it as many seconds, and then end it."""


StartProcess = Callable[[Sequence[str], Path], OwnProcess]
"""Takes what follows `tetrascope` on a command line, and the file for all that it says. Raises `TetrascopeError`."""


def start_here(arguments: Sequence[str], log: Path) -> OwnProcess:
    """Start one on this machine.

    It is in a session of its own, so that neither Ctrl-C nor the end of the server's terminal ends it, and on Windows
    of low priority.

    Raises:
        Failed: it cannot be started.
        OSError: the log cannot be written.
    """
    with log.open("wb") as output:
        try:
            return _ProcessHere(
                subprocess.Popen(
                    [sys.executable, "-m", "tetrascope", *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    creationflags=_windows_flags(),
                )
            )
        except OSError as error:
            raise Failed(f"Expected to start a process of Tetrascope, got: {error.strerror}.") from error


class _ProcessHere:
    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def poll(self) -> int | None:
        return self._process.poll()

    def end(self, patience: float) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _windows_flags() -> int:
    """What stands for a session of its own and for a low priority there; nothing elsewhere."""
    if sys.platform != "win32":
        return 0
    return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
