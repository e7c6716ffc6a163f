"""The weights after each epoch, as many as are kept."""

from typing import Any

from numpy.typing import NDArray

from tetrascope.training.array_file import packed
from tetrascope.training.durable_file import write_durably
from tetrascope.training.run_folder import RunFolder

MAX_SNAPSHOTS = 64
"""Epochs of a run whose weights are kept."""
MAX_SNAPSHOT_BYTES = 512 * 2**20
"""What they may take on the disk."""


def keep_snapshot(run: RunFolder, epoch: int, weights: list[NDArray[Any]]) -> None:
    """Keep the weights after an epoch; of too many every second is given up, but for the first and the last."""
    content = packed(weights)
    write_durably(run.snapshot_file(epoch), content)
    most = max(2, min(MAX_SNAPSHOTS, MAX_SNAPSHOT_BYTES // len(content)))
    for gone in given_up(run.snapshots(), most):
        run.snapshot_file(gone).unlink(missing_ok=True)


def given_up(epochs: list[int], most: int) -> list[int]:
    """Which of these epochs, in order, are not kept, so that at most `most` are, evenly spread.

    The first and the last are kept. An epoch's number alone tells whether it stays: those that 2, 4, 8, ... divides.
    """
    stride, kept = 1, list(epochs)
    while len(kept) > most:
        stride *= 2
        kept = [epoch for epoch in epochs if epoch % stride == 0 or epoch in (epochs[0], epochs[-1])]
        if stride > max(epochs):
            break
    return [epoch for epoch in epochs if epoch not in kept]
