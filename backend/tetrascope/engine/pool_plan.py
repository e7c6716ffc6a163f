"""Which masks a pool consists of."""

from typing import NamedTuple

from tetrascope.analysis.masks import Box
from tetrascope.analysis.windows import SlidingWindow, default_windows, positions
from tetrascope.engine.requests import PoolRequest, Window
from tetrascope.errors import TooLarge
from tetrascope.networks.network import Network


class PoolPlan(NamedTuple):
    """The masks of a pool, largest window first so that the whole picture shows early."""

    windows: list[Window]
    boxes: list[Box]
    """One mask per masked image, in the order of the pool."""
    window_of: list[int]
    """For each box the index of its window."""


def plan_pool(network: Network, request: PoolRequest, *, max_images: int) -> PoolPlan:
    """Lay out the masks of a request.

    Raises:
        InvalidInput: a window larger than the input, or a stride that leaves pixels uncovered.
        TooLarge: more than `max_images` masks.
    """
    height, width = network.input_height, network.input_width
    masks = {window: _boxes(window, index, height, width) for index, window in enumerate(_windows(request, network))}
    count = sum(map(len, masks.values()))
    if count > max_images:
        raise TooLarge(
            f"Expected windows with at most {max_images} positions together, got {count}.",
            field="windows",
            hint="Choose a larger stride or fewer windows.",
        )
    ordered = sorted(masks, key=lambda window: (-window.size, -window.stride))
    return PoolPlan(
        windows=[Window(size=window.size, stride=window.stride) for window in ordered],
        boxes=[box for window in ordered for box in masks[window]],
        window_of=[index for index, window in enumerate(ordered) for _ in masks[window]],
    )


def _windows(request: PoolRequest, network: Network) -> list[SlidingWindow]:
    if request.windows is None:
        return default_windows(network.input_height, network.input_width)
    return [SlidingWindow(window.size, window.stride) for window in request.windows]


def _boxes(window: SlidingWindow, index: int, height: int, width: int) -> list[Box]:
    return positions(height, width, window.size, window.stride, field=f"windows[{index}]")
