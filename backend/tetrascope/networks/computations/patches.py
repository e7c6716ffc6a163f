"""The part of a map that a window reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.computations.asked import Sources, Terms
from tetrascope.networks.computations.known_values import KnownValues, Seen
from tetrascope.networks.computations.places import shape_of
from tetrascope.protocol.operations.computations import ComputationTerm
from tetrascope.protocol.receptive_field import Step

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Patch:
    """Positions of a map that are read together; some may lie outside it."""

    seen: Seen
    top: int
    """First row in the map that is seen."""
    left: int
    rows: int
    columns: int
    row_step: int
    column_step: int
    values: Doubles
    """(rows, columns, channels), 0 outside the map."""
    inside: NDArray[np.bool_]
    """(rows, columns): which positions are in the map."""

    def term(
        self,
        sources: Sources,
        channel: int,
        total: float,
        *,
        weights: Doubles | None = None,
        factor: float | None = None,
        picked: int | None = None,
    ) -> ComputationTerm:
        """One channel of the patch as a term; weights are (rows, columns)."""
        return ComputationTerm(
            source=sources.add(self.seen.tensor),
            channel=int(channel),
            top=self.top,
            left=self.left,
            height=self.rows,
            width=self.columns,
            row_step=self.row_step,
            column_step=self.column_step,
            values=self.values[:, :, channel].ravel().tolist(),
            weights=None if weights is None else weights.ravel().tolist(),
            factor=None if factor is None else float(factor),
            picked=picked,
            total=float(total),
        )

    def cut(self, rows: slice, columns: slice) -> "Patch":
        """A part of it."""
        return replace(
            self,
            top=self.top + self.row_step * rows.start,
            left=self.left + self.column_step * columns.start,
            rows=rows.stop - rows.start,
            columns=columns.stop - columns.start,
            values=self.values[rows, columns],
            inside=self.inside[rows, columns],
        )


def window_patch(known: KnownValues, seen: Seen, row: int, column: int, steps: tuple[Step, Step]) -> Patch:
    """What the window of an output position reads."""
    rows, columns = steps
    top = row * rows.stride - rows.padding + seen.top
    left = column * columns.stride - columns.padding + seen.left
    return patch_at(known, seen, (top, left), (rows.kernel, columns.kernel), (rows.dilation, columns.dilation))


def patch_at(
    known: KnownValues, seen: Seen, first: tuple[int, int], sides: tuple[int, int], steps: tuple[int, int] = (1, 1)
) -> Patch:
    """Positions of a map from its first row and column on."""
    height, width, channels = shape_of(seen.tensor)
    rows, columns = (start + step * np.arange(side) for start, side, step in zip(first, sides, steps, strict=True))
    inside = np.logical_and.outer((rows >= 0) & (rows < height), (columns >= 0) & (columns < width))
    read = known.of(seen.tensor)[np.ix_(rows.clip(0, height - 1), columns.clip(0, width - 1), np.arange(channels))]
    values = np.where(inside[:, :, np.newaxis], read.astype(np.float64), 0.0)
    return Patch(seen, first[0], first[1], sides[0], sides[1], steps[0], steps[1], values, inside)


def largest_first(totals: Sequence[float] | Doubles, most: int) -> list[int]:
    """Indices of the terms that contribute most, in absolute value."""
    order = np.argsort(-np.abs(np.asarray(totals)), kind="stable")
    return [int(each) for each in order[:most]]


def channel_terms(
    known: KnownValues,
    patch: Patch,
    channels: Sequence[int],
    weights: Doubles,
    most: int,
    factors: Doubles | None = None,
) -> tuple[Terms, float]:
    """Products of some of the patch's channels with a kernel's, and the sum of all.

    Args:
        known: the network's values.
        patch: what is read.
        channels: of the patch, one for each of the kernel's.
        weights: (rows, columns, n).
        most: channels that are told in full.
        factors: (n,) what each channel's sum is multiplied by.
    """
    totals = (patch.values[:, :, channels] * weights).sum(axis=(0, 1))
    if factors is not None:
        totals = totals * factors
    chosen, sources = largest_first(totals, most), Sources(known)
    terms = [
        patch.term(
            sources,
            channels[each],
            totals[each],
            weights=weights[:, :, each],
            factor=None if factors is None else float(factors[each]),
        )
        for each in chosen
    ]
    rest = float(np.delete(totals, chosen).sum())
    return Terms(sources.told, terms, len(totals), rest), float(totals.sum())
