"""Where the images of a pool stand: inside the regular body that has a label at each vertex.

Four labels make a tetrahedron (Fatemi Pour 2022), three a triangle, two a segment.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

MOST_LABELS = 4
"""Labels that stand at vertices at most: space has no regular body in which five are equally far apart."""

VERTICES: dict[int, NDArray[np.float64]] = {
    2: np.array([[-1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]),
    3: np.array([[0.0, 1.0, 0.0], [-sqrt(3) / 2, -0.5, 0.0], [sqrt(3) / 2, -0.5, 0.0]]),
    4: np.array(
        [
            [0.0, 1.0, 0.0],
            [0.0, -1 / 3, sqrt(8) / 3],
            [-sqrt(6) / 3, -1 / 3, -sqrt(2) / 3],
            [sqrt(6) / 3, -1 / 3, -sqrt(2) / 3],
        ]
    ),
}
"""By the number of labels, (labels, 3): x to the right, y up, z towards the viewer; centre at the origin, every vertex
at distance 1 from it.

Two: left (-1, 0, 0) and right (1, 0, 0). Three, in the plane z = 0: the top (0, 1, 0), left (-√3/2, -1/2, 0), right
(√3/2, -1/2, 0). Four, with edges √(8/3) long:

0. the top (0, 1, 0);
1. front, facing the viewer (0, -1/3, √8/3);
2. behind on the left (-√6/3, -1/3, -√2/3);
3. behind on the right (√6/3, -1/3, -√2/3).
"""
for _vertices in VERTICES.values():
    _vertices.setflags(write=False)


def positions(probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
    """Points Σ pᵢvᵢ / Σ pᵢ, inside the body; the centre where all probabilities are 0.

    Args:
        probabilities: (n, labels), probabilities of the labels at the vertices, 0..1; 2 to 4 labels.

    Returns:
        (n, 3).
    """
    weights = np.asarray(probabilities, dtype=np.float64)
    labels = weights.shape[1]
    total = weights.sum(axis=1, keepdims=True)
    shares = np.divide(weights, total, out=np.full_like(weights, 1 / labels), where=total > 0)
    # Not a matrix product, whose last digits depend on the number of rows: a point is the same alone and among others.
    points: NDArray[np.float64] = (shares[:, :, np.newaxis] * VERTICES[labels]).sum(axis=1)
    return points


def outside(probabilities: NDArray[np.floating], total: NDArray[np.floating] | float = 1.0) -> NDArray[np.float64]:
    """Share that all other labels have of the probabilities: (n,), 0..1, what a position leaves out.

    Args:
        probabilities: (n, labels), those of the labels at the vertices.
        total: (n,), the sum over all labels; 1 for classes that exclude each other, whose share is 1 - Σ pᵢ.
    """
    inside: NDArray[np.float64] = np.asarray(probabilities, dtype=np.float64).sum(axis=1)
    all_labels = np.broadcast_to(np.asarray(total, dtype=np.float64), inside.shape)
    share = np.divide(inside, all_labels, out=np.ones_like(inside), where=all_labels > 0)
    return np.maximum(1.0 - share, 0.0)
