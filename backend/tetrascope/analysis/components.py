"""First principal components of a layer's clusters in full, so that other maps of its channels can be drawn on them.

A masked image's maps, drawn on the weights and means of the unmasked image's, can be compared with these pixel by
pixel: what differs then is the maps alone. In the words of principal component analysis, its pixels are supplementary
observations.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.eigenvector import direction, leading, upright
from tetrascope.analysis.gram import blocks, gram_matrices, near_mean, safe_in_single
from tetrascope.analysis.representatives import Representatives

_CANCELLED = 1e-3
"""Share of a sum of squares below which the variance that is left of it has lost too many digits."""


class Components(NamedTuple):
    """A layer's clusters, and what each is drawn on."""

    members: list[NDArray[np.intp]]
    """Channels of each cluster, rising; every channel is in one."""
    weights: NDArray[np.float64]
    """(c,) of each channel in its cluster's component; of each cluster a unit vector."""
    means: NDArray[np.float64]
    """(c,) what is taken from each channel's values; 0 for a map that stands for itself."""


def find_components(maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]) -> Components:
    """The components that `representatives.first_component` draws, as weights and means.

    A single map has weight 1 and mean 0: it stands for itself. Maps that are all constant have no component; they get
    equal weights and their own values as means, so that they are drawn as zeros, and what wakes them is seen.

    Args:
        maps: (h, w, c), channels last as a network returns them; finite.
        clusters: channels of each cluster, none empty; each channel is in one.
    """
    values = np.ascontiguousarray(maps).reshape(-1, maps.shape[-1])
    weights = np.empty(values.shape[1])
    means: NDArray[np.float64] = values.mean(axis=0, dtype=np.float64)
    thin = [members for members in clusters if len(members) <= len(values)]
    grams = iter(gram_matrices(values, near_mean(values), thin)) if thin else iter(())
    for members in clusters:
        if len(members) > len(values):
            found = _wide_direction(values[:, members])
        else:
            found, _ = direction(next(grams))
        if not found.any():
            weights[members], means[members] = 1 / np.sqrt(len(members)), values[0, members]
            continue
        weights[members] = found
        if len(members) == 1:
            means[members] = 0.0
    return Components(list(clusters), weights, means)


def draw_on(maps: NDArray[np.floating], components: Components) -> Representatives:
    """Draw each cluster of other maps on given components.

    Args:
        maps: (h, w, c), of the layer that the components were found in; finite.
        components: of that layer.

    Returns:
        For each cluster the sum of its maps, less their means, by their weights; and the share of the maps' own
        variance that lies along the weights, None where all maps are constant.
    """
    height, width, channels = maps.shape
    values = np.ascontiguousarray(maps).reshape(-1, channels)
    origin = components.means.astype(np.float32)
    spread = np.zeros((channels, len(components.members)))
    for index, members in enumerate(components.members):
        spread[members, index] = components.weights[members]
    scores = np.empty((len(components.members), len(values)), dtype=np.float32)
    sums, squares = np.zeros(channels), np.zeros(channels)
    done, narrow = 0, spread.astype(np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        for block in blocks(values, origin):
            scores[:, done : done + len(block)] = (block @ narrow).T
            sums += np.ones(len(block), dtype=np.float32) @ block
            squares += np.einsum("ij,ij->j", block, block)
            done += len(block)
    scores -= ((components.means - origin) @ spread).astype(np.float32)[:, np.newaxis]
    variances = squares / len(values) - np.square(sums / len(values))
    shares = [
        _share(scores[index], variances[members].sum(), squares[members].sum() / len(values), values, members)
        for index, members in enumerate(components.members)
    ]
    return Representatives(scores.reshape(-1, height, width), shares)


def _share(
    scores: NDArray[np.float32],
    variance: float,
    square: float,
    values: NDArray[np.floating],
    members: NDArray[np.intp],
) -> float | None:
    """Share of a cluster's variance that its scores, (pixels,), hold; the variance is taken in double where need be."""
    if not (safe_in_single(square) and variance > _CANCELLED * square):
        shifted = np.subtract(values[:, members], values[0, members], dtype=np.float64)
        if not shifted.any():
            return None
        variance = float(shifted.var(axis=0).sum())
    return min(float(scores.var(dtype=np.float64)) / variance, 1.0)


def _wide_direction(maps: NDArray[np.floating]) -> NDArray[np.float64]:
    """Weights, (c,), where there are more maps than pixels; zeros for constant maps."""
    shifted = np.subtract(maps, maps[0], dtype=np.float64)
    if not shifted.any():
        return np.zeros(maps.shape[1])
    centred = shifted - shifted.mean(axis=0)
    vector, _ = leading(centred @ centred.T)
    weights = centred.T @ (vector * upright(float(vector @ centred.mean(axis=1)), vector))
    return np.asarray(weights / np.linalg.norm(weights))
