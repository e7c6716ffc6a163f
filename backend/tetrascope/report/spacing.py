"""Boxes that would hide each other move a little apart."""

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 300
_GAP = 6.0
"""Pixels between neighbours at rest."""
_GRID = 12.0
"""Pixels between places that are tried for a box without room."""


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


def make_clear(
    moved: NDArray[np.float64],
    places: NDArray[np.float64],
    halves: NDArray[np.float64],
    *,
    fixed: int,
    bounds: tuple[float, float, float, float],
) -> NDArray[np.float64]:
    """Put each box that is not clear where there is room, as near to its own place as a grid allows.

    Args:
        moved: (n, 2) centres, as `spread_out` returns them; clear ones stay.
        places, halves, fixed, bounds: as of `spread_out`.

    Returns:
        (n, 2) centres; a box for which there is no room anywhere stays.
    """
    result = moved.copy()
    count = len(places) - fixed
    chosen = clear(moved, halves, fixed=fixed)
    taken = [*range(count, len(places)), *chosen]
    for index in sorted(set(range(count)) - set(chosen)):
        spots = _grid(halves[index], bounds)
        apart = np.abs(spots[:, None, :] - result[taken])
        free = spots[(apart >= halves[taken] + halves[index] + _GAP).any(axis=2).all(axis=1)]
        if len(free):
            result[index] = free[np.linalg.norm(free - places[index], axis=1).argmin()]
            taken.append(index)
    return result


def _grid(half: NDArray[np.float64], bounds: tuple[float, float, float, float]) -> NDArray[np.float64]:
    """Centres, (n, 2), at which a box lies within the bounds."""
    left, top, right, bottom = bounds
    across = np.arange(left + half[0], right - half[0], _GRID)
    down = np.arange(top + half[1], bottom - half[1], _GRID)
    return np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)


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
