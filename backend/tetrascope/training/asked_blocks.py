"""A list of blocks that is to be trained, and the run whose weights it keeps. Light to import."""

from typing import NamedTuple

from tetrascope.errors import InvalidInput, TetrascopeError, TooLarge
from tetrascope.networks.blocks.kept_weights import last_dense
from tetrascope.networks.blocks.measures import measure, require_classifier
from tetrascope.protocol.blocks import MAX_TRAINED_SIDE, MIN_TRAINED_SIDE, BlockList
from tetrascope.training.run_blocks import blocks_of_run
from tetrascope.training.run_epoch import kept_source
from tetrascope.training.run_folder import RunsFolder

MAX_STEP_BYTES = 8 * 2**30
"""What a step of training may take in memory, as `step_bytes` reckons."""
_NUMBER_BYTES = 4
_OF_A_PARAMETER = 4
"""Numbers that are kept of each: itself, its gradient and two means of that (Adam, Kingma & Ba 2015)."""
_OF_A_VALUE = 2
"""The value and its gradient."""


class AskedBlocks(NamedTuple):
    """A list of blocks that fits its data, and where it comes from."""

    blocks: BlockList
    kept_from: str | None
    """`RUN@EPOCH`."""
    changed_from: str | None
    """A run."""


def asked_blocks(
    runs: RunsFolder, class_count: int, *, blocks: BlockList | None, keep: str | None, changed_from: str | None
) -> AskedBlocks | None:
    """What is to be trained; None where nobody has asked for blocks.

    Args:
        runs: where runs are.
        class_count: classes of the data.
        blocks: the list; by default that of the run whose weights are kept, with as many units at its end as there
            are classes.
        keep: a run, or `RUN@EPOCH`, whose weights stay where they fit.
        changed_from: the run whose list was edited; by default that whose weights are kept.

    Raises:
        NotFound: there is no such run, or no such epoch of it.
        InvalidInput: a block does not fit, the list is no classifier of so many classes, a run's network is no list
            of blocks, or there is a run whose list was edited, but no list.
    """
    source = None if keep is None else kept_source(runs, keep)
    if changed_from is not None:
        list_before(runs, changed_from)
    if blocks is None and source is not None:
        blocks = _with_classes(source.blocks, class_count)
    if blocks is None:
        if changed_from is not None:
            raise InvalidInput(
                f"Expected blocks that were changed from those of {changed_from!r}, got none.",
                field="changed_from",
                hint="Send the list, or leave this out.",
            )
        return None
    check_blocks(blocks, class_count)
    if source is None:
        return AskedBlocks(blocks, None, changed_from)
    return AskedBlocks(blocks, source.at.named, changed_from or source.run.name)


def check_blocks(blocks: BlockList, class_count: int | None) -> None:
    """Raises `InvalidInput` where a list cannot be trained to tell so many classes apart; None for any number."""
    for field, side in (("height", blocks.height), ("width", blocks.width)):
        if not MIN_TRAINED_SIDE <= side <= MAX_TRAINED_SIDE:
            raise InvalidInput(
                f"Expected an input of {MIN_TRAINED_SIDE} to {MAX_TRAINED_SIDE} pixels a side, got a {field} of "
                f"{side}.",
                field=field,
                hint="Change height and width of the list: pictures are made to fit.",
            )
    require_classifier(blocks, class_count)


def check_step(blocks: BlockList, batch: int) -> None:
    """Raises `TooLarge` where a step of training takes more memory than it may."""
    needed = step_bytes(blocks, batch)
    if needed > MAX_STEP_BYTES:
        raise TooLarge(
            f"Expected a step of training that takes at most {MAX_STEP_BYTES / 2**30:.0f} GiB of memory, got one that "
            f"takes about {needed / 2**30:.1f} GiB: every block's output of each of {batch} pictures.",
            field="batch",
            hint="Take a smaller batch, fewer filters, or pool earlier.",
        )


def step_bytes(blocks: BlockList, batch: int) -> int:
    """What a step of training takes in memory, about: all outputs and parameters, with what is learned from them."""
    values = parameters = 0
    for each in measure(blocks):
        count = 1
        for side in each.output or ():
            count *= side
        values += count
        parameters += each.parameters or 0
    return _NUMBER_BYTES * (_OF_A_VALUE * values * batch + _OF_A_PARAMETER * parameters)


def list_before(runs: RunsFolder, changed_from: str) -> BlockList:
    """The list of the run whose list was edited; errors as of `asked_blocks`."""
    try:
        return blocks_of_run(runs.require(changed_from).read())
    except TetrascopeError as error:
        error.field = "changed_from"
        raise


def _with_classes(blocks: BlockList, class_count: int) -> BlockList:
    last = last_dense(blocks)
    return blocks.model_copy(
        update={
            "blocks": [
                each.model_copy(update={"units": class_count}) if each is last else each for each in blocks.blocks
            ]
        }
    )
