"""Simplex: inside the regular body that has a label at each vertex, by the probabilities of these labels.

Four labels make a tetrahedron (Fatemi Pour 2022, section 3.2), three a triangle, two a segment.
"""

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol import scene

MAX_LABELS = 4
"""Labels that stand at vertices at most: space has no regular body in which five are equally far apart."""

VERTICES: dict[int, NDArray[np.float64]] = {labels: np.array(points) for labels, points in scene.VERTICES.items()}
"""By the number of labels, (labels, 3); see the scene's."""
for _vertices in VERTICES.values():
    _vertices.setflags(write=False)


def place(probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
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
