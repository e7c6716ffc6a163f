"""The room of training as a server offers it: what can be trained, the runs, how each goes and what came of it."""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tetrascope.engine.own_process import StartProcess, start_here
from tetrascope.errors import Busy, InvalidInput, NotDone, NotFound, Refused, TetrascopeError
from tetrascope.protocol.blocks import MeasureBlocksRequest, MeasuredBlocks, RunBlocks
from tetrascope.protocol.error import raised
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.training import (
    ClassOutcome,
    DamagedRun,
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
from tetrascope.training.defaults import BATCH, EPOCHS, LEARNING_RATE, SEED, VALIDATION_SHARE, make_recipe
from tetrascope.training.first_kernels import kernels_of
from tetrascope.training.following import Following, progress_of
from tetrascope.training.launched_runs import LaunchedRuns
from tetrascope.training.measured_blocks import measured_blocks
from tetrascope.training.offered_data import OfferedData
from tetrascope.training.recipe import MAX_BATCH, MAX_EPOCHS, MAX_SEED, SCRATCH
from tetrascope.training.run_blocks import blocks_of_recipe, to_be_edited
from tetrascope.training.run_epoch import kept_source
from tetrascope.training.run_file import RunFile
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_plan import plan_resuming, plan_run, starts
from tetrascope.training.run_summary import summary_of
from tetrascope.training.worst_pictures import small_pictures

MAX_RUNS = 1
"""Runs that a server lets run at a time, unless its operator says otherwise."""
MAX_LISTED = 1000
"""Runs that are listed; the oldest are left out."""
PATIENCE_S = 12.0
"""Seconds within which what was asked for is answered: before a client gives up."""
_LOOK_S = 0.1


@dataclass(frozen=True, kw_only=True)
class TrainingSettings:
    """What the operator of a server allows."""

    folders: tuple[Path, ...] = ()
    """Folders of classes that runs may learn from, besides the digits."""
    refused: str | None = None
    """Why no run is started, stopped or resumed here; None where that is allowed."""
    how_to_allow: str | None = None
    """What the operator can do about that."""
    max_runs: int = MAX_RUNS
    """Runs at a time, whoever started them, beyond which none is started here."""
    any_folder_shown: bool = True
    """Whether pictures of a run are shown that the command line trained on a folder which is not offered here."""


class TrainingRoom:
    """Answers what is asked about training. All methods belong to one event loop and never block it.

    Args:
        runs: where the runs are.
        settings: what is allowed.
        start: starts a process that trains.
    """

    def __init__(self, runs: RunsFolder, settings: TrainingSettings, start: StartProcess = start_here) -> None:
        self._runs = runs
        self._settings = settings
        self._data = OfferedData(settings.folders)
        self._launched = LaunchedRuns(runs, start)
        self._launching = asyncio.Lock()
        """One run is started at a time, so that no two take the last place or one name."""
        self._following = Following(runs, self._launched.starting)
        self._reading = asyncio.Lock()
        """Pictures and kernels are read for one at a time: a picture may take hundreds of megabytes for a moment."""

    async def offer(self) -> TrainingOffer:
        """What can be trained here, and how."""
        return TrainingOffer(
            data=await asyncio.to_thread(self._data.all),
            starts=await asyncio.to_thread(starts),
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
                runs.append(self._summary(folder))
            except NotFound:
                continue  # somebody has just deleted it
            except TetrascopeError as error:
                problem = " ".join(filter(None, (error.message, error.hint)))
                damaged.append(DamagedRun(name=folder.name, problem=self._without_place(problem)))
        known = {each.name for each in runs}
        starting = [each for each in self._launched.all_starting() if each.name not in known or each.error is not None]
        return TrainingRunList(runs=runs, starting=starting, damaged=damaged)

    async def start(self, request: TrainingRequest) -> TrainingStarted:
        """Begin a run in a process of its own. It answers once the run is there, or after `PATIENCE_S`.

        Raises:
            Refused: the operator does not allow it.
            Busy: as many runs as there may be are trained now.
            InvalidInput: a value is out of bounds, the data do not do, blocks do not fit, or the name is taken.
            NotFound: there are no such data, no such start, or no such run to keep weights of; or it was stopped
                meanwhile.
            WeightsUnavailable: those of the start are not on this machine.
            Failed: the process could not be started, or ended.
        """
        self._check_allowed()
        async with self._without_places(), self._launching:
            plan = await asyncio.to_thread(plan_run, request, self._data, self._runs, self._is_taken)
            await asyncio.to_thread(self._check_room)
            await asyncio.to_thread(self._launched.launch, plan.name, plan.arguments, plan.told, plan.blocks)
        await self._until_trained(plan.name)
        folder = await asyncio.to_thread(self._runs.run, plan.name)
        if folder is None and await asyncio.to_thread(self._launched.starting, plan.name) is None:
            raise _stopped_before(plan.name)
        return TrainingStarted(name=plan.name, run=None if folder is None else await self._stand(folder))

    async def control(self, name: str, request: TrainingControlRequest) -> TrainingRun:
        """Stop or resume a run; what is so already has no effect. It answers once that is so, or after `PATIENCE_S`.

        Raises:
            Refused: the operator does not allow it.
            NotFound: there is no such run, or it was stopped before it was begun.
            Busy: as many runs as there may be are trained now.
            InvalidInput: it has as many epochs behind it.
            Failed: the process could not be started, or ended.
        """
        self._check_allowed()
        async with self._without_places():
            return await (self._stop if request.action == "stop" else self._resume)(name, request)

    async def _resume(self, name: str, request: TrainingControlRequest) -> TrainingRun:
        folder = await asyncio.to_thread(self._runs.require, name)
        async with self._launching:
            arguments = await asyncio.to_thread(plan_resuming, folder, request)
            if arguments is not None and await asyncio.to_thread(self._launched.starting, name) is None:
                await asyncio.to_thread(self._check_room)
                await asyncio.to_thread(self._launched.launch, name, arguments, lambda body: body)
        await self._until_trained(name)
        return await self._stand(folder)

    async def _stop(self, name: str, request: TrainingControlRequest) -> TrainingRun:
        if request.epochs is not None:
            raise InvalidInput("Expected a number of epochs with resume alone, got one with stop.", field="epochs")
        if await asyncio.to_thread(self._launched.starting, name) is not None:
            await asyncio.to_thread(self._launched.stop, name)
            if await asyncio.to_thread(self._runs.run, name) is None:
                raise _stopped_before(name)
        folder = await asyncio.to_thread(self._runs.require, name)
        if await asyncio.to_thread(folder.state) == "running":
            await asyncio.to_thread(folder.ask_to_stop)
            await self._patiently(lambda: folder.state() != "running")
        return await self._stand(folder)

    async def _until_trained(self, name: str) -> None:
        """Wait until a run is trained that was launched. Raises what is wrong with it."""

        def begun() -> bool:
            look = self._launched.starting(name)
            if look is not None and look.error is not None:
                raise raised(look.error)
            return look is None

        await self._patiently(begun)

    async def _patiently(self, condition: Callable[[], bool]) -> None:
        """Wait until that holds, and not longer than a client waits for an answer."""
        for _ in range(round(PATIENCE_S / _LOOK_S)):
            if await asyncio.to_thread(condition):
                return
            await asyncio.sleep(_LOOK_S)

    async def _stand(self, folder: RunFolder) -> TrainingRun:
        return await asyncio.to_thread(self._summary, folder)

    def _summary(self, folder: RunFolder) -> TrainingRun:
        """As it stands; a run whose process is about to train it counts as trained."""
        run, starting = summary_of(folder), self._launched.starting(folder.name)
        if run.state == "running" or starting is None or starting.error is not None:
            return run
        return run.model_copy(update={"state": "running", "problem": None})

    def _is_taken(self, name: str) -> bool:
        starting = self._launched.starting(name)
        return (self._runs.path / name).exists() or (starting is not None and starting.error is None)

    def _check_room(self) -> None:
        names = [folder.name for folder in self._runs.runs() if folder.state() == "running"]
        names += [each.name for each in self._launched.all_starting() if each.error is None]
        if len(names) >= self._settings.max_runs:
            some = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
            raise Busy(
                f"Expected at most {self._settings.max_runs} at a time to be trained, got one more beside {some}.",
                code="training_busy",
                hint="Wait until it is finished, or stop it. Whoever starts the server can allow more: --training-runs",
            )

    @asynccontextmanager
    async def _without_places(self) -> AsyncIterator[None]:
        """Errors of the block tell no client where on this machine the runs are."""
        try:
            yield
        except TetrascopeError as error:
            error.message = self._without_place(error.message)
            error.hint = None if error.hint is None else self._without_place(error.hint)
            raise

    def _without_place(self, text: str) -> str:
        place = f"{self._runs.path}{os.sep}"
        return text.replace(place, "").replace(repr(place)[1:-1], "")

    def _check_allowed(self) -> None:
        if self._settings.refused is not None:
            raise Refused(self._settings.refused, code="training_refused", hint=self._settings.how_to_allow)

    async def progress(self, name: str) -> TrainingProgress:
        """How a run goes: its curve so far. Raises `NotFound`, or `Failed` where it is damaged."""
        async with self._without_places():
            folder = await asyncio.to_thread(self._runs.require, name)
            return await asyncio.to_thread(progress_of, folder)

    async def follow(self, name: str, after: int = 0) -> AsyncGenerator[TrainingProgress | Progress, None]:
        """The same, and all that is new until it is finished or stopped; see `Following.follow`."""
        async with self._without_places(), aclosing(self._following.follow(name, after)) as events:
            async for event in events:
                yield event

    async def results(self, name: str) -> TrainingResults:
        """What came of a finished run.

        Raises:
            NotFound: there is no such run.
            NotDone: it is not finished.
            Failed: it is damaged.
        """
        async with self._without_places(), self._reading:
            folder = await asyncio.to_thread(self._runs.require, name)
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

    async def run_blocks(self, name: str) -> RunBlocks:
        """The list of a run's blocks.

        Raises:
            NotFound: there is no such run.
            InvalidInput: its network is a head on another one.
            Failed: it is damaged.
        """
        async with self._without_places():
            folder = await asyncio.to_thread(self._runs.require, name)
            return to_be_edited(await asyncio.to_thread(folder.read))

    async def data_blocks(self, data_id: str) -> RunBlocks:
        """The list that a run from scratch takes on these data; errors as of `OfferedData.one`."""
        return await asyncio.to_thread(self._data_blocks, data_id)

    def _data_blocks(self, data_id: str) -> RunBlocks:
        place, embedded = self._data.place(data_id)
        classes = len(self._data.one(data_id).classes)
        blocks = blocks_of_recipe(make_recipe(place, embedded, start=SCRATCH), classes)
        assert blocks is not None
        return RunBlocks(network=blocks, changed_from=None, changes=[])

    async def measure_blocks(self, request: MeasureBlocksRequest) -> MeasuredBlocks:
        """What a list would be as a network.

        Raises:
            NotFound: there are no such data, or there is no such run, or epoch of it, to keep weights of.
            InvalidInput: none can learn of these data, or that run's network is no list of blocks.
        """
        async with self._without_places():
            return await asyncio.to_thread(self._measure, request)

    def _measure(self, request: MeasureBlocksRequest) -> MeasuredBlocks:
        names = None if request.data_id is None else self._data.one(request.data_id).classes
        keep = None if request.keep is None else kept_source(self._runs, request.keep)
        return measured_blocks(request.network, names, keep)

    async def kernels(self, name: str, epoch: int) -> TrainingKernels:
        """The kernels of a run's first convolution after an epoch; errors as of `kernels_of`."""
        async with self._without_places(), self._reading:
            folder = await asyncio.to_thread(self._runs.require, name)
            return await asyncio.to_thread(kernels_of, folder, epoch)


def _stopped_before(name: str) -> NotFound:
    return NotFound(
        f"Expected a run that was begun, got {name!r}, which was stopped before.",
        field="run",
        hint="Nothing of it is kept. Begin it again to have it.",
    )
