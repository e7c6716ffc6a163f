"""A run as it was after one of its epochs, by a name: `photos`, or `photos@3`."""

from typing import NamedTuple

from tetrascope.errors import NotFound, TetrascopeError
from tetrascope.protocol.blocks import BlockList
from tetrascope.training.run_blocks import blocks_of_run
from tetrascope.training.run_file import RunFile
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_name import AT

_SHOWN = 5
"""Epochs that an error tells, at most, beside the last."""


class RunEpoch(NamedTuple):
    """A run, and an epoch whose weights are kept."""

    folder: RunFolder
    epoch: int

    @property
    def named(self) -> str:
        """Its whole name."""
        return f"{self.folder.name}{AT}{self.epoch}"


class KeptSource(NamedTuple):
    """A run whose weights are to stay where they fit."""

    at: RunEpoch
    run: RunFile
    blocks: BlockList


def find_epoch(runs: RunsFolder, named: str) -> RunEpoch | None:
    """The epoch of that name, by a run's name alone its last; None where there is no such run.

    Raises:
        NotFound: there is the run, but no such epoch is kept.
    """
    name, at, number = named.partition(AT)
    folder = runs.run(name)
    if folder is None:
        return None
    epochs = folder.snapshots()
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    epoch = wanted if at else max(epochs, default=None)
    if epoch is None or epoch not in epochs:
        raise NotFound(
            f"Expected an epoch of {name!r} whose weights are kept, got {named!r}.",
            field="network_id",
            hint=_kept(name, epochs),
        )
    return RunEpoch(folder, epoch)


def kept_source(runs: RunsFolder, named: str) -> KeptSource:
    """A run whose weights another list of blocks shall keep.

    Raises:
        NotFound: there is no such run, or no such epoch of it.
        InvalidInput: its network is no list of blocks.
        Failed: it is damaged.
    """
    try:
        found = find_epoch(runs, named)
        if found is None:
            runs.require(named.partition(AT)[0])
        assert found is not None
        run = found.folder.read()
        return KeptSource(found, run, blocks_of_run(run))
    except TetrascopeError as error:
        error.field = "keep"
        raise


def _kept(name: str, epochs: list[int]) -> str:
    if not epochs:
        return f"It has not begun to learn: tetrascope train --resume {name}"
    few = [*map(str, epochs[:_SHOWN]), "...", str(epochs[-1])] if len(epochs) > _SHOWN + 1 else [*map(str, epochs)]
    return f"Kept are those of epochs {', '.join(few)}; for example: {name}{AT}{epochs[-1]}"
