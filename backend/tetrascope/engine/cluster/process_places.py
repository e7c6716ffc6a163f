"""Processes of Tetrascope on the machines of a cluster, wherever there is room."""

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tetrascope.data_folder import DATA_VARIABLE, data_folder
from tetrascope.engine.cluster.placed_process import PlacedProcess
from tetrascope.engine.own_process import OwnProcess
from tetrascope.errors import Busy, Failed, TetrascopeError

logger = logging.getLogger(__name__)

CORES = 1.0
"""Of the cluster's, which a process takes."""
ROOM_SECONDS = 5.0
"""How long room is waited for: a process that has just done its work takes a moment to leave."""
_LOOK_SECONDS = 0.2


class ProcessPlaces:
    """Starts processes on the cluster that this process has joined; each takes a core of it, and GPUs where told.

    Args:
        gpus: of each process, or its share of one; with 0 it sees none.
    """

    def __init__(self, gpus: float) -> None:
        self._gpus = gpus

    def start(self, arguments: Sequence[str], log: Path) -> OwnProcess:
        """See `StartProcess`. It goes on when this process ends.

        Raises:
            Busy: the cluster has no room for it.
            OSError: the log cannot be written.
        """
        import ray

        self._require_room(ray.available_resources)
        witness = secrets.token_hex(16)
        log.write_text(witness, encoding="utf-8")
        place = (
            ray.remote(PlacedProcess)
            .options(
                name=f"process-{secrets.token_hex(8)}",
                lifetime="detached",
                max_concurrency=2,
                num_cpus=CORES,
                num_gpus=self._gpus,
                runtime_env={"env_vars": {} if self._gpus else {"CUDA_VISIBLE_DEVICES": ""}},
            )
            .remote()
        )
        environment = {DATA_VARIABLE: str(data_folder().absolute())}
        return _Process(ray, place, place.run.remote(list(arguments), str(log), witness, environment))

    def _require_room(self, free: Callable[[], dict[str, float]]) -> None:
        deadline = time.monotonic() + ROOM_SECONDS
        while lacking := self._lacking(free()):
            if time.monotonic() > deadline:
                raise Busy(
                    f"Expected a cluster with room for a process: {lacking} to spare.",
                    hint="Wait until another run has ended. The operator can give the cluster another machine, have "
                    "fewer workers, or train on the gateway's machine: --train-on here",
                )
            time.sleep(_LOOK_SECONDS)

    def _lacking(self, free: dict[str, float]) -> str | None:
        for what, need in (("CPU", CORES), ("GPU", self._gpus)):
            if free.get(what, 0.0) < need:
                return f"{need:g} {what}, got one with {free.get(what, 0.0):g}"
        return None


class _Process:
    def __init__(self, ray: Any, place: Any, code: Any) -> None:
        self._ray = ray
        self._place = place
        self._code = code

    def poll(self) -> int | None:
        ended, _ = self._ray.wait([self._code], timeout=0)
        if not ended:
            return None
        try:
            code: int | TetrascopeError = self._ray.get(self._code)
        except self._ray.exceptions.RayError as error:
            logger.warning("a process on the cluster was lost: %s", str(error).partition("\n")[0])
            raise Failed(
                "Expected a process that ends by itself, got one that was lost with its machine of the cluster.",
                hint="Resume the run: it goes on from its last step that was kept, on another machine.",
            ) from error
        self._ray.kill(self._place)
        if isinstance(code, TetrascopeError):
            raise code
        return code

    def end(self, patience: float) -> None:
        try:
            self._ray.get(self._place.end.remote(patience), timeout=2 * patience)
        except (self._ray.exceptions.RayError, self._ray.exceptions.GetTimeoutError):
            self._ray.kill(self._place)  # where it never came to a machine, or is gone with it
