"""Who is told how far a run is, and may stop it."""

from collections.abc import Callable
from typing import Protocol


class Watcher(Protocol):
    """Is told how far a run is."""

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        """The stage, and how many of its units are done; `total` 0 where that is not known."""

    def note(self, words: str) -> None:
        """What came of a stage, in a line that stays."""


class Stopped(Exception):
    """Somebody has asked a run to stop before it began to learn."""


class StoppedByAsking:
    """Passes on what a watcher is told, and raises `Stopped` instead once somebody asks for that.

    Args:
        watcher: who is told.
        stopping: whether to stop.
    """

    def __init__(self, watcher: Watcher, stopping: Callable[[], bool]) -> None:
        self._watcher = watcher
        self._stopping = stopping

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        if self._stopping():
            raise Stopped
        self._watcher.show(stage, done, total, seconds_left)

    def note(self, words: str) -> None:
        self._watcher.note(words)
