"""Following runs: any number of readers, whoever trains, at the cost of a look at a file now and then.

What is read is the run's folder, so it does not matter which process trains it. All who follow a run share one look,
and what is new is read once for those who have come equally far.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from tetrascope.engine.time_left import TimeLeft
from tetrascope.errors import TetrascopeError
from tetrascope.protocol.error import raised
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.training import StartingRun, TrainingProgress
from tetrascope.training.curve import read_curve, read_last_step
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_summary import summary_of

LOOK_S = 0.5
"""Seconds between two looks at a run that is followed."""


class _Look(NamedTuple):
    """What a look sees; another one means that there is something to tell."""

    measured: int
    """Bytes of the file of measures."""
    running: bool
    changed: int
    """When the run was begun or gone on with."""


@dataclass(eq=False)
class _Run:
    """A run that is followed."""

    folder: RunFolder
    readers: int = 0
    look: _Look | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is something new, and then replaced."""
    error: Exception | None = None
    told: dict[tuple[int, _Look], TrainingProgress] = field(default_factory=dict)
    """What is new of the last look, by from where on."""
    progress: Progress | None = None
    time_left: TimeLeft = field(default_factory=TimeLeft)
    task: "asyncio.Task[None] | None" = None


class Following:
    """Follows the runs of a folder. All methods belong to one event loop.

    Args:
        runs: where they are.
        starting: how far a run is that is being begun here, from any thread; None of others.
    """

    def __init__(self, runs: RunsFolder, starting: Callable[[str], StartingRun | None] = lambda _: None) -> None:
        self._runs = runs
        self._starting = starting
        self._followed: dict[str, _Run] = {}

    async def follow(self, name: str, after: int = 0) -> AsyncGenerator[TrainingProgress | Progress, None]:
        """Yield a run's curve, then what is new of it, and its progress; until it is finished or stopped.

        Args:
            name: the run's, or that of one that is being begun.
            after: from where on, see `TrainingProgress.position`.

        Raises:
            NotFound: there is no such run, or it was deleted meanwhile.
            Failed: it is damaged.
            TetrascopeError: why it could not be begun.
        """
        async for progress in self._begun(name):
            yield progress
        folder = await asyncio.to_thread(self._runs.require, name)
        run = self._followed.get(name)
        if run is None or (run.task is not None and run.task.done()):  # it may have been gone on with since
            run = self._followed[name] = _Run(folder)
        run.readers += 1
        try:
            if run.task is None:
                run.look = await asyncio.to_thread(_look_at, folder)
                if run.task is None:
                    run.task = asyncio.ensure_future(self._watch(run))
            async for event in self._read(run, after):
                yield event
        finally:
            run.readers -= 1
            if not run.readers:
                if self._followed.get(name) is run:
                    del self._followed[name]
                if run.task is not None:
                    run.task.cancel()

    async def _begun(self, name: str) -> AsyncGenerator[Progress, None]:
        """Wait until a run that is being begun here is there."""
        told: Progress | None = None
        while (starting := await asyncio.to_thread(self._starting, name)) is not None:
            if starting.error is not None:
                raise raised(starting.error)
            if starting.progress is not None and starting.progress != told:
                told = starting.progress
                yield told
            await asyncio.sleep(LOOK_S)

    async def _read(self, run: _Run, after: int) -> AsyncGenerator[TrainingProgress | Progress, None]:
        told: Progress | None = None
        while True:
            if run.error is not None:
                raise run.error
            look, news = run.look, run.news
            assert look is not None
            part = await self._news(run, look, after)
            after = part.position
            yield part
            if not look.running:
                return
            if run.progress is not None and run.progress is not told:
                told = run.progress
                yield told
            await news.wait()

    async def _news(self, run: _Run, look: _Look, after: int) -> TrainingProgress:
        """What is new beyond a place; read once for all who are there."""
        known = run.told.get((after, look))
        if known is None:
            known = await asyncio.to_thread(progress_of, run.folder, after)
            run.told = {place: each for place, each in run.told.items() if place[1] == look} | {(after, look): known}
        return known

    async def _watch(self, run: _Run) -> None:
        """Look at a run again and again while somebody follows it."""
        try:
            while run.look is not None and run.look.running:
                await asyncio.sleep(LOOK_S)
                look = await asyncio.to_thread(_look_at, run.folder)
                if look != run.look:
                    run.progress = await asyncio.to_thread(_progress_of, run)
                    run.look = look
                    self._tell(run)
        except Exception as error:
            run.error = error
            self._tell(run)

    def _tell(self, run: _Run) -> None:
        run.news.set()
        run.news = asyncio.Event()


def progress_of(folder: RunFolder, after: int = 0) -> TrainingProgress:
    """How a run goes, beyond a place. Raises as `summary_of`."""
    curve = read_curve(folder.measures_file, after)
    return TrainingProgress(
        run=summary_of(folder),
        anew=curve.anew,
        steps=curve.steps,
        every=curve.every,
        epochs=curve.epochs,
        position=curve.position,
    )


def _look_at(folder: RunFolder) -> _Look:
    """Raises `NotFound` where it is not there any more."""
    running = folder.state() == "running"  # first, so that nothing is written after the sizes of a run that has ended
    measured = 0
    with suppress(FileNotFoundError):
        measured = folder.measures_file.stat().st_size
    return _Look(measured, running, folder.changed())


def _progress_of(run: _Run) -> Progress | None:
    with suppress(TetrascopeError):
        file = run.folder.read()
        done, total = read_last_step(run.folder.measures_file), file.recipe.epochs * file.steps
        epoch = min(file.recipe.epochs, done // file.steps + 1)
        return Progress(
            done=min(done, total),
            total=total,
            seconds_left=run.time_left.seconds(done, total),
            stage=f"Epoch {epoch} of {file.recipe.epochs}",
        )
    return None
