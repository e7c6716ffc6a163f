"""How large a network from scratch is. Light to import."""

_SMALLEST = 8
"""Rows of the last map, about: fewer say too little of where things are."""
_FIRST = 16
"""Filters of the first block; each further one has twice as many."""
_MOST = 128


def choose_filters(side: int) -> list[int]:
    """Filters of each block for an input of `side` by `side`: as many blocks as leave the last map `_SMALLEST` rows."""
    blocks = 1
    while side > _SMALLEST:
        blocks, side = blocks + 1, side // 2
    return [min(_MOST, _FIRST * 2**block) for block in range(blocks)]
