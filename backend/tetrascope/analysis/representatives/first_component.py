"""First component: the first principal component of the maps.

The thesis's (Fatemi Pour 2022, section 3.1).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.eigenvector import direction, leading, upright
from tetrascope.analysis.gram import blocks, gram_matrices, near_mean
from tetrascope.analysis.representatives import Representatives


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
        origin = near_mean(values)
        for index, gram in zip(thin, gram_matrices(values, origin, [clusters[index] for index in thin]), strict=True):
            weights[clusters[index], index], shares[index] = direction(gram)
        scores = _project(values, origin, weights)
    for index, members in enumerate(clusters):
        if index not in thin:
            scores[index], shares[index] = _wide_component(values[:, members])
        elif len(members) == 1 and shares[index] is not None:
            scores[index] = values[:, members[0]]
    return Representatives(scores.reshape(-1, height, width), shares)


def _wide_component(maps: NDArray[np.floating]) -> tuple[NDArray[np.float64], float | None]:
    """Scores where there are more maps than pixels, through the (pixels, pixels) Gram matrix."""
    shifted = np.subtract(maps, maps[0], dtype=np.float64)
    if not shifted.any():
        return np.zeros(len(maps)), None
    centred = shifted - shifted.mean(axis=0)
    gram = centred @ centred.T
    vector, share = leading(gram)
    scores = vector * np.sqrt(max(float(vector @ gram @ vector), 0.0))
    return scores * upright(float(scores @ centred.mean(axis=1)), scores), share


def _project(
    values: NDArray[np.floating], origin: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Scores (clusters, pixels) of the centred maps; single precision is enough this close to the mean."""
    scores = np.empty((weights.shape[1], len(values)), dtype=np.float32)
    done = 0
    for block in blocks(values, origin):
        scores[:, done : done + len(block)] = (block @ weights).T
        done += len(block)
    scores -= scores.mean(axis=1, dtype=np.float64, keepdims=True).astype(np.float32)
    return scores
