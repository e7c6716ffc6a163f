"""How well one image stands for a cluster of feature maps, and what else could stand for it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from tetrascope.analysis.components import find_components
from tetrascope.analysis.representatives import draw_representatives, explained_by
from tetrascope.analysis.representatives.central_map import central

FIRST_COMPONENT, CENTRAL_MAP = "first_component", "central_map"


@dataclass(frozen=True)
class Portrait:
    """A cluster's first principal component in full, and other images of the cluster."""

    weights: NDArray[np.float64]
    """(n,) of each map in the component: a unit vector, all equal where the maps that it was found in are constant."""
    explained_variances: list[float]
    """Shares of the maps' variance along the first and the second component, where there is one; empty where all maps
    are constant."""
    images: Mapping[str, NDArray[np.float32]]
    """(h, w) by the name of the way to draw it."""
    shares: Mapping[str, float | None]
    """Share of the maps' variance that each image explains, see `explained_by`; None where all maps are constant."""
    central: int
    """Which of the maps is the most central one."""


def portray(
    maps: NDArray[np.floating], names: tuple[str, ...], original: NDArray[np.floating] | None = None
) -> Portrait:
    """Everything about one cluster, in double precision.

    Args:
        maps: (h, w, n), those of the cluster alone; finite.
        names: ways to draw it.
        original: (h, w, n), the same channels of the unmasked image, whose components and means are to be taken; None
            for the maps' own.
    """
    height, width, count = maps.shape
    members = [np.arange(count)]
    values = maps.reshape(-1, count).astype(np.float64)
    found_in = values if original is None else original.reshape(-1, count).astype(np.float64)
    components = find_components((maps if original is None else original), members)
    directions = _directions(found_in, components.weights)
    drawn = (values - components.means) @ directions[0]
    images = {FIRST_COMPONENT: drawn.reshape(height, width).astype(np.float32)}
    shares: dict[str, float | None] = {FIRST_COMPONENT: explained_by(drawn, values)}
    for name in names:
        if name not in images:
            other = draw_representatives(maps, members, name)
            images[name], shares[name] = other.maps[0], other.explained_variances[0]
    return Portrait(directions[0], _along(directions, values), images, shares, central(values))


def _directions(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The first component, upright as `weights` are, and the second where there is one: (1 or 2, n)."""
    shifted = values - values[0]
    centred = shifted - shifted.mean(axis=0)
    thin = centred.shape[0] >= centred.shape[1]
    size = min(centred.shape)
    if not centred.any() or size == 1:
        return weights[np.newaxis]
    gram = centred.T @ centred if thin else centred @ centred.T
    squares, vectors = eigh(gram, subset_by_index=[size - 2, size - 1])
    found = [vector if thin else centred.T @ vector for vector in vectors.T[::-1]]
    kept = [found[0]] if squares[0] <= 1e-12 * squares[1] else found
    directions = np.stack([vector / np.linalg.norm(vector) for vector in kept])
    return np.asarray(directions * np.where(directions @ weights < 0, -1.0, 1.0)[:, np.newaxis])


def _along(directions: NDArray[np.float64], values: NDArray[np.float64]) -> list[float]:
    """Share of the variance of maps, (pixels, n), along each direction."""
    shifted = values - values[0]
    total = float(shifted.var(axis=0).sum())
    if total == 0:
        return []
    return [min(float((shifted @ direction).var()) / total, 1.0) for direction in directions]
