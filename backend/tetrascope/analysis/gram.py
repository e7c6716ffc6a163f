"""Gram matrices of clusters of feature maps, summed over blocks of pixels, so that a layer is never copied whole."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 17
_FEW = 128
"""Channels up to which one Gram matrix of all is sooner made than its clusters are gathered (measured)."""
_SMALL, _LARGE = 1e-24, 1e30  # between these, sums of squares are safe in single precision


def safe_in_single(squares: float) -> bool:
    """Whether a sum of squares lies where single precision neither overflows nor loses it."""
    return _SMALL < squares < _LARGE


def gram_matrices(
    values: NDArray[np.floating], origin: NDArray[np.float32], clusters: Sequence[NDArray[np.intp]]
) -> list[NDArray[np.float64]]:
    """Gram matrix of each cluster's centred maps, good to about 1e-6 because `origin` is close to the mean.

    A cluster whose squares leave the range of single precision, or vanish, is done again in double.
    """
    pixels, channels = values.shape
    if channels <= _FEW:
        sums, (gram,) = _sums(values, origin, [None])
        grams = [gram.take(members, axis=0).take(members, axis=1) for members in clusters]
    else:
        sums, grams = _sums(values, origin, clusters)
    for index, members in enumerate(clusters):
        if safe_in_single(float(np.trace(grams[index]))):
            shift = sums[members] / np.sqrt(pixels)
            grams[index] -= np.outer(shift, shift)
        else:
            grams[index] = _exact_gram(values, members)
    return grams


def _sums(
    values: NDArray[np.floating], origin: NDArray[np.float32], groups: Sequence[NDArray[np.intp] | None]
) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Sum of each map about `origin`, (channels,), and of the products within each group of maps; None is all maps.

    Blocks in single precision, their sum in double.
    """
    channels = values.shape[1]
    sums = np.zeros(channels)
    grams = [np.zeros((channels if group is None else len(group),) * 2) for group in groups]
    with np.errstate(over="ignore", invalid="ignore"):
        for block in blocks(values, origin):
            sums += np.ones(len(block), dtype=np.float32) @ block
            for group, gram in zip(groups, grams, strict=True):
                some = block if group is None else block.take(group, axis=1)
                gram += some.T @ some
    return sums, grams


def blocks(values: NDArray[np.floating], origin: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """Blocks of pixels about `origin`, (rows, channels), that fit in the cache; the next overwrites each."""
    pixels, channels = values.shape
    rows = min(pixels, max(1, _BLOCK // channels))
    buffer = np.empty((rows, channels), dtype=np.float32)
    for start in range(0, pixels, rows):
        block = buffer[: min(rows, pixels - start)]
        yield np.subtract(values[start : start + rows], origin, out=block, casting="same_kind")


def _exact_gram(values: NDArray[np.floating], members: NDArray[np.intp]) -> NDArray[np.float64]:
    """Gram matrix of one cluster's centred maps in double precision; exactly 0 where the maps are constant."""
    shifted = np.subtract(values[:, members], values[0, members], dtype=np.float64)
    shifted -= shifted.mean(axis=0)
    return np.asarray(shifted.T @ shifted)


def near_mean(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """For each map the value, among at least 64 evenly spaced pixels (or all), that is nearest to their mean.

    Being one of the map's values, it leaves true zeros of a constant map. Being typical, it lies within a few standard
    deviations of the mean (the share of values beyond 30 is below 1/900), so centring afterwards loses nothing.
    """
    sample = values[:: max(1, len(values) // 64)]
    nearest = np.abs(sample - sample.mean(axis=0, dtype=np.float64)).argmin(axis=0)
    return np.asarray(sample[nearest, np.arange(nearest.size)], dtype=np.float32)
