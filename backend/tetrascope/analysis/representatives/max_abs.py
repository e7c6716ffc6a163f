"""Largest magnitude: at each pixel the value, up or down, of the map that is farthest from 0 there."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.representatives import Representatives, draw_each


def draw(maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]) -> Representatives:
    """Value of largest magnitude among each cluster's maps, for maps (h, w, c)."""
    return draw_each(maps, clusters, _farthest)


def _farthest(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.take_along_axis(values, np.abs(values).argmax(axis=1)[:, np.newaxis], axis=1)[:, 0]
