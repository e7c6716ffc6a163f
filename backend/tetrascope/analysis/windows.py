"""Windows that slide over the image: one mask for each position."""

from typing import NamedTuple

from tetrascope.analysis.masks import Box
from tetrascope.errors import InvalidInput


class SlidingWindow(NamedTuple):
    """A square window; lengths in pixels."""

    size: int
    stride: int


def default_windows(height: int, width: int) -> list[SlidingWindow]:
    """Three windows of 3/8, 1/4 and 1/8 of the image's smaller side, stride half a window.

    The largest comes first: its few masks cover the whole image, so a client that receives the pool in parts soon
    sees a coarse picture of all of it. A side of a few pixels gives fewer windows, none twice.
    """
    side = min(height, width)
    sizes = dict.fromkeys(max(1, (side * eighths + 4) // 8) for eighths in (3, 2, 1))
    return [SlidingWindow(size, max(1, size // 2)) for size in sizes]


def positions(height: int, width: int, size: int, stride: int, *, field: str = "window") -> list[Box]:
    """Every position of the window, row by row; the last row and column stand flush with the far edge.

    So every pixel is covered, and every window lies inside the image.

    Args:
        height: rows of the image.
        width: its columns.
        size: side of the window, 1..min(height, width).
        stride: distance between neighbouring positions, 1..size.
        field: path of the window in the request, for errors, such as `windows[0]`.

    Raises:
        InvalidInput: `size` or `stride` is out of range; names `<field>.size` or `<field>.stride`.
    """
    _check(height, width, size, stride, field)
    return [
        Box(top, left, size, size) for top in _starts(height, size, stride) for left in _starts(width, size, stride)
    ]


def position_count(height: int, width: int, size: int, stride: int, *, field: str = "window") -> int:
    """Number of `positions`, at no cost, so that a pool can be refused before it is laid out. Same errors."""
    _check(height, width, size, stride, field)
    # ceil((side - size) / stride) steps, and the start.
    return (1 - (size - height) // stride) * (1 - (size - width) // stride)


def _starts(side: int, size: int, stride: int) -> list[int]:
    return [*range(0, side - size, stride), side - size]


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
