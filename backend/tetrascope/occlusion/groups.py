"""Masks put into groups that share one size of patch.

A mask near the border changes less of the later maps than one in the middle, whose reach is not cut off. In one batch
all would pay for the largest. Rows and columns are divided into a few classes each, by how far the change reaches, and
the masks of one class of rows and one of columns make a group. More groups waste less on padding but make smaller
batches, which are slower for each mask; the best division by that account is taken.
"""

from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_CLASSES = 4
"""Classes along one axis, at most."""
BATCH_WORK = 2e9
"""What a batch costs besides the work on its masks, in multiply-adds: calls, and weights that have to be read anew
(about 20 ms on two cores)."""
_MAX_LEVELS = 12
"""Reaches told apart along one axis."""


class Extents(NamedTuple):
    """How far each mask's change reaches at each of s points of a network, as a share of the map's side."""

    rows: NDArray[np.float64]
    """(s, n), 0..1."""
    columns: NDArray[np.float64]
    """(s, n), 0..1."""


def group_masks(extents: Extents, work: Sequence[float]) -> list[NDArray[np.intp]]:
    """Divide n masks into groups to be computed with patches of one size each.

    Args:
        extents: of the masks, at the ends of the segments.
        work: multiply-adds that each segment takes for a whole map, (s,).

    Returns:
        Indices of each group's masks, rising.
    """
    weights = np.asarray(work, np.float64)
    choices = [_divisions(axis, weights) for axis in extents]
    best = min(product(*choices), key=lambda classes: _cost(extents, weights, *classes))
    return _members(*best)


def _divisions(axis: NDArray[np.float64], weights: NDArray[np.float64]) -> list[NDArray[np.intp]]:
    """For 1, 2, ... classes along one axis the best division: the class of each mask, (n,)."""
    levels, level_of = _levels(np.sqrt(weights) @ axis)
    found = [np.zeros(axis.shape[1], np.intp)]
    for classes in range(2, min(MAX_CLASSES, levels) + 1):
        divisions = [
            np.searchsorted(cuts, level_of, side="right") for cuts in combinations(range(1, levels), classes - 1)
        ]
        found.append(min(divisions, key=lambda labels: _axis_cost(axis, weights, labels)))
    return found


def _levels(reach: NDArray[np.float64]) -> tuple[int, NDArray[np.intp]]:
    """Masks by how far they reach: the number of levels told apart and the level of each mask."""
    values, level_of = np.unique(np.round(reach, 9), return_inverse=True)
    if values.size <= _MAX_LEVELS:
        return values.size, level_of
    return _MAX_LEVELS, level_of * _MAX_LEVELS // values.size


def _axis_cost(axis: NDArray[np.float64], weights: NDArray[np.float64], labels: NDArray[np.intp]) -> float:
    members = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    return sum(len(some) * float(np.sqrt(weights) @ axis[:, some].max(axis=1)) for some in members)


def _cost(extents: Extents, weights: NDArray[np.float64], rows: NDArray[np.intp], columns: NDArray[np.intp]) -> float:
    """Multiply-adds of all groups."""
    total = 0.0
    for members in _members(rows, columns):
        areas = extents.rows[:, members].max(axis=1) * extents.columns[:, members].max(axis=1)
        total += len(members) * float(weights @ areas) + BATCH_WORK
    return total


def _members(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    both = rows * (columns.max() + 1) + columns
    return [np.flatnonzero(both == label) for label in np.unique(both)]
