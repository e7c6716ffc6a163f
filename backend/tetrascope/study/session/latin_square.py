"""Latin squares that are balanced for carry-over: each treatment at each place, and after each other, equally often.

E. J. Williams, Experimental designs balanced for the estimation of residual effects of treatments. Australian Journal
of Scientific Research A 2, 1949.
"""

from collections.abc import Sequence


def williams_design(treatments: Sequence[str]) -> list[list[str]]:
    """Sequences of all treatments: as many as there are of them where their number is even, else twice as many.

    The first takes its treatments in turns from the beginning and from the end (1, 2, n, 3, n - 1, ...), each next one
    is the one before, shifted by one. For an odd number the square's mirror image follows.
    """
    count = len(treatments)
    zigzag = [(place + 1) // 2 if place % 2 else -(place // 2) for place in range(count)]
    square = [[treatments[(row + step) % count] for step in zigzag] for row in range(count)]
    # One treatment alone is balanced by itself.
    return square if count % 2 == 0 or count == 1 else square + [row[::-1] for row in square]
