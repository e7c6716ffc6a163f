"""Numbers as bytes, so that maps leave at a quarter of their size and a client draws them without decoding."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.entropy import extremes

LEVELS = 255
"""Steps between the smallest value and the largest."""
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
    data, scales, offsets = quantise_maps(values.reshape(-1, 1, 1))
    return Quantised(data.reshape(values.shape), float(scales[0]), float(offsets[0]))


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
    scales = (high - low) / LEVELS
    divisor = np.where(scales > 0, scales, 1.0)
    data = np.empty((channels, len(values)), dtype=np.uint8)
    rows = max(1, _BLOCK // channels)
    for start in range(0, len(values), rows):
        steps = np.subtract(values[start : start + rows], low)
        np.divide(steps, divisor, out=steps)
        np.rint(steps, out=steps)
        data[:, start : start + rows] = steps.astype(np.uint8).T
    return QuantisedMaps(data.reshape(channels, height, width), scales, low)
