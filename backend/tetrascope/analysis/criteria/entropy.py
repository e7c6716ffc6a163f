"""Entropy: the Shannon entropy of the map's histogram, 0..1, how much it has to say.

The thesis's (Fatemi Pour 2022, section 3.1).
"""

from collections.abc import Iterator
from functools import reduce
from operator import iadd

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from tetrascope.analysis.extremes import extremes

BINS = 256
"""Bins of the histogram; its largest possible entropy is log2(256) = 8 bits."""
_COLUMNS = BINS + 1  # one more for the maximum itself, which belongs to the last bin
_BLOCK = 1 << 18


def score(maps: NDArray[np.floating]) -> NDArray[np.float64]:
    """Entropy of each feature map, as a share of the largest possible.

    A map's values fall into 256 equal bins between its own minimum and maximum, each bin open above but for the
    last, as `numpy.histogram` counts them in double precision (a value within rounding of a bin's edge may fall to
    either side). The Shannon entropy of the histogram in bits, divided by 8, is the result. A constant map has none.
    (Shannon 1948.)

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
    repetition = _repetition(values, low, np.where(step > 0, step, 1.0))
    # Σ -(n/N) log2(n/N) over the bins, with one division for each map.
    entropies = (np.log2(pixels) - repetition / pixels) / np.log2(BINS)
    return np.where(step > 0, np.clip(entropies, 0.0, 1.0), 0.0)


def _repetition(
    values: NDArray[np.floating], low: NDArray[np.float64], step: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Σ n log2 n over the counts n of each map's histogram, (channels,).

    The histograms of all maps are counted at once, over bins that are numbered through all channels.
    """
    pixels, channels = values.shape
    blocks = _numbered_bins(values, low, step)
    if pixels < BINS:
        return _repetition_of_few(next(blocks).reshape(pixels, channels))
    counts = reduce(iadd, (_count(bins, channels * _COLUMNS) for bins in blocks))
    table = counts.reshape(channels, _COLUMNS)
    table[:, BINS - 1] += table[:, BINS]
    full = table[:, :BINS]
    return np.asarray((full * np.log2(np.maximum(full, 1))).sum(axis=1))


def _repetition_of_few(bins: NDArray[np.int32]) -> NDArray[np.float64]:
    """The same where there are fewer pixels than bins, from (pixels, channels) numbered bins.

    Most bins are empty, so each pixel looks up how many share its bin: n pixels together add n log2 n. Logarithms are
    whole multiples of 2^-50, so that the order of the pixels cannot change the sum's last digit.
    """
    pixels, channels = bins.shape
    counts = _count(bins.reshape(-1), channels * _COLUMNS)
    table = counts.reshape(channels, _COLUMNS)
    table[:, BINS - 1] += table[:, BINS]
    table[:, BINS] = table[:, BINS - 1]
    logarithms = np.rint(np.log2(np.maximum(np.arange(pixels + 1), 1)) * 2**50).astype(np.int64)
    return np.asarray(logarithms.take(counts.take(bins)).sum(axis=0) / 2**50)


def _count(bins: NDArray[np.int32], number: int) -> NDArray[np.int32]:
    """How often each of so many bins occurs, (number,).

    As the row sums of a sparse matrix, because `numpy.bincount` keeps all other threads waiting, and takes longer.
    """
    ones = np.ones(bins.size, dtype=np.int32)
    matrix = csc_array((ones, bins, np.array([0, bins.size], dtype=np.int32)), shape=(number, 1))
    return np.asarray(matrix @ ones[:1])


def _numbered_bins(
    values: NDArray[np.floating], low: NDArray[np.float64], step: NDArray[np.float64]
) -> Iterator[NDArray[np.int32]]:
    """For blocks of pixels each value's bin, flat; the bins of channel i begin at 257 i.

    Blocks keep the intermediates in the processor's cache and the memory small, and nothing is transposed. A block has
    more pixels than a map has bins. It is overwritten by the next.
    """
    pixels, channels = values.shape
    rows = min(pixels, max(_BLOCK // channels, _COLUMNS))
    position = np.empty((rows, channels), dtype=np.float64)
    bins = np.empty((rows, channels), dtype=np.int32)
    first_bin = np.arange(channels, dtype=np.int32) * _COLUMNS
    from_zero = not low.any()  # after a ReLU, which saves a pass
    for start in range(0, pixels, rows):
        block = values[start : start + rows]
        scaled, numbered = position[: len(block)], bins[: len(block)]
        if from_zero:
            np.divide(block, step, out=scaled)
        else:
            np.subtract(block, low, out=scaled)
            np.divide(scaled, step, out=scaled)
        np.copyto(numbered, scaled, casting="unsafe")
        np.add(numbered, first_bin, out=numbered)
        yield numbered.reshape(-1)
