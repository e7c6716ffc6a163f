"""One image that stands for a cluster of feature maps. Each way to draw it is a file of this folder.

The docstring of a file begins as `Title: what is drawn.` Its function `draw` takes a layer's maps and the channels of
each cluster, as `draw_representatives` does. Columns show the first component, the thesis's; the others are offered
beside it, see `analysis.portrait`.
"""

from collections.abc import Callable, Sequence
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


def draw_each(
    maps: NDArray[np.floating],
    clusters: Sequence[NDArray[np.intp]],
    draw: Callable[[NDArray[np.float64]], NDArray[np.float64]],
) -> Representatives:
    """Draw each cluster by a function from its maps, (pixels, n), to one image, (pixels,)."""
    height, width, _ = maps.shape
    images, shares = np.empty((len(clusters), height, width), dtype=np.float32), []
    for index, members in enumerate(clusters):
        values = maps[:, :, members].reshape(height * width, -1).astype(np.float64)
        image = draw(values)
        images[index] = image.reshape(height, width)
        shares.append(explained_by(image, values))
    return Representatives(images, shares)


def explained_by(image: NDArray[np.float64], values: NDArray[np.float64]) -> float | None:
    """Share of the variance of maps, (pixels, n), that multiples of one image, (pixels,), explain; None for constants.

    Each map is fitted to the image by least squares on its own. Of all images the first principal component explains
    most, and its share by this measure is that of its eigenvalue (Eckart & Young 1936).
    """
    shifted = values - values[0]
    centred = shifted - shifted.mean(axis=0)
    total = float(np.square(centred).sum())
    if total == 0:
        return None
    direction = image - image.mean()
    length = float(np.square(direction).sum())
    if length == 0:
        return 0.0
    return min(float(np.square(direction @ centred).sum()) / (length * total), 1.0)
