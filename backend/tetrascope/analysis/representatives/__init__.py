"""One image that stands for a cluster of feature maps. Each way to draw it is a file of this folder.

The docstring of a file begins as `Title: what is drawn.` Its function `draw` takes a layer's maps and the channels of
each cluster, as `draw_representatives` does. There is one way so far, so requests name none.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Representatives(NamedTuple):
    """The clusters of a layer, each drawn as one image."""

    maps: NDArray[np.float32]
    """(clusters, h, w) one image for each."""
    explained_variances: list[float | None]
    """Share of each cluster's variance that its image explains, 0..1; None where all maps are constant."""


def draw_representatives(
    maps: NDArray[np.floating], clusters: Sequence[NDArray[np.intp]], representative: str = "first_component"
) -> Representatives:
    """Draw each cluster of a layer's maps as one image.

    Args:
        maps: (h, w, c), channels last as a network returns them; finite.
        clusters: channels of each cluster, none empty.
        representative: the name of the way to draw them.
    """
    drawn: Representatives = import_module(f"{__name__}.{representative}").draw(maps, clusters)
    return drawn
