"""One image that stands for a cluster of feature maps: their first principal component."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

_BLOCK = 1 << 17
_SMALL, _LARGE = 1e-24, 1e30  # between these, sums of squares are safe in single precision


@dataclass(frozen=True)
class Representative:
    """A cluster drawn as one image."""

    map: NDArray[np.float32]
    """(h, w) scores of the first principal component."""
    explained_variance: float | None
    """Share of the maps' variance that it explains, 0..1; None where all maps are constant."""


def representative(maps: NDArray[np.floating]) -> Representative:
    """First principal component of the maps (h, w, c): `representatives` for a single cluster of all channels."""
    return representatives(maps, [np.arange(maps.shape[2])])[0]


def representatives(maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]) -> list[Representative]:
    """First principal component of each cluster of a layer's maps (Fatemi Pour 2022; Pearson 1901).

    Pixels are the observations and maps the variables. The scores of the first component, reshaped to (h, w), are
    the image. An eigenvector's sign is arbitrary; this one correlates positively with the cluster's mean map, so
    bright stays bright. A single map stands for itself, unchanged, and explains everything. Constant maps give zeros.

    The smaller Gram matrix is used: (c, c) where there are fewer maps than pixels, else (pixels, pixels). It is
    summed over blocks of pixels for all clusters at once, so a layer is read once and never copied whole.

    Args:
        maps: (h, w, c), channels last as a network returns them; finite.
        clusters: channels of each cluster, none empty.
    """
    height, width, channels = maps.shape
    values = np.ascontiguousarray(maps).reshape(-1, channels)
    thin = [members for members in clusters if len(members) <= len(values)]
    origin = _near_mean(values)
    directions = map(_direction, _grams(values, origin, thin))
    weights = np.zeros((channels, len(clusters)), dtype=np.float32)
    found: list[tuple[NDArray[np.floating] | None, float | None]] = []
    for index, members in enumerate(clusters):
        if len(members) > len(values):
            found.append(_wide_component(values[:, members]))
            continue
        weights[members, index], share = next(directions)
        found.append((values[:, members[0]] if len(members) == 1 and share is not None else None, share))
    scores = _project(values, origin, weights)
    return [
        Representative(
            np.array(scores[:, index] if image is None else image, dtype=np.float32).reshape(height, width), share
        )
        for index, (image, share) in enumerate(found)
    ]


def _gram(values: NDArray[np.floating], members: NDArray[np.intp]) -> NDArray[np.float64]:
    """Gram matrix of one cluster's centred maps in double precision; exactly 0 where the maps are constant."""
    shifted = np.subtract(values[:, members], values[0, members], dtype=np.float64)
    shifted -= shifted.mean(axis=0)
    return np.asarray(shifted.T @ shifted)


def _grams(
    values: NDArray[np.floating], origin: NDArray[np.float32], clusters: Sequence[NDArray[np.intp]]
) -> list[NDArray[np.float64]]:
    """Gram matrix of each cluster's centred maps: blocks in single precision, their sum in double.

    Good to about 1e-6 because `origin` is close to the mean. A cluster whose squares leave the range of single
    precision, or vanish, is done again in double.
    """
    pixels, channels = values.shape
    grams = [np.zeros((len(members), len(members))) for members in clusters]
    sums = np.zeros(channels)
    rows = min(pixels, max(1, _BLOCK // channels))
    buffer = np.empty((rows, channels), dtype=np.float32)
    ones = np.ones(rows, dtype=np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, pixels, rows):
            block = buffer[: min(rows, pixels - start)]
            np.subtract(values[start : start + rows], origin, out=block, casting="same_kind")
            sums += ones[: len(block)] @ block
            for gram, members in zip(grams, clusters, strict=True):
                some = block.take(members, axis=1)
                gram += some.T @ some
    for index, members in enumerate(clusters):
        if _SMALL < np.trace(grams[index]) < _LARGE:
            shift = sums[members] / np.sqrt(pixels)
            grams[index] -= np.outer(shift, shift)
        else:
            grams[index] = _gram(values, members)
    return grams


def _near_mean(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """For each map the value, among at least 64 evenly spaced pixels (or all), that is nearest to their mean.

    Being one of the map's values, it leaves true zeros of a constant map. Being typical, it lies within a few standard
    deviations of the mean (the share of values beyond 30 is below 1/900), so centring afterwards loses nothing.
    """
    sample = values[:: max(1, len(values) // 64)]
    nearest = np.abs(sample - sample.mean(axis=0, dtype=np.float64)).argmin(axis=0)
    return np.asarray(np.take_along_axis(sample, nearest[np.newaxis], axis=0)[0], dtype=np.float32)


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
    """Leading eigenvector and its eigenvalue's share of the trace."""
    size = len(gram)
    largest, vectors = eigh(gram, subset_by_index=[size - 1, size - 1])
    return vectors[:, 0], float(np.clip(largest[0] / np.trace(gram), 0.0, 1.0))


def _sign(correlation: float, vector: NDArray[np.float64]) -> float:
    """Sign that makes the correlation positive; where it vanishes, the largest entry becomes positive."""
    if abs(correlation) > 1e-9 * float(np.abs(vector).sum()):
        return float(np.sign(correlation))
    return float(np.sign(vector[np.argmax(np.abs(vector))]))


def _project(
    values: NDArray[np.floating], origin: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Scores (pixels, clusters) of the centred maps; single precision is enough this close to the mean."""
    scores = np.empty((len(values), weights.shape[1]), dtype=np.float32)
    rows = max(1, _BLOCK // len(weights))
    buffer = np.empty((min(rows, len(values)), len(weights)), dtype=np.float32)
    for start in range(0, len(values), rows):
        block = buffer[: min(rows, len(values) - start)]
        np.subtract(values[start : start + rows], origin, out=block, casting="same_kind")
        np.matmul(block, weights, out=scores[start : start + rows])
    scores -= scores.mean(axis=0, dtype=np.float64).astype(np.float32)
    return scores
