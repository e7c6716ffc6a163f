"""Shannon entropy of feature maps: how much a map has to say."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import Failed

BINS = 256
"""Bins of the histogram; its largest possible entropy is log2(256) = 8 bits."""

_COLUMNS = BINS + 1  # one more for the maximum itself, which belongs to the last bin
_BLOCK = 1 << 18


def map_entropies(maps: NDArray[np.floating]) -> NDArray[np.float64]:
    """Entropy of each feature map, as a share of the largest possible.

    A map's values fall into 256 equal bins between its own minimum and maximum, each bin open above but for the
    last, as `numpy.histogram` counts them in double precision. The Shannon entropy of the histogram in bits, divided
    by 8, is the result. A constant map has none. (Shannon 1948; for feature maps: Fatemi Pour 2022.)

    Args:
        maps: (h, w, c), channels last as a network returns them.

    Returns:
        (c,), each 0..1.

    Raises:
        Failed: a map holds NaN or infinity.
    """
    height, width, channels = maps.shape
    pixels = height * width
    values = np.ascontiguousarray(maps).reshape(pixels, channels)
    low, high = extremes(values)
    step = (high - low) / BINS
    counts = _histograms(values, low, np.where(step > 0, step, 1.0))
    # Σ -(n/N) log2(n/N) over the bins, with one division for each map.
    weighted = counts * np.log2(np.maximum(counts, 1))
    entropies = (np.log2(pixels) - weighted.sum(axis=1) / pixels) / np.log2(BINS)
    return np.where(step > 0, np.clip(entropies, 0.0, 1.0), 0.0)


def extremes(values: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and greatest value of each column of (pixels, channels); raises `Failed` where they are not finite."""
    pixels, channels = values.shape
    # Few channels make short rows, which numpy reduces slowly: lay several pixels into one row first.
    fold = next((fold for fold in (16, 8, 4, 2) if pixels % fold == 0 and fold * channels <= 4096), 1)
    rows = values.reshape(pixels // fold, fold * channels)
    low = rows.min(axis=0).reshape(fold, channels).min(axis=0).astype(np.float64)
    high = rows.max(axis=0).reshape(fold, channels).max(axis=0).astype(np.float64)
    bad = np.flatnonzero(~np.isfinite(low) | ~np.isfinite(high))
    if bad.size:
        raise Failed(
            f"Expected finite activations, got NaN or infinity in channel {bad[0]}.",
            code="not_finite",
            hint="The network's weights or its input may be damaged; load the network again.",
        )
    return low, high


def _histograms(values: NDArray[np.floating], low: NDArray[np.float64], step: NDArray[np.float64]) -> NDArray[np.intp]:
    """Counts (channels, 256) of all maps at once: one bincount over bins that are numbered through all channels.

    Blocks of pixels keep the intermediates in the processor's cache and the memory small, and nothing is transposed.
    """
    pixels, channels = values.shape
    first_bin = np.arange(channels, dtype=np.intp) * _COLUMNS
    counts = np.zeros(channels * _COLUMNS, dtype=np.intp)
    rows = max(1, max(_BLOCK, counts.size) // channels)
    scaled = np.empty((min(rows, pixels), channels), dtype=np.float64)
    bins = np.empty(scaled.shape, dtype=np.intp)
    from_zero = not low.any()  # after a ReLU, which saves a pass
    for start in range(0, pixels, rows):
        block = values[start : start + rows]
        position, index = scaled[: len(block)], bins[: len(block)]
        if from_zero:
            np.divide(block, step, out=position)
        else:
            np.subtract(block, low, out=position)
            np.divide(position, step, out=position)
        np.copyto(index, position, casting="unsafe")
        np.add(index, first_bin, out=index)
        counts += np.bincount(index.reshape(-1), minlength=counts.size)
    table = counts.reshape(channels, _COLUMNS)
    table[:, BINS - 1] += table[:, BINS]
    return table[:, :BINS]
