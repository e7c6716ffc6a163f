"""First component: the first principal component of the maps.

The thesis's (Fatemi Pour 2022, section 3.1).
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dsyevx

from tetrascope.analysis.representatives import Representatives

_BLOCK = 1 << 17
_FEW = 128
"""Channels up to which one Gram matrix of all is sooner made than its clusters are gathered (measured)."""
_SMALL, _LARGE = 1e-24, 1e30  # between these, sums of squares are safe in single precision


def draw(maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]) -> Representatives:
    """First principal component of each cluster of a layer's maps (Pearson 1901).

    Pixels are the observations and maps the variables. The scores of the first component, reshaped to (h, w), are
    the image. An eigenvector's sign is arbitrary; this one correlates positively with the cluster's mean map, so
    bright stays bright. A single map stands for itself, unchanged, and explains everything. Constant maps give zeros.

    The smaller Gram matrix is used: (c, c) where there are fewer maps than pixels, else (pixels, pixels). It is
    summed over blocks of pixels for all clusters at once, so a layer is never copied whole.

    Args:
        maps: (h, w, c), channels last as a network returns them; finite.
        clusters: channels of each cluster, none empty.
    """
    height, width, channels = maps.shape
    values = np.ascontiguousarray(maps).reshape(-1, channels)
    thin = [index for index, members in enumerate(clusters) if len(members) <= len(values)]
    shares: list[float | None] = [None] * len(clusters)
    weights = np.zeros((channels, len(clusters)), dtype=np.float32)
    scores = np.empty((len(clusters), len(values)), dtype=np.float32)
    if thin:
        origin = _near_mean(values)
        for index, gram in zip(thin, _grams(values, origin, [clusters[index] for index in thin]), strict=True):
            weights[clusters[index], index], shares[index] = _direction(gram)
        scores = _project(values, origin, weights)
    for index, members in enumerate(clusters):
        if index not in thin:
            scores[index], shares[index] = _wide_component(values[:, members])
        elif len(members) == 1 and shares[index] is not None:
            scores[index] = values[:, members[0]]
    return Representatives(scores.reshape(-1, height, width), shares)


def _grams(
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
        if _SMALL < np.trace(grams[index]) < _LARGE:
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
        for block in _blocks(values, origin):
            sums += np.ones(len(block), dtype=np.float32) @ block
            for group, gram in zip(groups, grams, strict=True):
                some = block if group is None else block.take(group, axis=1)
                gram += some.T @ some
    return sums, grams


def _blocks(values: NDArray[np.floating], origin: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
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


def _near_mean(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """For each map the value, among at least 64 evenly spaced pixels (or all), that is nearest to their mean.

    Being one of the map's values, it leaves true zeros of a constant map. Being typical, it lies within a few standard
    deviations of the mean (the share of values beyond 30 is below 1/900), so centring afterwards loses nothing.
    """
    sample = values[:: max(1, len(values) // 64)]
    nearest = np.abs(sample - sample.mean(axis=0, dtype=np.float64)).argmin(axis=0)
    return np.asarray(sample[nearest, np.arange(nearest.size)], dtype=np.float32)


def _direction(gram: NDArray[np.float64]) -> tuple[NDArray[np.float64], float | None]:
    """Unit vector of the first component in the space of the maps, and its share; zeros for constant maps."""
    if not gram.any():
        return np.zeros(len(gram)), None
    vector, share = _first_component(gram)
    # Score and mean map have covariance λ Σv / c.
    return vector * _sign(float(vector.sum()), vector), share


def _wide_component(maps: NDArray[np.floating]) -> tuple[NDArray[np.float64], float | None]:
    """Scores where there are more maps than pixels, through the (pixels, pixels) Gram matrix."""
    shifted = np.subtract(maps, maps[0], dtype=np.float64)
    if not shifted.any():
        return np.zeros(len(maps)), None
    centred = shifted - shifted.mean(axis=0)
    gram = centred @ centred.T
    vector, share = _first_component(gram)
    scores = vector * np.sqrt(max(float(vector @ gram @ vector), 0.0))
    return scores * _sign(float(scores @ centred.mean(axis=1)), scores), share


def _first_component(gram: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Leading eigenvector and its eigenvalue's share of the trace.

    From LAPACK at once: checking and copying such small matrices takes `scipy.linalg.eigh` longer than solving them.
    """
    size = len(gram)
    largest, vectors, _, _, failed = dsyevx(gram, range="I", il=size, iu=size)
    if failed:
        raise np.linalg.LinAlgError("the eigenvector of a Gram matrix did not converge")
    return vectors[:, 0], min(float(largest[0] / np.trace(gram)), 1.0)


def _sign(correlation: float, vector: NDArray[np.float64]) -> float:
    """Sign that makes the correlation positive; where it vanishes, the largest entry becomes positive."""
    if abs(correlation) > 1e-9 * float(np.abs(vector).sum()):
        return float(np.sign(correlation))
    return float(np.sign(vector[np.argmax(np.abs(vector))]))


def _project(
    values: NDArray[np.floating], origin: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Scores (clusters, pixels) of the centred maps; single precision is enough this close to the mean."""
    scores = np.empty((weights.shape[1], len(values)), dtype=np.float32)
    done = 0
    for block in _blocks(values, origin):
        scores[:, done : done + len(block)] = (block @ weights).T
        done += len(block)
    scores -= scores.mean(axis=1, dtype=np.float64, keepdims=True).astype(np.float32)
    return scores
