"""Most central map: the one map that is nearest to the mean of the maps.

Of all maps of the cluster it has the smallest sum of squared distances to the others: their medoid by squared Euclidean
distance (Kaufman & Rousseeuw 1990, "Finding Groups in Data", chapter 2).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.representatives import Representatives, draw_each


def draw(maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]]) -> Representatives:
    """Of each cluster's maps the most central one, as it is, for maps (h, w, c)."""
    return draw_each(maps, clusters, lambda values: values[:, central(values)])


def central(values: NDArray[np.floating]) -> int:
    """Which of the maps, (pixels, n), is most central; the first of those that are equally so."""
    distances = np.square(values - values.mean(axis=1, dtype=np.float64, keepdims=True)).sum(axis=0)
    return int(distances.argmin())
