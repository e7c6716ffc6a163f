"""A process of Tetrascope on a machine of a cluster: what stands there beside it, and knows nothing of Ray."""

import os
import platform
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tetrascope.engine.own_process import OwnProcess, start_here
from tetrascope.errors import Failed, TetrascopeError

LINGER_SECONDS = 2.0
"""How long its answer, how the process ended, may take to leave: a gateway that is there keeps it until it asks."""
LOOK_SECONDS = 0.5
SHARED_SECONDS = 10.0
"""How long a network folder may take to show on one machine what another has written."""


class PlacedProcess:
    """Starts one process, and tells how it ended. Its methods may run at the same time.

    Args:
        patience: seconds in which a folder that machines share must show what was written into it elsewhere.
    """

    def __init__(self, patience: float = SHARED_SECONDS) -> None:
        self._patience = patience
        self._process: OwnProcess | None = None
        self._lock = threading.Lock()
        self._dropped = False

    def run(
        self, arguments: Sequence[str], log: str, witness: str, environment: Mapping[str, str]
    ) -> int | TetrascopeError:
        """Start it and wait until it has ended.

        Args:
            arguments: as of `StartProcess`.
            log: as well, the same path as on the gateway's machine.
            witness: what the gateway has written there, which shows that both machines have the same folder.
            environment: settings of the gateway that its processes share.

        Returns:
            The code with which it ended, or why it could not be started.
        """
        try:
            require_shared(Path(log), witness, self._patience)
            os.environ.update(environment)
            with self._lock:
                if self._dropped:
                    return 0
                process = self._process = start_here(arguments, Path(log))
            while (code := process.poll()) is None:
                time.sleep(LOOK_SECONDS)
            return code
        except TetrascopeError as error:
            return error
        except OSError as error:
            return Failed(f"Expected to write {log!r} on {platform.node()}, got: {error.strerror}.")
        finally:
            self._leave()

    def end(self, patience: float) -> None:
        """As of `OwnProcess`; one that has not been started never will be."""
        with self._lock:
            self._dropped = True
            process = self._process
        if process is not None:
            process.end(patience)

    def _leave(self) -> None:
        """Give back the place in the cluster, also where no gateway is left that would."""
        timer = threading.Timer(LINGER_SECONDS, os._exit, (0,))
        timer.daemon = True
        timer.start()


def require_shared(log: Path, witness: str, patience: float) -> None:
    """Raises `Failed` unless within as many seconds a file holds what another machine wrote into it."""
    deadline = time.monotonic() + patience
    while not _holds(log, witness):
        if time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)
            continue
        raise Failed(
            f"Expected a folder of runs that all machines of the cluster share, got one on the gateway's machine, "
            f"{str(log.parent)!r}, which another machine does not see as it is.",
            hint="Set TETRASCOPE_DATA to a folder that all share, at one path; or train on the gateway's machine: "
            "--train-on here",
        )


def _holds(file: Path, text: str) -> bool:
    try:
        return file.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False
