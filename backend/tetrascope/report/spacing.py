"""Boxes that would hide each other move a little apart."""

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 300
_GAP = 6.0
"""Pixels between neighbours at rest."""


def spread_out(
    places: NDArray[np.float64],
    halves: NDArray[np.float64],
    *,
    fixed: int = 0,
    reach: float,
    bounds: tuple[float, float, float, float],
) -> NDArray[np.float64]:
    """Push overlapping boxes apart.

    Args:
        places: (n, 2) centres in pixels.
        halves: (n, 2) half widths and half heights in pixels.
        fixed: how many of the last boxes stay where they are; the others move around them.
        reach: the farthest that a box may move, in pixels.
        bounds: left, top, right and bottom of the space that movable boxes stay in.

    Returns:
        (n, 2) new centres, each within `reach` of its place unless the bounds forbid its place.
    """
    count = len(places)
    movable = (np.arange(count) < count - fixed)[:, None]
    # Boxes that share one place need a direction each: a fixed spiral, so that pictures repeat exactly.
    angles = np.arange(count) * 2.399963
    moved = places + movable * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    low, high = np.array(bounds[:2]) + halves, np.array(bounds[2:]) - halves
    for _ in range(_ROUNDS):
        moved = moved + movable * (_push(moved, halves) + 0.02 * (places - moved))
        away = moved - places
        length = np.linalg.norm(away, axis=1, keepdims=True)
        moved = places + away * np.minimum(1, reach / np.maximum(length, 1e-9))
        moved = np.where(movable, np.clip(moved, low, np.maximum(low, high)), places)
    return np.asarray(moved, dtype=np.float64)


def clear(places: NDArray[np.float64], halves: NDArray[np.float64], *, fixed: int = 0) -> list[int]:
    """Indices of the movable boxes that hide no fixed box and none before them by more than a twelfth."""
    count = len(places) - fixed
    chosen: list[int] = []
    obstacles = list(range(count, len(places)))
    for index in range(count):
        others = [*obstacles, *chosen]
        room = np.abs(places[others] - places[index]) - 0.92 * (halves[others] + halves[index])
        if not (room < 0).all(axis=1).any():
            chosen.append(index)
    return chosen


def _push(places: NDArray[np.float64], halves: NDArray[np.float64]) -> NDArray[np.float64]:
    """One step for each box away from those it overlaps, along the axis of least overlap; shape (n, 2)."""
    apart = places[:, None, :] - places[None, :, :]
    overlap = halves[:, None, :] + halves[None, :, :] + _GAP - np.abs(apart)
    touching = np.logical_and.reduce(overlap > 0, axis=2) & ~np.eye(len(places), dtype=bool)
    least = overlap.argmin(axis=2)
    amount = np.where(touching, overlap.min(axis=2), 0.0)
    direction = np.where(apart >= 0, 1.0, -1.0)
    step = np.stack([np.where(least == axis, amount * direction[:, :, axis], 0.0) for axis in range(2)], axis=2)
    neighbours = np.maximum(1, touching.sum(axis=1))
    moves: NDArray[np.float64] = 0.5 * step.sum(axis=1) / np.sqrt(neighbours)[:, None]
    return moves
