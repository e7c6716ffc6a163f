"""How the engine answers each operation, one to a file that is named as the operation is.

A file has a function `run` that takes the workspace and the request and yields the operation's parts; where it may not
wait for its reader between any two of them, but only where it says so, also `RESTS_ANYWHERE = False`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tetrascope.engine.steps import Steps
from tetrascope.engine.workspace import Workspace
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.request import AnalysisRequest


@dataclass(frozen=True)
class Run:
    """How an operation is answered."""

    steps: Callable[[Workspace, Any], Steps[None]]
    rests_anywhere: bool


def _run(name: str) -> Run:
    module = import_module(f"{__name__}.{name}")
    return Run(module.run, getattr(module, "RESTS_ANYWHERE", True))


RUNS: dict[type[AnalysisRequest], Run] = {each.request: _run(each.name) for each in OPERATIONS.values()}
"""By what is asked with."""
