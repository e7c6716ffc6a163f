"""The context of patches: what an operation reads to compute them, taken from patches and the unmasked image's map.

One gather makes it: a table of row numbers into the map's positions, one position of padding, and all
patches' positions, laid one after the other. Where a patch covers a position it is read, elsewhere inside the map
the unmasked image's value, outside it the padding.
"""

from typing import Any

import numpy as np
from keras import ops
from numpy.typing import NDArray

from tetrascope.occlusion.region import Interval, PatchRegion, Positions
from tetrascope.protocol.receptive_field import Step

Table = NDArray[np.int32]


def read_positions(output: Interval, step: Step) -> Positions:
    """Positions of the source that patches of the output are computed from, (n, positions); some may lie outside.

    A kernel of one position reads none of those that its stride leaps over, so they are left out.
    """
    apart = step.stride if step.kernel == 1 else 1
    return _each(output.start * step.stride - step.padding, apart * np.arange(read_count(output, step)))


def read_count(output: Interval, step: Step) -> int:
    """How many positions of the source the patches of the output are computed from."""
    if step.kernel == 1:
        return output.size
    return (output.size - 1) * step.stride + (step.kernel - 1) * step.dilation + 1


def patch_positions(interval: Interval) -> Positions:
    """Positions of the patches themselves, (n, size)."""
    return _each(interval.start, np.arange(interval.size))


def context_table(source: PatchRegion, rows: Positions, columns: Positions) -> Table | None:
    """What `gather_context` takes to bring the positions `rows` x `columns` of each mask.

    Args:
        source: the patches of the map that is read.
        rows: (n, r) rows of the map.
        columns: (n, c) columns of the map.

    Returns:
        (n, r, c); None where it would bring just the patches as they are.
    """
    if _is_patch(source.rows, rows) and _is_patch(source.columns, columns):
        return None
    height, width = source.rows.side, source.columns.side
    row_in_map, row_in_patch, row = _places(source.rows, rows)
    column_in_map, column_in_patch, column = _places(source.columns, columns)
    padding = height * width
    first = padding + 1 + np.arange(len(rows), dtype=np.int32) * (source.rows.size * source.columns.size)
    in_map = rows[:, :, np.newaxis] * width + columns[:, np.newaxis]
    in_patch = (first[:, np.newaxis] + row * source.columns.size)[:, :, np.newaxis] + column[:, np.newaxis]
    table = np.where(_both(row_in_patch, column_in_patch), in_patch, in_map)
    if not (row_in_map.all() and column_in_map.all()):
        table[~_both(row_in_map, column_in_map)] = padding
    return table


def gather_context(original: Any, patches: Any, table: Any, padding: float) -> Any:
    """Bring the context of patches together.

    Args:
        original: the unmasked image's map, (1, h, w, c), or a single channel of it, (1, h, w).
        patches: (n, rows, columns, c), or (n, rows, columns).
        table: (n, r, c), what `context_table` says.
        padding: value of positions outside the map.

    Returns:
        (n, r, c, channels), or (n, r, c).
    """
    if len(original.shape) == 3:
        one_channel = gather_context(original[..., None], patches[..., None], table, padding)
        return one_channel[..., 0]
    channels = original.shape[-1]
    outside = ops.full((1, channels), padding, dtype=original.dtype)
    flat = [ops.reshape(original, (-1, channels)), outside, ops.reshape(patches, (-1, channels))]
    return ops.take(ops.concatenate(flat), table, axis=0)


def _each(starts: Positions, offsets: NDArray[np.int64]) -> Positions:
    return np.asarray(starts[:, np.newaxis] + offsets, dtype=np.int32)


def _is_patch(interval: Interval, positions: Positions) -> bool:
    return (
        positions.shape[1] == interval.size
        and np.array_equal(positions[:, 0], interval.start)
        and (interval.size == 1 or positions[0, 1] == positions[0, 0] + 1)
    )


def _places(interval: Interval, positions: Positions) -> tuple[NDArray[np.bool_], NDArray[np.bool_], Positions]:
    """Whether positions lie in the map, whether in the patch, and where in the patch."""
    place = positions - interval.start[:, np.newaxis]
    return (positions >= 0) & (positions < interval.side), (place >= 0) & (place < interval.size), place


def _both(rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return rows[:, :, np.newaxis] & columns[:, np.newaxis]
