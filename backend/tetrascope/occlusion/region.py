"""Where a map changes when part of the image is masked, for many masks at once.

A mask changes a rectangle of pixels; in every later map it changes at most those positions whose receptive field meets
the rectangle, again a rectangle. The same interval arithmetic as for receptive fields, the other way round. All masks
of a chunk share one size of *patch*, the largest that any of them needs, so that they can be computed as one batch.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.receptive_field import Step

Positions = NDArray[np.int32]


class Interval(NamedTuple):
    """Along one axis of a map: what each of n masks changes, and the patch that is recomputed for it."""

    first: Positions
    """(n,) first position that may change."""
    last: Positions
    """(n,) last position that may change, included."""
    start: Positions
    """(n,) first position of the patch, which holds all that changes and lies inside the map."""
    size: int
    """Positions of a patch, the same for every mask."""
    side: int
    """Positions of the map."""

    @property
    def shares(self) -> NDArray[np.float64]:
        """How much of the map each mask changes, (n,), 0..1."""
        return np.asarray((self.last - self.first + 1) / self.side)


class PatchRegion(NamedTuple):
    """The patches of a map, (n, rows.size, columns.size), and where they lie in it."""

    rows: Interval
    columns: Interval

    def part(self, masks: slice) -> "PatchRegion":
        """The patches of some of the masks."""
        return PatchRegion(
            *(axis._replace(first=axis.first[masks], last=axis.last[masks], start=axis.start[masks]) for axis in self)
        )

    @property
    def fingerprint(self) -> bytes:
        """What tells it from other regions of the same map. The size of the patches follows from the positions."""
        return b"".join(array.tobytes() for axis in self for array in (axis.first, axis.last, axis.start))

    @property
    def area(self) -> int:
        """Positions of one patch."""
        return self.rows.size * self.columns.size

    @property
    def is_whole(self) -> bool:
        """Whether a patch is as large as the map."""
        return self.rows.size == self.rows.side and self.columns.size == self.columns.side


def covering(first: Positions, last: Positions, side: int) -> Interval:
    """The smallest patches of one size that hold the positions `first` to `last`, which lie inside the map."""
    size = int((last - first).max()) + 1
    return Interval(first, last, np.minimum(first, side - size), size, side)


def read_through(source: Interval, step: Step, outputs: int) -> Interval:
    """What changes in a map of `outputs` positions that reads `source` as `step` says.

    An output o reads o * stride - padding + 0 .. (kernel - 1) * dilation. Where a stride leaps over the change,
    nothing changes, and some position nearby is recomputed to no harm.
    """
    reach = (step.kernel - 1) * step.dilation
    first = -((reach - step.padding - source.first) // step.stride)
    last = (source.last + step.padding) // step.stride
    first = np.clip(first, 0, outputs - 1)
    return covering(first, np.clip(last, first, outputs - 1), outputs)


def shifted(source: Interval, before: int, after: int) -> Interval:
    """The same patches in a map with `before` and `after` more positions at its ends."""
    return source._replace(
        first=source.first + before,
        last=source.last + before,
        start=source.start + before,
        side=source.side + before + after,
    )


def hull(intervals: Sequence[Interval]) -> Interval:
    """Patches that hold what changes in any of several maps of one size."""
    first = np.minimum.reduce([interval.first for interval in intervals])
    last = np.maximum.reduce([interval.last for interval in intervals])
    return covering(first, last, intervals[0].side)


def same_patches(one: PatchRegion, other: PatchRegion) -> bool:
    """Whether the patches of two maps lie at the same places."""
    return all(
        a.size == b.size and a.side == b.side and np.array_equal(a.start, b.start)
        for a, b in zip(one, other, strict=True)
    )
