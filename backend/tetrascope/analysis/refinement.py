"""Where a small window is worth its cost: only over what larger windows found to matter."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import Box


def refined_count(positions: int) -> int:
    """How many of a window's positions are refined: a quarter, rounded up."""
    return -(-positions // 4)


def most_important(boxes: Sequence[Box], importance: NDArray[np.floating], count: int) -> NDArray[np.intp]:
    """Which boxes cover the most important part of an image: those with the highest mean importance under them.

    The choice looks at the sign: where hiding makes the label more probable, nothing is refined before all else is.
    Means are those of NumPy over each box on its own, so that boxes over equal values tie exactly.

    Args:
        boxes: n boxes inside the image.
        importance: (height, width), as `tetrascope.analysis.importance.importance` gives it.
        count: how many, 0..n.

    Returns:
        (count,) indices of boxes, rising; of equal means the lower index.
    """
    means = np.array(
        [importance[top : top + tall, left : left + wide].mean() for top, left, tall, wide in boxes], np.float64
    )
    return np.sort(np.argsort(-means, kind="stable")[:count])
