"""The sets of windows that pools are measured with."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from tetrascope.analysis.masks import Box
from tetrascope.analysis.windows import check_window, default_windows, positions
from tetrascope.protocol.operations.pools import Window

Item = TypeVar("Item")


class WindowSet(NamedTuple):
    """Windows of one pool."""

    window: Window | None
    """None for the default windows."""

    @property
    def label(self) -> str:
        """Its name in a table: `32/16`, or `default`."""
        return "default" if self.window is None else f"{self.window.size}/{self.window.stride}"

    def boxes(self, height: int, width: int) -> list[Box]:
        """The masks for an input of that size; InvalidInput where the window does not fit."""
        windows = default_windows(height, width) if self.window is None else [self.window]
        for window in windows:
            check_window(window, height, width, "windows")
        return [box for window in windows for box in positions(window, height, width)]


_SIDES = ((16, 16), (32, 16), (56, 28), (112, 56))
STANDARD = (*(WindowSet(Window(size=size, stride=stride)) for size, stride in _SIDES), WindowSet(None))
"""What is measured if nothing is said."""


def spaced(items: Sequence[Item], count: int) -> list[Item]:
    """At most `count` of the items, evenly spaced, so that edges and middle of the image are among them."""
    if count >= len(items):
        return list(items)
    return [items[(2 * index + 1) * len(items) // (2 * count)] for index in range(count)]
