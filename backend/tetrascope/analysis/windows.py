"""Windows that slide over the image: one mask for each position.

How a pool is made in the thesis (Fatemi Pour 2022, section 3.2).
"""

from math import isqrt

from tetrascope.analysis.masks import Box
from tetrascope.errors import InvalidInput
from tetrascope.protocol.operations.pools import Window

EVERYWHERE = (slice(0, None), slice(0, None))
"""All rows and columns."""
MAX_POSITIONS = 4096
"""More positions than this the default windows never have together."""


def default_windows(height: int, width: int, *, most: int = MAX_POSITIONS) -> list[Window]:
    """Three windows of 3/8, 1/4 and 1/8 of the side of a square as large as the image, stride half a window.

    In an elongated image, whose smaller side the largest would exceed, all three are smaller in proportion. The largest
    comes first: its few masks cover the whole image, so a client that receives the pool in parts soon sees a coarse
    picture of all of it. A side of a few pixels gives fewer windows, none twice. In an image that is all too long the
    smallest windows are left out, and the last one may have a stride of its own size, until there are at most `most`
    positions; that there always are unless the image is more than `most` times as long as wide.
    """
    side = min(isqrt(height * width), min(height, width) * 8 // 3)
    sizes = dict.fromkeys(max(1, (side * eighths + 4) // 8) for eighths in (3, 2, 1))
    windows = [Window(size=size, stride=max(1, size // 2)) for size in sizes]
    while len(windows) > 1 and sum(position_count(window, height, width) for window in windows) > most:
        windows.pop()
    if position_count(windows[0], height, width) > most:
        return [Window(size=windows[0].size, stride=windows[0].size)]
    return windows


def positions(window: Window, height: int, width: int, *, within: tuple[slice, slice] = EVERYWHERE) -> list[Box]:
    """Every position of the window, row by row; the last row and column stand flush with the far edge.

    So every pixel is covered, and every window lies inside the image.

    Args:
        window: one that `check_window` lets pass.
        height: rows of the image.
        width: its columns.
        within: rows and columns; positions that touch none of their pixels are left out.
    """
    tops, lefts = _starts(window, height, within[0]), _starts(window, width, within[1])
    return [Box(top, left, window.size, window.size) for top in tops for left in lefts]


def position_count(window: Window, height: int, width: int, *, within: tuple[slice, slice] = EVERYWHERE) -> int:
    """Number of `positions`, at little cost, so that a pool can be refused before it is laid out."""
    return len(_starts(window, height, within[0])) * len(_starts(window, width, within[1]))


def _starts(window: Window, side: int, within: slice) -> list[int]:
    first, end, _ = within.indices(side)
    every = (*range(0, side - window.size, window.stride), side - window.size)
    return [start for start in every if first - window.size < start < end]


def check_window(window: Window, height: int, width: int, field: str) -> None:
    """See that a window fits into an image and leaves no pixel uncovered.

    Raises:
        InvalidInput: it does not; names `<field>.size` or `<field>.stride`, where `field` is the window's path in the
            request, such as `windows[0]`.
    """
    side = min(height, width)
    if not 1 <= window.size <= side:
        raise InvalidInput(
            f"Expected a window of 1 to {side} pixels, got {window.size}.",
            field=f"{field}.size",
            hint=f"The network's input is {height} rows by {width} columns; a window must fit inside it.",
        )
    if not 1 <= window.stride <= window.size:
        raise InvalidInput(
            f"Expected a stride of 1 to {window.size} pixels, got {window.stride}.",
            field=f"{field}.stride",
            hint="A stride above the window's size would leave pixels that no mask covers.",
        )
