"""Colours of numbers: feature maps, and importance laid over an image."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tetrascope.protocol.scene import SCENES
from tetrascope.protocol.tensor import Tensor
from tetrascope.report.tensor_decoding import stored

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_STRONGEST = 0.78
"""How much of the strongest importance's colour is colour; the rest is the base."""
_BASE = 218.0
"""Grey, 0..255, of no importance."""
_RELIEF = 0.55
"""How much of the image's detail shows in its importance."""
_DETAIL = 1 / 20
"""Up to which size a thing is detail, as a share of the image's longer side."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0..255, of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=1)
def feature_map_table() -> NDArray[np.uint8]:
    """The colour of every byte of a feature map, shape (256, 3): equally spaced stops, blended in sRGB."""
    stops = np.array([channels(stop) for stop in SCENES.colours.feature_map], dtype=np.float64)
    places = np.linspace(0, 255, len(stops))
    blended = [np.interp(np.arange(256), places, stops[:, channel]) for channel in range(3)]
    return np.rint(np.stack(blended, axis=1)).astype(np.uint8)


def colour_feature_map(tensor: Tensor) -> NDArray[np.uint8]:
    """A feature map, (height, width), in colours, (height, width, 3); equal values all have the first colour."""
    values = stored(tensor) if tensor.scale else np.zeros(tensor.shape, dtype=np.uint8)
    return feature_map_table()[values]


def importance_colours(values: NDArray[np.float32], strongest: float) -> NDArray[np.float64]:
    """Colours, (..., 3) 0..255, of importance, (...): from grey to red for drops and to blue for rises."""
    positive, negative = channels(SCENES.colours.importance_positive), channels(SCENES.colours.importance_negative)
    colours = np.where(values[..., None] >= 0, positive, negative).astype(np.float64)
    share = np.abs(values, dtype=np.float64) / strongest if strongest > 0 else np.zeros(values.shape)
    strength = (np.clip(share, 0, 1) * _STRONGEST)[..., None]
    return np.asarray(_BASE * (1 - strength) + colours * strength)


def overlay_importance(image: NDArray[np.uint8], values: NDArray[np.float32], strongest: float) -> NDArray[np.uint8]:
    """Importance, (height, width), with the detail of the image, (height, width, 3), as a relief.

    The relief is dark and light in equal parts wherever one looks, so that the colours remain those of a scale and a
    value can be read off.
    """
    mixed = importance_colours(values, strongest) + _RELIEF * _detail(image)[..., None]
    return np.asarray(np.clip(np.rint(mixed), 0, 255), dtype=np.uint8)


def _detail(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The image's luminance, (height, width), less its mean around each pixel."""
    grey = Image.fromarray(np.rint(image @ _LUMINANCE).astype(np.uint8))
    around = grey.filter(ImageFilter.GaussianBlur(max(image.shape[:2]) * _DETAIL))
    return np.asarray(grey, dtype=np.float64) - np.asarray(around, dtype=np.float64)
