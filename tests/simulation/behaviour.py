"""How the participants of a load test behave: those of `tests/measure/load.py`, and simulated ones."""

from random import Random

THINKS_S = 10.0
"""From one drag of a mask to the next, on average."""
MOVES, MOVE_S = 10, 0.1
"""Moves of a drag, and from one to the next."""
POOL_AFTER = 1 / 6
"""Share of the drags that a pool follows."""
MASK, STEP = 50, 10
"""Side of the mask, and how far a move takes it, in pixels."""
STRIDE = 25
"""Of a pool's windows, in pixels."""


def first_wait(draw: Random) -> float:
    """Seconds until somebody begins."""
    return draw.uniform(0, THINKS_S)


def think(draw: Random) -> float:
    """Seconds from one thing to the next."""
    return draw.uniform(0, 2 * THINKS_S)


def corner(draw: Random) -> tuple[int, int]:
    """Where a drag begins: top and left."""
    left, top = draw.randint(0, 80), draw.randint(0, 160)
    return top, left


def looks_at_a_pool(draw: Random) -> bool:
    """Whether a pool follows."""
    return draw.random() < POOL_AFTER


def window_size(draw: Random) -> int:
    """Of a pool."""
    return draw.randint(40, 120)
