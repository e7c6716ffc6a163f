"""Which masks a pool consists of."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import Box
from tetrascope.analysis.refinement import refined_count
from tetrascope.analysis.windows import EVERYWHERE, check_window, default_windows, position_count, positions
from tetrascope.errors import InvalidInput, TooLarge
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.operations.pools import PoolRequest, Window


class PoolPlan(NamedTuple):
    """The masks of a pool, largest window first so that the whole picture shows early.

    Where a pool is refined, the masks of its smallest window are chosen once all others are classified: `candidates`
    are where it may stand. How many will be chosen is known from the beginning, and so is the size of the pool.
    """

    windows: list[Window]
    boxes: list[Box]
    """One mask per masked image, in the order of the pool; those still to be chosen will follow."""
    window_of: list[int]
    """For each box the index of its window."""
    fills: Sequence[Fill] = ("black",)
    """What masked pixels become: all boxes are there with the first of them, then all again with the next."""
    candidates: Sequence[Box] = ()
    """Every position of the smallest window, while some of them are still to be chosen."""

    @property
    def size(self) -> int:
        """Images of the whole pool, those still to be chosen included."""
        return len(self.boxes) + self.to_choose

    def fill_of(self, index: int) -> int:
        """Which of the fills the image at this place of the pool has."""
        return index * len(self.fills) // len(self.boxes) if len(self.fills) > 1 else 0

    @property
    def to_choose(self) -> int:
        """How many of the candidates are to be chosen."""
        return refined_count(len(self.candidates))

    def refined(self, chosen: NDArray[np.intp]) -> "PoolPlan":
        """The plan with the candidates of these indices as its last masks, and none to choose any more."""
        return PoolPlan(
            windows=self.windows,
            boxes=[*self.boxes, *(self.candidates[index] for index in chosen)],
            window_of=[*self.window_of, *[len(self.windows) - 1] * len(chosen)],
            fills=self.fills,
        )


def plan_pool(
    request: PoolRequest, height: int, width: int, *, max_images: int, photo: tuple[slice, slice] = EVERYWHERE
) -> PoolPlan:
    """Lay out the masks of a request.

    Args:
        request: names the windows.
        height: rows of the network's input.
        width: its columns.
        max_images: the most masks.
        photo: rows and columns of the input that the photo fills; masks that hide nothing of it are left out.

    Raises:
        InvalidInput: a window larger than the input, a stride that leaves pixels uncovered, a single window that
            should be refined, or a fill that is named twice, or with others where it is to be refined.
        TooLarge: more than `max_images` masks.
    """
    windows = request.windows or default_windows(height, width, most=max_images)
    for index, window in enumerate(windows):
        check_window(window, height, width, f"windows[{index}]")
    ordered = sorted(set(windows), key=lambda window: (-window.size, -window.stride))
    if request.refine and len(ordered) < 2:
        raise InvalidInput(
            "Expected two different windows or more to refine, got one.",
            field="refine",
            hint="Name a larger window too, which finds where the smallest one is to look; or do not refine.",
        )
    fills = _fills(request)
    counts = [position_count(window, height, width, within=photo) for window in ordered]
    each = sum(counts[:-1]) + (refined_count(counts[-1]) if request.refine else counts[-1])
    if each * len(fills) > max_images:
        with_each = f" with each of {len(fills)} fills" if len(fills) > 1 else ""
        raise TooLarge(
            f"Expected windows with at most {max_images // len(fills)} positions together{with_each}, got {each}.",
            field="windows",
            hint="Choose a larger stride or fewer windows.",
        )
    masks = [positions(window, height, width, within=photo) for window in ordered]
    everywhere = masks[:-1] if request.refine else masks
    return PoolPlan(
        windows=ordered,
        boxes=[box for boxes in everywhere for box in boxes] * len(fills),
        window_of=[index for index, boxes in enumerate(everywhere) for _ in boxes] * len(fills),
        fills=fills,
        candidates=masks[-1] if request.refine else (),
    )


def _fills(request: PoolRequest) -> list[Fill]:
    fills = [request.fill, *request.more_fills]
    if len(set(fills)) < len(fills):
        raise InvalidInput(
            f"Expected each fill once, got {', '.join(fills)}.",
            field="more_fills",
            hint="Name those besides `fill`, each once.",
        )
    if len(fills) > 1 and request.refine:
        raise InvalidInput(
            f"Expected one fill where a pool is to be refined, got {len(fills)}.",
            field="more_fills",
            hint="Do not refine, or choose one fill: what one finds says nothing of where another should look.",
        )
    return fills
