"""Whatever a picture's pixels are made of, as RGB."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from tetrascope.photos.deep_png import deep_pixels, is_deep
from tetrascope.photos.plain import Plain
from tetrascope.photos.values import Range, to_bytes

_NUMBERS = {"I": "grey of 32 bits", "F": "grey of fractions"}
"""Modes of Pillow's whose numbers have more than eight bits, beside those of 16."""


def rgb_of(image: Image.Image, plain: Plain, shown: Range | None) -> tuple[Image.Image, str | None]:
    """Decode an opened picture: transparency over white, numbers of more than eight bits brought to eight.

    Args:
        image: opened by Pillow, and not decoded yet.
        plain: what it was opened from.
        shown: the numbers that become black and white; None to go by what is there.

    Returns:
        RGB, and what was done to the numbers, if anything.
    """
    if is_deep(plain, image):
        return _deep_colour(image, plain, shown)
    image.load()
    if plain.exif is None:
        image = ImageOps.exif_transpose(image)
    if image.mode in _NUMBERS or image.mode.startswith("I;16"):
        return _grey(image, shown)
    rgb = _over_white(_with_transparent_value(image, plain.depth))
    if shown is None:
        return rgb, None
    values, note = to_bytes(np.asarray(rgb, np.uint16), shown, "values")
    return Image.fromarray(values), note


def _grey(image: Image.Image, shown: Range | None) -> tuple[Image.Image, str]:
    numbers = np.asarray(image)
    if image.mode.startswith("I;16"):
        numbers = numbers.astype(np.uint16)
    grey, note = to_bytes(numbers, shown, _NUMBERS.get(image.mode, "grey of 16 bits"))
    transparent = image.info.get("transparency")
    if isinstance(transparent, int):
        grey[numbers == transparent] = 255
    return Image.fromarray(grey).convert("RGB"), note


def _deep_colour(image: Image.Image, plain: Plain, shown: Range | None) -> tuple[Image.Image, str]:
    numbers = deep_pixels(plain)
    pixels, note = to_bytes(numbers[..., :3], shown, "colours of 16 bits")
    if numbers.shape[2] == 4:
        opacity: NDArray[np.uint8] = (numbers[..., 3:] >> 8).astype(np.uint8)
        return _over_white(Image.fromarray(np.concatenate([pixels, opacity], axis=-1))), note
    transparent = image.info.get("transparency")
    if isinstance(transparent, tuple):
        pixels[(numbers == transparent).all(axis=-1)] = 255
    return Image.fromarray(pixels), note


def _with_transparent_value(image: Image.Image, depth: int) -> Image.Image:
    """Bring the grey that a PNG of 2 or 4 bits calls transparent to eight, as Pillow brings the pixels but not this."""
    transparent = image.info.get("transparency")
    if depth in (2, 4) and isinstance(transparent, int) and image.mode == "L":
        image.info["transparency"] = transparent * 255 // (2**depth - 1)
    return image


def _over_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
