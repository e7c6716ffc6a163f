"""One image that stands for a cluster of feature maps: their first principal component."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

_BLOCK = 1 << 18


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
    summed in float64, in blocks of pixels, so a layer is never copied whole.

    Args:
        maps: (h, w, c), channels last as a network returns them; finite.
        clusters: channels of each cluster, none empty.
    """
    height, width, channels = maps.shape
    values = np.ascontiguousarray(maps).reshape(-1, channels)
    thin = [members for members in clusters if len(members) <= len(values)]
    directions = iter(_directions(values, thin))
    weights = np.zeros((channels, len(clusters)), dtype=np.float32)
    found: list[tuple[NDArray[np.floating] | None, float | None]] = []
    for index, members in enumerate(clusters):
        if len(members) > len(values):
            found.append(_wide_component(values[:, members]))
            continue
        weights[members, index], share = next(directions)
        found.append((values[:, members[0]] if len(members) == 1 and share else None, share))
    scores = _project(values, weights)
    return [
        Representative(
            np.array(scores[:, index] if image is None else image, dtype=np.float32).reshape(height, width), share
        )
        for index, (image, share) in enumerate(found)
    ]


def _directions(
    values: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]
) -> list[tuple[NDArray[np.float64], float | None]]:
    """Unit vector of the first component in the space of each cluster's maps, and its share of the variance."""
    pixels, channels = values.shape
    # Differences to a pixel of the map itself are exactly 0 where the map is constant.
    origin = values[0].astype(np.float64)
    grams = [np.zeros((len(members), len(members))) for members in clusters]
    sums = np.zeros(channels)
    rows = max(1, _BLOCK // channels)
    for start in range(0, pixels if clusters else 0, rows):
        block = np.subtract(values[start : start + rows], origin)
        sums += block.sum(axis=0)
        for gram, members in zip(grams, clusters, strict=True):
            some = block.take(members, axis=1)
            gram += some.T @ some
    return [_leading(gram, sums[members] / np.sqrt(pixels)) for gram, members in zip(grams, clusters, strict=True)]


def _leading(gram: NDArray[np.float64], shift: NDArray[np.float64]) -> tuple[NDArray[np.float64], float | None]:
    """Leading eigenvector of the Gram matrix after centring, signed towards the mean map, and its share."""
    if not gram.any():
        return np.zeros(len(gram)), None
    vector, share = _first_component(gram - np.outer(shift, shift))
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
    largest, vectors = eigh(gram, subset_by_index=[size - 1, size - 1], check_finite=False)
    return vectors[:, 0], float(np.clip(largest[0] / np.trace(gram), 0.0, 1.0))


def _sign(correlation: float, vector: NDArray[np.float64]) -> float:
    """Sign that makes the correlation positive; where it vanishes, the largest entry becomes positive."""
    if abs(correlation) > 1e-9 * float(np.abs(vector).sum()):
        return float(np.sign(correlation))
    return float(np.sign(vector[np.argmax(np.abs(vector))]))


def _project(values: NDArray[np.floating], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores (pixels, clusters) of the centred maps; single precision is enough once the mean is gone."""
    mean = values.mean(axis=0, dtype=np.float64).astype(np.float32)
    scores = np.empty((len(values), weights.shape[1]), dtype=np.float32)
    rows = max(1, _BLOCK // len(weights))
    for start in range(0, len(values), rows):
        scores[start : start + rows] = (values[start : start + rows] - mean) @ weights
    scores -= scores.mean(axis=0, dtype=np.float64).astype(np.float32)
    return scores
