"""How far a command is, on standard error: a bar with the time left on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from tetrascope.cli.terminal import console, one_line, tell

_LINE_EVERY_S = 10.0
"""Seconds between lines of one stage where there is no terminal."""


class Reporter(Protocol):
    """Is told how far the work is."""

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        """The stage, and how many of its units are done; `total` 0 where that is not known."""

    def note(self, words: str) -> None:
        """A line that stays."""


class PlainReporter:
    """A line when a stage begins, and now and then while it lasts."""

    def __init__(self) -> None:
        self._stage = ""
        self._said = 0.0

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        now = time.monotonic()
        if stage == self._stage and now - self._said < _LINE_EVERY_S:
            return
        count = f": {done} of {total}" if total and stage == self._stage else ""
        left = f", {seconds_left:.0f} s left" if count and seconds_left is not None else ""
        tell(f"{stage}{count}{left}")
        self._stage, self._said = stage, now

    def note(self, words: str) -> None:
        tell(words)


class SilentReporter:
    """Says nothing."""

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        pass

    def note(self, words: str) -> None:
        pass


@contextmanager
def progress() -> Iterator[Reporter]:
    """A reporter for the block."""
    if sys.stderr is None:  # closed, as by `2>&-`; `print` would write to standard output instead
        yield SilentReporter()
        return
    if not sys.stderr.isatty():
        yield PlainReporter()
        return
    with _bar() as reporter:
        yield reporter


@contextmanager
def _bar() -> Iterator[Reporter]:
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description:<28}", markup=False),
        BarColumn(bar_width=32),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, count="", left="")

        class BarReporter:
            def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
                bar.update(
                    task,
                    description=one_line(stage),
                    completed=done,
                    total=total or None,
                    count=f"{done}/{total}" if total else "",
                    left="" if seconds_left is None else f"{seconds_left:.0f} s left",
                )

            def note(self, words: str) -> None:
                bar.console.print(one_line(words), markup=False, highlight=False)

        yield BarReporter()
