"""Mean map: the mean of the maps at each pixel."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.representatives import Representatives, draw_each


def draw(maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]) -> Representatives:
    """Mean of each cluster's maps, for maps (h, w, c)."""
    return draw_each(maps, clusters, lambda values: values.mean(axis=1))
