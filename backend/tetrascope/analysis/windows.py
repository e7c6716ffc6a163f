"""Windows that slide over the image: one mask for each position."""

from math import isqrt
from typing import NamedTuple

from tetrascope.analysis.masks import Box
from tetrascope.errors import InvalidInput


class SlidingWindow(NamedTuple):
    """A square window; lengths in pixels."""

    size: int
    stride: int


EVERYWHERE = (slice(0, None), slice(0, None))
"""All rows and columns."""
MOST_POSITIONS = 4096
"""More positions than this the default windows never have together."""


def default_windows(height: int, width: int, *, most: int = MOST_POSITIONS) -> list[SlidingWindow]:
    """Three windows of 3/8, 1/4 and 1/8 of the side of a square as large as the image, stride half a window.

    In an elongated image, whose smaller side the largest would exceed, all three are smaller in proportion. The largest
    comes first: its few masks cover the whole image, so a client that receives the pool in parts soon sees a coarse
    picture of all of it. A side of a few pixels gives fewer windows, none twice. In an image that is all too long the
    smallest windows are left out, and the last one may have a stride of its own size, until there are at most `most`
    positions; that there always are unless the image is more than `most` times as long as wide.
    """
    side = min(isqrt(height * width), min(height, width) * 8 // 3)
    sizes = dict.fromkeys(max(1, (side * eighths + 4) // 8) for eighths in (3, 2, 1))
    windows = [SlidingWindow(size, max(1, size // 2)) for size in sizes]
    while len(windows) > 1 and sum(position_count(height, width, *window) for window in windows) > most:
        windows.pop()
    if position_count(height, width, *windows[0]) > most:
        return [SlidingWindow(windows[0].size, windows[0].size)]
    return windows


def positions(
    height: int,
    width: int,
    size: int,
    stride: int,
    *,
    field: str = "window",
    within: tuple[slice, slice] = EVERYWHERE,
) -> list[Box]:
    """Every position of the window, row by row; the last row and column stand flush with the far edge.

    So every pixel is covered, and every window lies inside the image.

    Args:
        height: rows of the image.
        width: its columns.
        size: side of the window, 1..min(height, width).
        stride: distance between neighbouring positions, 1..size.
        field: path of the window in the request, for errors, such as `windows[0]`.
        within: rows and columns; positions that touch none of their pixels are left out.

    Raises:
        InvalidInput: `size` or `stride` is out of range; names `<field>.size` or `<field>.stride`.
    """
    _check(height, width, size, stride, field)
    rows, columns = within
    lefts = _starts(width, size, stride, columns)
    return [Box(top, left, size, size) for top in _starts(height, size, stride, rows) for left in lefts]


def position_count(
    height: int,
    width: int,
    size: int,
    stride: int,
    *,
    field: str = "window",
    within: tuple[slice, slice] = EVERYWHERE,
) -> int:
    """Number of `positions`, at little cost, so that a pool can be refused before it is laid out. Same errors."""
    _check(height, width, size, stride, field)
    rows, columns = within
    return len(_starts(height, size, stride, rows)) * len(_starts(width, size, stride, columns))


def _starts(side: int, size: int, stride: int, within: slice) -> list[int]:
    first, end, _ = within.indices(side)
    return [start for start in (*range(0, side - size, stride), side - size) if first - size < start < end]


def _check(height: int, width: int, size: int, stride: int, field: str) -> None:
    side = min(height, width)
    if not 1 <= size <= side:
        raise InvalidInput(
            f"Expected a window of 1 to {side} pixels, got {size}.",
            field=f"{field}.size",
            hint=f"The network's input is {height} rows by {width} columns; a window must fit inside it.",
        )
    if not 1 <= stride <= size:
        raise InvalidInput(
            f"Expected a stride of 1 to {size} pixels, got {stride}.",
            field=f"{field}.stride",
            hint="A stride above the window's size would leave pixels that no mask covers.",
        )
