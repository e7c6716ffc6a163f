"""Which masks a pool consists of."""

from typing import NamedTuple

from tetrascope.analysis.masks import Box
from tetrascope.analysis.windows import SlidingWindow, default_windows, position_count, positions
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
    sides = network.input_height, network.input_width
    windows = _windows(request, network)
    counts = [position_count(*sides, *window, field=f"windows[{index}]") for index, window in enumerate(windows)]
    if sum(counts) > max_images:
        raise TooLarge(
            f"Expected windows with at most {max_images} positions together, got {sum(counts)}.",
            field="windows",
            hint="Choose a larger stride or fewer windows.",
        )
    ordered = sorted(set(windows), key=lambda window: (-window.size, -window.stride))
    masks = [positions(*sides, *window) for window in ordered]
    return PoolPlan(
        windows=[Window(size=window.size, stride=window.stride) for window in ordered],
        boxes=[box for boxes in masks for box in boxes],
        window_of=[index for index, boxes in enumerate(masks) for _ in boxes],
    )


def _windows(request: PoolRequest, network: Network) -> list[SlidingWindow]:
    if request.windows is None:
        return default_windows(network.input_height, network.input_width)
    return [SlidingWindow(window.size, window.stride) for window in request.windows]
