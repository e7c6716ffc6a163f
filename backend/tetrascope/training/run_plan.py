"""What a server is asked to train, as a command that its own process runs. Light to import."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import Busy, InvalidInput, NotFound, TetrascopeError
from tetrascope.networks.catalog import find_entry
from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.training import TrainingBase, TrainingControlRequest, TrainingRequest
from tetrascope.training.asked_blocks import AskedBlocks, asked_blocks
from tetrascope.training.defaults import make_recipe
from tetrascope.training.offered_data import OfferedData
from tetrascope.training.recipe import MAX_EPOCHS, SCRATCH
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_name import check_name, name_from

HEADS = ("efficientnet-lite0", "efficientnet-lite1", "efficientnet-lite2")
"""Networks of the catalog that are offered to keep their layers and get a new head."""
_FIELDS = {"data": "data_id", "network_id": "start"}
"""What fields of a recipe are called in a request."""
_OF_RECIPES = {"epochs", "batch", "learning_rate", "validation_share", "seed"}
"""Fields of a request that are those of a recipe."""


class RunPlan(NamedTuple):
    """A run that is to be begun."""

    name: str
    arguments: list[str]
    """Of `tetrascope train`."""
    told: Callable[[ErrorBody], ErrorBody]
    """The error of that command, in the words of a request."""
    blocks: BlockList | None
    """Which that command is to find in a file."""


def starts() -> list[TrainingBase]:
    """What a run may start from, as of now."""
    found = [TrainingBase(start=SCRATCH, title="From scratch", available=True, how_to_get=None)]
    for network_id in HEADS:
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


def plan_run(request: TrainingRequest, data: OfferedData, runs: RunsFolder, is_taken: Callable[[str], bool]) -> RunPlan:
    """Check what can be checked before anything slow is begun.

    Args:
        request: what is asked for.
        data: what there is to learn from.
        runs: where the run is whose weights are to be kept.
        is_taken: whether a run has that name.

    Raises:
        InvalidInput: a value is out of bounds, the data do not do, blocks do not fit, or the name is taken.
        NotFound: there are no such data, no such start, or no such run to keep weights of.
        WeightsUnavailable: those of the start are not on this machine.
    """
    place, embedded = data.place(request.data_id)
    offered = data.one(request.data_id)
    asked = _asked(request, runs, len(offered.classes))
    start = request.start or (SCRATCH if asked else offered.start)
    if start not in (SCRATCH, *HEADS):
        raise NotFound(
            f"Expected what a run may start from, got {start!r}.",
            field="start",
            hint=f"There are: {', '.join((SCRATCH, *HEADS))}.",
        )
    given = request.model_dump(include=_OF_RECIPES, exclude_none=True)
    told = _in_words_of_requests(place)
    try:
        if asked is not None:
            given |= {"blocks": asked.blocks, "kept_from": asked.kept_from}
        recipe = make_recipe(place, embedded, start=start, **given)
    except TetrascopeError as error:
        error.field = _field(error.field)
        raise
    options = {
        "--from": recipe.start,
        "--epochs": recipe.epochs,
        "--batch": recipe.batch,
        "--learning-rate": repr(recipe.learning_rate),
        "--validation": repr(recipe.validation_share),
        "--seed": recipe.seed,
    }
    if asked is not None and asked.kept_from is not None:
        options["--keep"] = asked.kept_from
    if asked is not None and asked.changed_from is not None:
        options["--changed-from"] = asked.changed_from
    name = _name(request.name, offered.name, is_taken)
    arguments = [place, "--name", name, *(str(each) for pair in options.items() for each in pair)]
    return RunPlan(name, arguments, told, None if asked is None else asked.blocks)


def _asked(request: TrainingRequest, runs: RunsFolder, class_count: int) -> AskedBlocks | None:
    try:
        return asked_blocks(
            runs, class_count, blocks=request.blocks, keep=request.keep, changed_from=request.changed_from
        )
    except TetrascopeError as error:
        error.field = _field(error.field)
        raise


def _field(of_command: str | None) -> str | None:
    """What a field of a recipe or of a list of blocks is called in a request."""
    if of_command is not None and of_command.startswith(("blocks[", "height", "width")):
        return f"blocks.{of_command}"
    return _FIELDS.get(of_command or "", of_command)


def _name(asked: str | None, data: str, is_taken: Callable[[str], bool]) -> str:
    """As asked, or by the data, with a number where others have that name."""
    if asked is not None:
        check_name(asked)
        if is_taken(asked):
            raise InvalidInput(
                f"Expected a name that no run has, got {asked!r}.",
                field="name",
                hint="Choose another, leave it out, or resume that run.",
            )
        return asked
    name, number = name_from(data), 1
    while is_taken(found := name if number == 1 else f"{name}-{number}"):
        number += 1
    return found


def _in_words_of_requests(place: str) -> Callable[[ErrorBody], ErrorBody]:
    """Where a folder is, is the operator's affair; and fields have other names on the command line."""

    def told(body: ErrorBody) -> ErrorBody:
        short = Path(place).name
        return ErrorBody(
            code=body.code,
            message=body.message.replace(place, short),
            hint=None if body.hint is None else body.hint.replace(place, short),
            field=_field(body.field),
        )

    return told


def plan_resuming(folder: RunFolder, request: TrainingControlRequest) -> list[str] | None:
    """The arguments of `tetrascope train` that go on with a run; None where it is trained already.

    Raises:
        Busy: it is trained, and shall have another number of epochs.
        InvalidInput: it has as many epochs behind it.
        Failed: it is damaged.
    """
    run, state = folder.read(), folder.state()
    if state == "running":
        if request.epochs in (None, run.recipe.epochs):
            return None
        raise Busy(
            f"Expected a run that is stopped, for other epochs than it has, got {folder.name!r}, which is trained now.",
            hint="Stop it first.",
        )
    last = folder.last_epoch()
    done = 0 if last is None else last.epoch
    epochs = run.recipe.epochs if request.epochs is None else request.epochs
    if not done < epochs <= MAX_EPOCHS and (request.epochs is not None or state == "finished"):
        raise InvalidInput(
            f"Expected more epochs than the {done} that the run has behind it, and at most {MAX_EPOCHS}, got {epochs}.",
            field="epochs",
            hint=f"For example {min(done + 10, MAX_EPOCHS)}.",
        )
    more = [] if request.epochs is None else ["--epochs", str(request.epochs)]
    return ["--resume", folder.name, *more]
