"""Where the images of a pool stand. Each way to place them is a file of this folder.

The docstring of a file begins as `Title: where images stand.` Its function `place` takes the probabilities of the
labels at the vertices, (n, labels), and gives points, (n, 3), in the space in which the vertices are at distance 1 from
the centre: that of an image is the same alone and among others. There is one way so far, so requests name none.
"""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray


def place_images(probabilities: NDArray[np.floating], placement: str = "simplex") -> NDArray[np.float64]:
    """The point of each image.

    Args:
        probabilities: (n, labels), probabilities of the labels at the vertices, 0..1; 2 to 4 labels.
        placement: the name of the way to place them.

    Returns:
        (n, 3).
    """
    points: NDArray[np.float64] = import_module(f"{__name__}.{placement}").place(probabilities)
    return points
