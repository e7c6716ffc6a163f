"""A colour PNG of 16 bits: Pillow gives out one byte of each number at a time."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.photos.pillow_image import opened
from tetrascope.photos.plain import Plain

_GREY_AND_ALPHA = 4
_COLOUR_TYPE = 25
"""Place of the byte that says what a pixel is made of."""


def is_deep(png: Plain, image: Image.Image) -> bool:
    """Whether it is such a picture; grey ones without transparency Pillow gives out whole."""
    return png.depth == 16 and image.mode in ("RGB", "RGBA", "LA")


def deep_pixels(png: Plain) -> NDArray[np.uint16]:
    """The numbers, (rows, columns, 3 or 4): colour, and how opaque it is where the picture says so."""
    if png.data[_COLOUR_TYPE] == _GREY_AND_ALPHA:
        raw = _read(png, "RGBA").astype(np.uint16)
        grey, opacity = raw[..., 0] << 8 | raw[..., 1], raw[..., 2] << 8 | raw[..., 3]
        return np.stack([grey, grey, grey, opacity], axis=-1)
    numbers = _read(png, None).astype(np.uint16)
    numbers <<= 8
    numbers |= _read(png, "16L")
    return numbers


def _read(png: Plain, raw: str | None) -> NDArray[np.uint8]:
    """What Pillow makes of the data: the high bytes by itself, or what it is told to take them for."""
    with opened(png.data, "PNG") as image:
        if raw is not None:
            mode = image.mode if raw.startswith("16") else ""
            tile = image.tile[0]  # type: ignore[attr-defined]
            image.tile = [tile._replace(args=f"{mode};{raw}" if mode else raw)]  # type: ignore[attr-defined]
        image.load()
        return np.asarray(image, np.uint8)
