"""Mean activation: the mean of the map's values, how strongly it answers.

The number that global average pooling keeps of a map (Lin, Chen & Yan 2013, "Network In Network", arXiv 1312.4400,
section 3.2).
"""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.extremes import extremes


def score(maps: NDArray[np.floating]) -> NDArray[np.float64]:
    """Mean of each feature map, in double precision.

    Args:
        maps: (h, w, c).

    Returns:
        (c,), in the units of the maps.

    Raises:
        Failed: a map holds NaN or infinity.
    """
    values = np.ascontiguousarray(maps).reshape(-1, maps.shape[-1])
    extremes(values)  # raises
    means: NDArray[np.float64] = values.mean(axis=0, dtype=np.float64)
    return means
