"""Masked images: pixels under a mask take the fill's colour, before the network's preprocessing."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Box(NamedTuple):
    """A rectangle of pixels, counted from the image's top left."""

    top: int
    left: int
    height: int
    width: int


def clip(box: Box, height: int, width: int) -> Box | None:
    """The part of the box inside an image of that size; None where nothing is."""
    top, left = max(box.top, 0), max(box.left, 0)
    bottom, right = min(box.top + box.height, height), min(box.left + box.width, width)
    if bottom <= top or right <= left:
        return None
    return Box(top, left, bottom - top, right - left)


def mask_image(image: NDArray[np.uint8], fill_image: NDArray[np.uint8], boxes: Iterable[Box]) -> NDArray[np.uint8]:
    """A copy of the image with every box showing the fill: x ⊙ m + fill ⊙ (1 - m) (Fatemi Pour 2022).

    Args:
        image: (h, w, 3).
        fill_image: (h, w, 3), what shows through a mask.
        boxes: may reach beyond the image and overlap.
    """
    masked = image.copy()
    for box in boxes:
        _lay(masked, fill_image, box)
    return masked


def mask_batch(
    image: NDArray[np.uint8], fill_image: NDArray[np.uint8], boxes: Iterable[Box] | NDArray[np.integer]
) -> NDArray[np.uint8]:
    """One masked copy of the image for each box: (n, h, w, 3).

    Args:
        image: (h, w, 3).
        fill_image: (h, w, 3).
        boxes: n boxes, or an (n, 4) array of top, left, height, width.
    """
    each = [Box(*(int(number) for number in box)) for box in boxes]
    batch = np.repeat(image[np.newaxis], len(each), axis=0)
    for masked, box in zip(batch, each, strict=True):
        _lay(masked, fill_image, box)
    return batch


def _lay(masked: NDArray[np.uint8], fill_image: NDArray[np.uint8], box: Box) -> None:
    inside = clip(box, *masked.shape[:2])
    if inside is not None:
        rows = slice(inside.top, inside.top + inside.height)
        columns = slice(inside.left, inside.left + inside.width)
        masked[rows, columns] = fill_image[rows, columns]
