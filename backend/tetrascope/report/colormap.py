"""Colours of numbers: feature maps, and importance laid over an image."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tetrascope.engine.results import Tensor
from tetrascope.report.tensor import stored
from tetrascope.scene import SCENES

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_STRONGEST = 0.78
"""Opacity of the strongest importance; the image stays recognisable under it."""


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


def importance_colours(
    values: NDArray[np.float32], strongest: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Overlay of importance: colours (..., 3) 0..255 and opacities (...) 0..1 that grow with |value| / strongest."""
    positive, negative = channels(SCENES.colours.importance_positive), channels(SCENES.colours.importance_negative)
    colours = np.where(values[..., None] >= 0, positive, negative).astype(np.float64)
    share = np.abs(values, dtype=np.float64) / strongest if strongest > 0 else np.zeros(values.shape)
    return colours, np.clip(share, 0, 1) * _STRONGEST


def overlay_importance(image: NDArray[np.uint8], values: NDArray[np.float32], strongest: float) -> NDArray[np.uint8]:
    """Importance, (height, width), over the image, (height, width, 3), made grey and pale so that the colours speak."""
    grey = (image @ _LUMINANCE)[..., None] * 0.68 + 255 * 0.32
    colours, opacity = importance_colours(values, strongest)
    mixed = grey * (1 - opacity[..., None]) + colours * opacity[..., None]
    return np.asarray(np.clip(np.rint(mixed), 0, 255), dtype=np.uint8)
