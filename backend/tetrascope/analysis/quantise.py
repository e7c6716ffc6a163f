"""Numbers as bytes, so that maps leave at a quarter of their size and a client draws them without decoding."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.extremes import check_finite, extremes

LEVELS = 255
"""Steps between the smallest value and the largest."""
NEUTRAL = 127
"""The byte that stands for 0 where numbers are signed; as many steps lead down from it as are used upwards."""
_BLOCK = 1 << 16


class Quantised(NamedTuple):
    """value ≈ data * scale + offset, off by at most scale / 2."""

    data: NDArray[np.uint8]
    scale: float
    """Size of one step; 0 where all values are equal."""
    offset: float
    """Value of a stored 0, the smallest."""


class QuantisedMaps(NamedTuple):
    """Each map with a scale of its own: map[i] ≈ data[i] * scales[i] + offsets[i]."""

    data: NDArray[np.uint8]
    """(c, h, w), contiguous."""
    scales: NDArray[np.float64]
    """(c,)"""
    offsets: NDArray[np.float64]
    """(c,)"""


def quantise(values: NDArray[np.floating]) -> Quantised:
    """Bytes of the same shape, 0 at the smallest value and 255 at the largest. Raises `Failed` for NaN or infinity."""
    data, scales, offsets = quantise_images(values.reshape(1, -1, 1))
    return Quantised(data.reshape(values.shape), float(scales[0]), float(offsets[0]))


def quantise_images(images: NDArray[np.floating]) -> QuantisedMaps:
    """Bytes of each image with a scale of its own.

    Args:
        images: (c, h, w), one image after the other.

    Raises:
        Failed: an image holds NaN or infinity.
    """
    values = images.reshape(len(images), -1)
    low, high = values.min(axis=1).astype(np.float64), values.max(axis=1).astype(np.float64)
    check_finite(low, high)
    scales, divisors = _scales(low, high)
    data = np.empty(values.shape, dtype=np.uint8)
    for start in range(0, values.shape[1], _BLOCK):
        block = slice(start, start + _BLOCK)
        data[:, block] = _steps(values[:, block], low[:, np.newaxis], divisors[:, np.newaxis])
    return QuantisedMaps(data.reshape(images.shape), scales, low)


def quantise_signed(images: NDArray[np.floating]) -> QuantisedMaps:
    """Bytes of signed images that share one scale: 0 is `NEUTRAL` exactly, the largest magnitude 0 or 254.

    Args:
        images: (c, h, w), one image after the other; finite.
    """
    limit = float(np.abs(images).max())
    scale = limit / NEUTRAL
    data = np.full(images.shape, NEUTRAL, dtype=np.uint8)
    if scale > 0:
        data[...] = np.rint(images / np.float64(scale)) + NEUTRAL
    count = len(images)
    return QuantisedMaps(data, np.full(count, scale), np.full(count, -NEUTRAL * scale))


def quantise_maps(maps: NDArray[np.floating]) -> QuantisedMaps:
    """Bytes of each map with a scale of its own.

    Blocks of pixels stay in the processor's cache, and only bytes are transposed.

    Args:
        maps: (h, w, c), channels last as a network returns them.

    Raises:
        Failed: a map holds NaN or infinity.
    """
    height, width, channels = maps.shape
    values = np.ascontiguousarray(maps).reshape(-1, channels)
    low, high = extremes(values)
    scales, divisors = _scales(low, high)
    data = np.empty((channels, len(values)), dtype=np.uint8)
    rows = max(1, _BLOCK // channels)
    for start in range(0, len(values), rows):
        data[:, start : start + rows] = _steps(values[start : start + rows], low, divisors).T
    return QuantisedMaps(data.reshape(channels, height, width), scales, low)


def _scales(low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Size of one step, and what to divide by: the same, but for 1 where all values are equal."""
    scales = (high - low) / LEVELS
    return scales, np.where(scales > 0, scales, 1.0)


def _steps(values: NDArray[np.floating], low: NDArray[np.float64], divisors: NDArray[np.float64]) -> NDArray[np.uint8]:
    steps = np.subtract(values, low)
    np.divide(steps, divisors, out=steps)
    np.rint(steps, out=steps)
    return np.asarray(steps, dtype=np.uint8)
