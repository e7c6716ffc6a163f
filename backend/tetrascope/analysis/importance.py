"""Which pixels the answer depends on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import Box


def importance(
    boxes: Sequence[Box] | NDArray[np.integer], drops: NDArray[np.floating], height: int, width: int
) -> NDArray[np.float64]:
    """Mean drop of the original label's probability over the masks that cover each pixel.

    Occlusion sensitivity (Zeiler & Fergus 2014) from masks that are there anyway. Each box marks its four corners
    and two cumulative sums spread them (Crow 1984), so the cost is O(masks + pixels).

    Args:
        boxes: n masks, or (n, 4) of top, left, height, width; parts outside the image do not count.
        drops: (n,), probability of the label in the unmasked image less that in the masked one.
        height: rows of the image.
        width: its columns.

    Returns:
        (height, width), positive where the label needs the pixel; 0 where no mask covers it.
    """
    top, left, tall, wide = np.asarray(boxes, dtype=np.intp).reshape(-1, 4).T
    rows = np.clip([top, top + tall], 0, height)
    columns = np.clip([left, left + wide], 0, width)
    covered = _spread(rows, columns, np.ones(len(top)), height, width)  # whole numbers, so exact
    total = _spread(rows, columns, np.asarray(drops, dtype=np.float64), height, width)
    mean = np.zeros((height, width))
    np.divide(total, covered, out=mean, where=covered > 0)
    return mean


def _spread(
    rows: NDArray[np.intp], columns: NDArray[np.intp], amounts: NDArray[np.float64], height: int, width: int
) -> NDArray[np.float64]:
    """Sum over the boxes that cover each pixel of their amount."""
    corners = np.zeros((height + 1, width + 1), dtype=np.float64)
    np.add.at(corners, (rows[0], columns[0]), amounts)
    np.add.at(corners, (rows[1], columns[1]), amounts)
    np.subtract.at(corners, (rows[0], columns[1]), amounts)
    np.subtract.at(corners, (rows[1], columns[0]), amounts)
    return corners.cumsum(axis=0).cumsum(axis=1)[:height, :width]
