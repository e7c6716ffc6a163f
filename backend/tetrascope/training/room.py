"""The room of training as a server offers it: what can be trained, the runs, how each goes and what came of it."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

from tetrascope.errors import NotDone, Refused, TetrascopeError
from tetrascope.networks.catalog import DEFAULT_NETWORK_ID, find_entry
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.training import (
    ClassOutcome,
    DamagedRun,
    TrainingBase,
    TrainingControlRequest,
    TrainingDefaults,
    TrainingKernels,
    TrainingOffer,
    TrainingProgress,
    TrainingRequest,
    TrainingResults,
    TrainingRun,
    TrainingRunList,
    TrainingStarted,
    WorstPicture,
)
from tetrascope.training.defaults import BATCH, EPOCHS, LEARNING_RATE, SEED, VALIDATION_SHARE
from tetrascope.training.first_kernels import kernels_of
from tetrascope.training.following import Following, progress_of
from tetrascope.training.offered_data import OfferedData
from tetrascope.training.recipe import MAX_BATCH, MAX_EPOCHS, MAX_SEED, SCRATCH
from tetrascope.training.run_file import RunFile
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_summary import summary_of
from tetrascope.training.worst_pictures import small_pictures

MAX_RUNS = 1
"""Runs that a server lets run at a time, unless its operator says otherwise."""
MAX_LISTED = 1000
"""Runs that are listed; the oldest are left out."""
_HEADS = (DEFAULT_NETWORK_ID,)
"""Networks of the catalog that are offered to keep their layers and get a new head."""


@dataclass(frozen=True, kw_only=True)
class TrainingSettings:
    """What the operator of a server allows."""

    folders: tuple[Path, ...] = ()
    """Folders of classes that runs may learn from, besides the digits."""
    refused: str = "Expected a server that starts and stops runs, got one that shows them."
    """Why no run is started, stopped or resumed here."""
    max_runs: int = MAX_RUNS
    """Runs at a time, whoever started them, beyond which none is started here."""
    any_folder_shown: bool = True
    """Whether pictures of a run are shown that the command line trained on a folder which is not offered here."""


class TrainingRoom:
    """Answers what is asked about training. All methods belong to one event loop and never block it.

    Args:
        runs: where the runs are.
        settings: what is allowed.
    """

    def __init__(self, runs: RunsFolder, settings: TrainingSettings) -> None:
        self._runs = runs
        self._settings = settings
        self._data = OfferedData(settings.folders)
        self._following = Following(runs)
        self._reading = asyncio.Lock()
        """Pictures and kernels are read for one at a time: a picture may take hundreds of megabytes for a moment."""

    async def offer(self) -> TrainingOffer:
        """What can be trained here, and how."""
        return TrainingOffer(
            data=await asyncio.to_thread(self._data.all),
            starts=await asyncio.to_thread(_starts),
            defaults=TrainingDefaults(
                epochs=EPOCHS,
                batch=BATCH,
                learning_rate=LEARNING_RATE,
                validation_share=VALIDATION_SHARE,
                seed=SEED,
                max_epochs=MAX_EPOCHS,
                max_batch=MAX_BATCH,
                max_seed=MAX_SEED,
            ),
            refused=self._settings.refused,
            max_runs=self._settings.max_runs,
        )

    async def runs(self) -> TrainingRunList:
        """Every run."""
        return await asyncio.to_thread(self._list)

    def _list(self) -> TrainingRunList:
        runs: list[TrainingRun] = []
        damaged: list[DamagedRun] = []
        for folder in self._runs.runs()[:MAX_LISTED]:
            try:
                runs.append(summary_of(folder))
            except TetrascopeError as error:
                problem = " ".join(filter(None, (error.message, error.hint)))
                damaged.append(DamagedRun(name=folder.name, problem=problem.replace(str(folder.path), folder.name)))
        return TrainingRunList(runs=runs, starting=[], damaged=damaged)

    async def start(self, _: TrainingRequest) -> TrainingStarted:
        """Begin a run in a process of its own.

        Raises:
            Refused: the operator does not allow it.
        """
        raise self._refused()

    async def control(self, _: str, __: TrainingControlRequest) -> TrainingRun:
        """Stop or resume a run.

        Raises:
            Refused: the operator does not allow it.
        """
        raise self._refused()

    def _refused(self) -> Refused:
        return Refused(self._settings.refused, code="training_refused", hint="On its machine: tetrascope train DATA")

    async def progress(self, name: str) -> TrainingProgress:
        """How a run goes: its curve so far. Raises `NotFound`, or `Failed` where it is damaged."""
        folder = await asyncio.to_thread(self._runs.require, name)
        return await asyncio.to_thread(progress_of, folder)

    def follow(self, name: str, after: int = 0) -> AsyncGenerator[TrainingProgress | Progress, None]:
        """The same, and all that is new until it is finished or stopped; see `Following.follow`."""
        return self._following.follow(name, after)

    async def results(self, name: str) -> TrainingResults:
        """What came of a finished run.

        Raises:
            NotFound: there is no such run.
            NotDone: it is not finished.
            Failed: it is damaged.
        """
        folder = await asyncio.to_thread(self._runs.require, name)
        async with self._reading:
            return await asyncio.to_thread(self._results, folder)

    def _results(self, folder: RunFolder) -> TrainingResults:
        run, found = folder.read(), folder.results()
        if found is None:
            raise NotDone(
                f"Expected a run that is finished, got {folder.name!r}, which is {folder.state()}.",
                field="run",
                hint="Follow it until it is finished; a run that was stopped can be resumed.",
            )
        pictures = small_pictures(folder, run.recipe, found.worst) if self._shows(run) else [None] * len(found.worst)
        return TrainingResults(
            name=folder.name,
            epoch=found.epoch,
            best_epoch=found.best_epoch,
            accuracy=found.accuracy,
            loss=found.loss,
            classes=[
                ClassOutcome(**each.model_dump(), taken_for=row)
                for each, row in zip(found.classes, found.confusion, strict=True)
            ],
            worst=[
                WorstPicture(**each.model_dump(), picture=picture)
                for each, picture in zip(found.worst, pictures, strict=True)
            ],
            seconds=found.seconds,
        )

    def _shows(self, run: RunFile) -> bool:
        data = run.recipe.data
        return run.recipe.embedded or self._settings.any_folder_shown or Path(data) in self._data.folders

    async def kernels(self, name: str, epoch: int) -> TrainingKernels:
        """The kernels of a run's first convolution after an epoch; errors as of `kernels_of`."""
        folder = await asyncio.to_thread(self._runs.require, name)
        async with self._reading:
            return await asyncio.to_thread(kernels_of, folder, epoch)


def _starts() -> list[TrainingBase]:
    found = [TrainingBase(start=SCRATCH, title="From scratch", available=True, how_to_get=None)]
    for network_id in _HEADS:
        entry = find_entry(network_id)
        weights = entry.weights()
        found.append(
            TrainingBase(
                start=network_id,
                title=entry.title,
                available=weights.available,
                how_to_get=None if weights.available else weights.how_to_get,
            )
        )
    return found
