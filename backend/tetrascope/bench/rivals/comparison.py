"""Rivals beside the incremental pool."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Literal

import keras

from tetrascope.analysis.masks import Box
from tetrascope.bench.rivals.captum import Captum
from tetrascope.bench.rivals.lime import Lime
from tetrascope.bench.rivals.rival import Rival, Task
from tetrascope.bench.rivals.tf_explain import TfExplain
from tetrascope.bench.rivals.xplique import Xplique
from tetrascope.bench.spread import Spread, ratios, scaled
from tetrascope.bench.timing import Clock, Side, interleave, warm_up
from tetrascope.bench.window_set import WindowSet
from tetrascope.protocol.message import Message

RIVALS: tuple[type[Rival], ...] = (Xplique, TfExplain, Captum, Lime)
"""In the order of the table."""
_WARM_UPS = 8


class RivalRow(Message):
    """One rival on one network."""

    rival: str
    """Its name."""
    version: str | None
    """Its version; null where it is not installed."""
    network_id: str
    """The network."""
    windows: str
    """`SIZE/STRIDE` in pixels."""
    state: Literal["measured", "not_installed", "not_applicable", "failed"]
    """Whether there is a figure, or why not."""
    detail: str
    """What to know when reading the figure; else the command that installs it, or what went wrong."""
    classified: int | None
    """Masked images that it classified."""
    ratio: Spread | None
    """Its time for a masked image over that of the incremental pool."""
    rival_ms: Spread | None
    """Its milliseconds for a masked image."""
    incremental_ms: Spread | None
    """Milliseconds of the incremental pool for a masked image."""


def measure_rival(
    kind: type[Rival],
    task: Task,
    incremental: Callable[[Sequence[Box]], object],
    rounds: int,
    clock: Clock = time.perf_counter,
) -> RivalRow:
    """Time a rival and the incremental pool in turns; each is warmed up before. Whatever it raises becomes its row.

    Args:
        kind: the rival.
        task: what it is to do.
        incremental: classifies the image under each of the masks.
        rounds: how often.
        clock: tells seconds.
    """
    if any(find_spec(module) is None for module in kind.needs):
        return _without_figure(kind, task, "not_installed", kind.install)
    backend = keras.backend.backend()
    if kind.backend not in (None, backend):
        return _without_figure(kind, task, "not_applicable", f"needs Keras on {kind.backend}, this is {backend}")
    try:
        with closing(kind(task)) as rival:
            return _measured(rival, task, incremental, rounds, clock)
    except Exception as error:
        words = " ".join(str(error).split()) or "no message"
        return _without_figure(kind, task, "failed", f"{type(error).__name__}: {words[:300]}")


def _measured(
    rival: Rival, task: Task, incremental: Callable[[Sequence[Box]], object], rounds: int, clock: Clock
) -> RivalRow:
    masks = task.masks(rival.window(task))
    sides = {
        "rival": Side(rival.explain, rival.classified),
        "incremental": Side(lambda: incremental(masks), len(masks)),
    }
    rival.explain()  # compiles
    warm_up(sides["incremental"].work, _WARM_UPS, clock)
    each = interleave(sides, rounds, clock)
    return RivalRow(
        rival=rival.name,
        version=_version(rival.package),
        network_id=task.subject.plain.network_id,
        windows=WindowSet(rival.window(task)).label,
        state="measured",
        detail=rival.note,
        classified=rival.classified,
        ratio=ratios(each["rival"], each["incremental"]),
        rival_ms=scaled(each["rival"], 1000),
        incremental_ms=scaled(each["incremental"], 1000),
    )


def _without_figure(
    kind: type[Rival], task: Task, state: Literal["not_installed", "not_applicable", "failed"], detail: str
) -> RivalRow:
    return RivalRow(
        rival=kind.name,
        version=_version(kind.package),
        network_id=task.subject.plain.network_id,
        windows=WindowSet(kind.window(task)).label,
        state=state,
        detail=detail,
        classified=None,
        ratio=None,
        rival_ms=None,
        incremental_ms=None,
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
