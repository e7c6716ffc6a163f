"""What a server is asked to train, as a command that its own process runs. Light to import."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import Busy, InvalidInput, NotFound, TetrascopeError
from tetrascope.networks.catalog import find_entry
from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.training import TrainingBase, TrainingControlRequest, TrainingRequest
from tetrascope.training.defaults import make_recipe
from tetrascope.training.offered_data import OfferedData
from tetrascope.training.recipe import MAX_EPOCHS, SCRATCH
from tetrascope.training.run_folder import RunFolder
from tetrascope.training.run_name import check_name, name_from

HEADS = ("efficientnet-lite0", "efficientnet-lite1", "efficientnet-lite2")
"""Networks of the catalog that are offered to keep their layers and get a new head."""
_FIELDS = {"data": "data_id", "network_id": "start"}
"""What fields of a recipe are called in a request."""


class RunPlan(NamedTuple):
    """A run that is to be begun."""

    name: str
    arguments: list[str]
    """Of `tetrascope train`."""
    told: Callable[[ErrorBody], ErrorBody]
    """The error of that command, in the words of a request."""


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


def plan_run(request: TrainingRequest, data: OfferedData, is_taken: Callable[[str], bool]) -> RunPlan:
    """Check what can be checked before anything slow is begun.

    Args:
        request: what is asked for.
        data: what there is to learn from.
        is_taken: whether a run has that name.

    Raises:
        InvalidInput: a value is out of bounds, the data do not do, or the name is taken.
        NotFound: there are no such data, or no such start.
        WeightsUnavailable: those of the start are not on this machine.
    """
    place, embedded = data.place(request.data_id)
    offered = data.one(request.data_id)
    start = request.start or offered.start
    if start not in (SCRATCH, *HEADS):
        raise NotFound(
            f"Expected what a run may start from, got {start!r}.",
            field="start",
            hint=f"There are: {', '.join((SCRATCH, *HEADS))}.",
        )
    given = request.model_dump(exclude={"data_id", "start", "name"}, exclude_none=True)
    told = _in_words_of_requests(place)
    try:
        recipe = make_recipe(place, embedded, start=start, **given)
    except TetrascopeError as error:
        error.field = _FIELDS.get(error.field or "", error.field)
        raise
    options = {
        "--from": recipe.start,
        "--epochs": recipe.epochs,
        "--batch": recipe.batch,
        "--learning-rate": repr(recipe.learning_rate),
        "--validation": repr(recipe.validation_share),
        "--seed": recipe.seed,
    }
    name = _name(request.name, offered.name, is_taken)
    arguments = [place, "--name", name, *(str(each) for pair in options.items() for each in pair)]
    return RunPlan(name, arguments, told)


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
            field=_FIELDS.get(body.field or "", body.field),
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
