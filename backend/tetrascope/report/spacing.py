"""Thumbnails that would hide each other move a little apart; a thin line leads back to where each belongs."""

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 240
_OVERLAP = 0.96
"""Distance of two neighbours at rest, in sides: frames nearly touch."""


def spread_out(places: NDArray[np.float64], sides: NDArray[np.float64], reach: float) -> NDArray[np.float64]:
    """Push overlapping squares apart.

    Args:
        places: (n, 2) centres in pixels.
        sides: (n,) sides in pixels.
        reach: the farthest that a square may move, in pixels.

    Returns:
        (n, 2) new centres, each within `reach` of its place.
    """
    count = len(places)
    if count < 2:
        return places.copy()
    # Squares that share one place need a direction each: a fixed spiral, so that pictures repeat exactly.
    angles = np.arange(count) * 2.399963
    moved = places + 0.5 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    wanted = (sides[:, None] + sides[None, :]) / 2 * _OVERLAP
    np.fill_diagonal(wanted, 0)
    for _ in range(_ROUNDS):
        moved += _push(moved, wanted) + 0.02 * (places - moved)
        away = moved - places
        length = np.linalg.norm(away, axis=1, keepdims=True)
        moved = places + away * np.minimum(1, reach / np.maximum(length, 1e-9))
    return moved


def _push(places: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """One step for each square away from those it overlaps, along the axis of least overlap; shape (n, 2)."""
    apart = places[:, None, :] - places[None, :, :]
    overlap = wanted[:, :, None] - np.abs(apart)
    touching = np.logical_and.reduce(overlap > 0, axis=2) & ~np.eye(len(places), dtype=bool)
    least = overlap.argmin(axis=2)
    amount = np.where(touching, overlap.min(axis=2), 0.0)
    direction = np.where(apart >= 0, 1.0, -1.0)
    step = np.stack([np.where(least == axis, amount * direction[:, :, axis], 0.0) for axis in range(2)], axis=2)
    neighbours = np.maximum(1, touching.sum(axis=1))
    moves: NDArray[np.float64] = 0.5 * step.sum(axis=1) / np.sqrt(neighbours)[:, None]
    return moves
