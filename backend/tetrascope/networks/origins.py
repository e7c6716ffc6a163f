"""Where each value of a tensor comes from: the positions of earlier stages that it is computed from.

A network may take maps apart into channels, turn their axes, join rows and columns into one axis of tokens and part
them again. So the origin of a tensor is kept value by value, an interval of rows and one of columns. An operation that
only moves values says by itself where they go: it is run on these numbers instead of values. Nothing has to be known of
its arguments then.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.graph import Call
from tetrascope.networks.network_input import Size
from tetrascope.protocol.receptive_field import Step

_FAR = 2**23
"""Above every position, and exact in single precision."""
_MAX_VALUES = 2**24
"""Values of a tensor above which it is not followed where they go: that would take long."""

Bounds = NDArray[np.int32]
"""(rows or columns, 2): the first and the last position read; the first is above the last where none is."""


class Grid(NamedTuple):
    """Where a row of tokens comes from."""

    rows: int
    columns: int
    first: int
    """Tokens before those of the grid."""


class Origin:
    """Positions of one stage that each value of a tensor is computed from.

    Args:
        codes: (4, ...), the rest broadcasts to the tensor's shape without its batch: `_FAR` - first row, last row + 1,
            `_FAR` - first column, last column + 1, so that the larger number is always the wider interval, and 0, which
            padding leaves behind, is none.
    """

    def __init__(self, codes: NDArray[np.int32]) -> None:
        nothing = (codes[0] + codes[1] <= _FAR) | (codes[2] + codes[3] <= _FAR)
        self.codes: NDArray[np.int32] = np.where(nothing, 0, codes).astype(np.int32)

    @classmethod
    def of_map(cls, size: Size) -> "Origin":
        """The origin of a stage's own map: each position is computed from itself."""
        rows, columns = (np.arange(side, dtype=np.int32) for side in size)
        shape = (*size, 1)
        by_row, by_column = rows[:, np.newaxis, np.newaxis], columns[:, np.newaxis]
        codes = (_FAR - by_row, by_row + 1, _FAR - by_column, by_column + 1)
        return cls(np.stack([np.broadcast_to(code, shape) for code in codes]))

    @classmethod
    def of_whole(cls, size: Size, rank: int) -> "Origin":
        """The origin of a tensor of `rank` axes, the batch among them, that is computed from all of a map."""
        return cls(np.array([_FAR, size[0], _FAR, size[1]], np.int32).reshape(4, *[1] * (rank - 1)))

    def is_map(self, size: Size, shape: Sequence[int]) -> bool:
        """Whether a tensor of this shape, (rows, columns, channels), has the map's positions where the map has them."""
        return tuple(shape[:2]) == tuple(size) and all(
            np.array_equal(found, np.repeat(np.arange(side)[:, np.newaxis], 2, axis=1))
            for found, side in zip(self.bounds(shape), size, strict=True)
        )

    def grid(self, size: Size, tokens: int) -> Grid | None:
        """The whole map, if a stretch of the tensor's second axis holds its positions row by row; None otherwise."""
        if tokens < size[0] * size[1] or size == (1, 1):
            return None
        rows, _ = self.bounds((tokens, 1))
        columns = self._along(2, 0, tokens)
        read = np.flatnonzero((rows[:, 0] == rows[:, 1]) & (columns[:, 0] == columns[:, 1]))
        expected = np.indices(size).reshape(2, -1)
        if len(read) != expected.shape[1] or read[-1] - read[0] + 1 != len(read):
            return None
        found = np.stack([rows[read, 0], columns[read, 0]])
        return Grid(*size, int(read[0])) if np.array_equal(found, expected) else None

    def is_whole(self, size: Size) -> tuple[bool, bool]:
        """Whether every value is computed from all rows, and whether from all columns."""
        rows, columns = (
            bool((self.codes[first] == _FAR).all() and (self.codes[first + 1] == side).all())
            for first, side in zip((0, 2), size, strict=True)
        )
        return rows, columns

    def bounds(self, shape: Sequence[int]) -> tuple[Bounds, Bounds]:
        """For each row of a tensor of that shape, (rows, columns, ...), the rows it is computed from; and columns."""
        return self._along(0, 0, shape[0]), self._along(2, 1, shape[1])

    def _along(self, first: int, axis: int, side: int) -> Bounds:
        others = tuple(other for other in range(self.codes.ndim - 1) if other != axis)
        codes = np.broadcast_to(self.codes[first : first + 2].max(axis=tuple(other + 1 for other in others)), (2, side))
        return np.stack([_FAR - codes[0], codes[1] - 1], axis=1).astype(np.int32)


Origins = dict[int, Origin]
"""Index of a stage → where a tensor comes from in it. Other stages it reads only through these."""


def joined(sources: Sequence[Origins]) -> Origins:
    """Of values computed from the same value of every source, or from one that is spread over them."""
    return {stage: Origin(_widest(_codes(sources, stage))) for stage in _stages(sources)}


def side_by_side(sources: Sequence[Origins], axis: int) -> Origins | None:
    """Of tensors laid one after the other along an axis, counted with the batch, of which no origin depends on it.

    That is how nearly every concatenation is; None for others, which `moved` follows value by value.
    """
    if any(origin.codes.shape[axis] > 1 for source in sources for origin in source.values()):
        return None
    return joined(sources)


def along(source: Origins, axes: Iterable[int], shape: Sequence[Any]) -> Origins:
    """Of values each computed from a line of the source, or a box, along some of its axes.

    Args:
        source: of a tensor.
        axes: counted with the batch.
        shape: of the tensor computed, its batch aside; it keeps the source's axes, or leaves out those.
    """
    found = {}
    for stage, origin in source.items():
        codes = origin.codes.max(axis=tuple(axes), keepdims=True)
        if codes.ndim - 1 != len(shape):
            codes = codes.reshape([side for axis, side in enumerate(codes.shape) if axis not in axes])
        found[stage] = Origin(codes)
    return found


def moved(call: Call, sources: Mapping[int, Origins]) -> list[Origins] | None:
    """Of each output of an operation that only moves values.

    Args:
        call: the operation.
        sources: `id` of each tensor that it reads → where that comes from.

    Returns:
        None where the operation cannot be run on such numbers.
    """
    if max(prod(tensor.shape[1:]) for tensor in [*call.inputs, *call.outputs]) > _MAX_VALUES:
        return None
    found: list[Origins] = [{} for _ in call.outputs]
    for stage in _stages(list(sources.values())):
        planes = []
        for plane in range(4):
            values = {id(tensor): _plane(sources[id(tensor)].get(stage), plane, tensor) for tensor in call.inputs}
            planes.append(_run(call, values))
        for index, tensor in enumerate(call.outputs):
            parts = [outputs[index] for outputs in planes if outputs is not None]
            if len(parts) < 4 or any(part.shape != (1, *tensor.shape[1:]) for part in parts):
                return None
            found[index][stage] = Origin(_compact(np.concatenate(parts)))
    return found


def _plane(origin: Origin | None, plane: int, tensor: Any) -> NDArray[np.int32]:
    shape = (1, *tensor.shape[1:])
    return np.zeros(shape, np.int32) if origin is None else np.broadcast_to(origin.codes[plane], shape).copy()


def _run(call: Call, values: Mapping[int, NDArray[np.int32]]) -> list[NDArray[np.int32]] | None:
    try:
        outputs = [np.asarray(output) for output in call.compute(values)]
    except Exception:  # whatever an operation or its backend raises for whole numbers: then it is not followed
        return None
    if any(output.dtype not in (np.int32, np.int64, np.float32, np.float64) for output in outputs):
        return None
    return [output.clip(0, _FAR).astype(np.int32) for output in outputs]


def _compact(codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same with one position along each axis that makes no difference."""
    for axis in range(1, codes.ndim):
        first = codes.take([0], axis=axis)
        if (codes == first).all():
            codes = first
    return codes


def _stages(sources: Iterable[Origins]) -> list[int]:
    return sorted({stage for source in sources for stage in source})


def _codes(sources: Sequence[Origins], stage: int) -> list[NDArray[np.int32]]:
    return [source[stage].codes for source in sources if stage in source]


def _widest(codes: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    widest = codes[0]
    for other in codes[1:]:
        widest = np.maximum(widest, other)
    return widest


def step_through(bounds: Bounds, side: int) -> tuple[Step, bool]:
    """How positions along one axis read those of a stage: as `Step` says, and whether that is just what they read.

    Args:
        bounds: for each position, what it reads of `side` positions.
        side: positions of the stage.

    Returns:
        A step that reads all that is read; where none reads just that, one that reads everything.
    """
    read = np.flatnonzero(bounds[:, 0] <= bounds[:, 1])
    first, last = bounds[read, 0].astype(int), bounds[read, 1].astype(int)
    strides = np.diff(first) / np.maximum(np.diff(read), 1)
    stride = int(strides[0]) if len(strides) else 1
    if len(read) and stride >= 1 and (strides == stride).all() and (last - first == last[0] - first[0]).all():
        kernel, padding = int(last[0] - first[0]) + 1, int(read[0]) * stride - int(first[0])
        starts = np.setdiff1d(np.arange(len(bounds)), read) * stride - padding
        is_exact = bool(((starts + kernel <= 0) | (starts >= side)).all())
        return Step(kernel=kernel, stride=stride, padding=padding, dilation=1), is_exact
    return everything(len(bounds), side), False


def everything(positions: int, side: int) -> Step:
    """How `positions` positions read all of a stage's `side` positions each."""
    return Step(kernel=side + positions - 1, stride=1, padding=positions - 1, dilation=1)
