"""What is trained, and how, where a person does not say. Light to import."""

from pathlib import Path

from tetrascope.errors import InvalidInput
from tetrascope.networks.catalog import DEFAULT_NETWORK_ID, find_entry
from tetrascope.networks.source import require_weights
from tetrascope.protocol.blocks import MAX_TRAINED_SIDE, MIN_TRAINED_SIDE, BlockList
from tetrascope.protocol.framing import Fit
from tetrascope.training.asked_blocks import check_step
from tetrascope.training.class_folder import require_folder
from tetrascope.training.digits import DIGITS_SIDE
from tetrascope.training.recipe import (
    MAX_BATCH,
    MAX_EPOCHS,
    MAX_SEED,
    SCRATCH,
    Recipe,
)

SCRATCH_SIDE = 96
"""Rows and columns of the input of a network from scratch, for one's own pictures."""
EPOCHS = 20
BATCH = 32
LEARNING_RATE = 0.001
VALIDATION_SHARE = 0.2
SEED = 0


def make_recipe(
    data: str,
    embedded: bool,
    *,
    start: str | None = None,
    side: int | None = None,
    fit: Fit = "crop",
    epochs: int = EPOCHS,
    batch: int = BATCH,
    learning_rate: float = LEARNING_RATE,
    validation_share: float = VALIDATION_SHARE,
    seed: int = SEED,
    blocks: BlockList | None = None,
    kept_from: str | None = None,
) -> Recipe:
    """The recipe; what is not said is chosen by the data.

    Args:
        data: an embedded set, or a folder.
        embedded: which of both.
        start: `scratch`, or a network of the catalog that gets a new head; by default from scratch for an embedded set
            and EfficientNet-Lite0 for one's own pictures, which mostly are few.
        side: rows and columns of the input of a network from scratch.
        fit: how pictures are made to fit it.
        epochs: how often every picture is seen.
        batch: pictures of a step, at most.
        learning_rate: of Adam.
        validation_share: share of each class that is put aside.
        seed: decides the split, the first weights and the order.
        blocks: of a network from scratch, see `check_blocks`; by default a small one of its own.
        kept_from: the run, as `NAME@EPOCH`, whose weights these blocks keep where they fit.

    Raises:
        InvalidInput: a value is out of bounds, a side is given for a head or for blocks, or blocks for a head.
        TooLarge: a step of training such blocks takes too much memory.
        NotFound: the catalog has no such network, or there is no such folder.
        WeightsUnavailable: the weights of that network are not on this machine.
    """
    if blocks is not None:
        _check_alone(start, side)
        start = SCRATCH
    start = start or (SCRATCH if embedded else DEFAULT_NETWORK_ID)
    from_scratch = start == SCRATCH
    _check("epochs", epochs, 1, MAX_EPOCHS)
    _check("batch", batch, 1, MAX_BATCH)
    _check("seed", seed, 0, MAX_SEED)
    _check_between("learning_rate", learning_rate)
    _check_between("validation_share", validation_share)
    folder = Path(data).expanduser()
    if not embedded:
        require_folder(folder)
    common = {
        "data": data if embedded else str(folder.resolve()),
        "embedded": embedded,
        "start": start,
        "start_identity": None,
        "fit": fit,
        "epochs": epochs,
        "batch": batch,
        "learning_rate": learning_rate,
        "validation_share": validation_share,
        "seed": seed,
    }
    if blocks is not None:
        check_step(blocks, batch)
        return Recipe.model_validate({**common, **_of_blocks(blocks), "kept_from": kept_from})
    if from_scratch:
        return Recipe.model_validate({**common, **_scratch(embedded, side)})
    if side is not None:
        raise InvalidInput(
            f"Expected no size beside a head on {start}, whose layers have theirs, got {side}.",
            field="input_size",
            hint=f"Leave --size out, or train from scratch: --from {SCRATCH}",
        )
    entry = find_entry(start)
    require_weights(entry, f"train from scratch: --from {SCRATCH}")
    channels = entry.input.channels
    return Recipe.model_validate(
        {
            **common,
            "filters": [],
            "input_height": entry.input_height,
            "input_width": entry.input_width,
            "input_channels": channels,
            "preprocessing": entry.preprocessing,
        }
    )


def _check_alone(start: str | None, side: int | None) -> None:
    """Of what is said beside blocks."""
    if start not in (None, SCRATCH):
        raise InvalidInput(
            f"Expected blocks of a network from {SCRATCH}, got some for a head on {start}, whose layers stay as they "
            "are.",
            field="start",
            hint=f"Leave it out, or say {SCRATCH}.",
        )
    if side is not None:
        raise InvalidInput(
            f"Expected no size beside blocks, which have theirs, got {side}.",
            field="input_size",
            hint="Leave --size out, and change height and width of the list.",
        )


def _of_blocks(blocks: BlockList) -> dict[str, object]:
    return {
        "filters": [],
        "blocks": blocks,
        "input_height": blocks.height,
        "input_width": blocks.width,
        "input_channels": blocks.channels,
        "preprocessing": "unit",
    }


def _scratch(embedded: bool, side: int | None) -> dict[str, object]:
    from tetrascope.training.scratch_filters import choose_filters

    side = side if side is not None else DIGITS_SIDE if embedded else SCRATCH_SIDE
    _check("input_size", side, MIN_TRAINED_SIDE, MAX_TRAINED_SIDE)
    return {
        "filters": choose_filters(side),
        "input_height": side,
        "input_width": side,
        "input_channels": 1 if embedded else 3,
        "preprocessing": "unit",
    }


def _check(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise InvalidInput(f"Expected a whole number from {least} to {most}, got {value}.", field=field)


def _check_between(field: str, value: float) -> None:
    if not 0 < value < 1:
        raise InvalidInput(f"Expected a number above 0 and below 1, got {value}.", field=field)
