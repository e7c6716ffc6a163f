"""Masked images: pixels under a mask take the fill's colour, before the network's preprocessing.

How the thesis hides parts of an image (Fatemi Pour 2022, sections 3.1.1 and 3.2).
"""

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


class BinaryMask(NamedTuple):
    """A mask of any shape: those pixels of a box inside the image whose bit is set."""

    box: Box
    bits: NDArray[np.bool_] | None
    """(box.height, box.width); None where all of them are set."""


def box_mask(box: Box, height: int, width: int) -> BinaryMask | None:
    """All of a box, cut to an image of that size; None where nothing is left."""
    inside = clip(box, height, width)
    if inside is None:
        return None
    return BinaryMask(inside, None)


def bits_mask(box: Box, data: bytes, height: int, width: int) -> BinaryMask | None:
    """The set bits of a box, cut to an image of that size; None where none is left.

    Args:
        box: may reach beyond the image.
        data: one bit for each pixel of the box, as `packed_bits` writes them.
        height: rows of the image.
        width: its columns.
    """
    inside = clip(box, height, width)
    if inside is None:
        return None
    bits = np.unpackbits(np.frombuffer(data, np.uint8), count=box.height * box.width).reshape(box.height, box.width)
    top, left = inside.top - box.top, inside.left - box.left
    cut = bits[top : top + inside.height, left : left + inside.width].astype(np.bool_)
    return BinaryMask(inside, cut) if cut.any() else None


def packed_bits(bits: NDArray[np.bool_]) -> bytes:
    """Bits of shape (rows, columns), row by row without gaps, the most significant bit of a byte first."""
    return np.packbits(bits).tobytes()


def covered_pixels(masks: Iterable[BinaryMask], height: int, width: int) -> NDArray[np.bool_]:
    """Where an image of that size is masked by any of the masks: (h, w)."""
    covered = np.zeros((height, width), np.bool_)
    for (top, left, tall, wide), bits in masks:
        covered[top : top + tall, left : left + wide] |= True if bits is None else bits
    return covered


def mask_image(
    image: NDArray[np.uint8], fill_image: NDArray[np.uint8], covered: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """A copy of the image that shows the fill where it is masked: x ⊙ m + fill ⊙ (1 - m).

    Args:
        image: (h, w, 3).
        fill_image: (h, w, 3), what shows through a mask.
        covered: (h, w), true where the image is masked.
    """
    return np.where(covered[..., np.newaxis], fill_image, image)


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
