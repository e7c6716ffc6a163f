"""The picture of a part of an image: a receptive field on what it is of."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.scene import SCENES

SIDE = 760
"""Longer side, in pixels."""
_FRAME = 4
_DIMMED = 0.45
"""How much of its brightness the rest keeps."""


def draw_region(pixels: NDArray[np.uint8], rows: slice, columns: slice) -> Image.Image:
    """An image, (height, width, 3), with all but some rows and columns of it dimmed, and a frame around these."""
    dimmed = (pixels * _DIMMED).astype(np.uint8)
    dimmed[rows, columns] = pixels[rows, columns]
    scale = SIDE / max(pixels.shape[:2])
    size = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    image = Image.fromarray(dimmed).resize(size, Image.Resampling.BICUBIC if scale < 8 else Image.Resampling.NEAREST)
    left, right = round(columns.start * scale), round(columns.stop * scale)
    top, bottom = round(rows.start * scale), round(rows.stop * scale)
    for x0, y0, x1, y1 in (
        (left, top, right, top + _FRAME),
        (left, bottom - _FRAME, right, bottom),
        (left, top, left + _FRAME, bottom),
        (right - _FRAME, top, right, bottom),
    ):
        image.paste(SCENES.colours.accent, (x0, y0, x1, y1))
    return image
