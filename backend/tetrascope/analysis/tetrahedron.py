"""Where the images of a pool stand: inside a regular tetrahedron with a label at each vertex (Fatemi Pour 2022)."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

VERTICES: NDArray[np.float64] = np.array(
    [
        [0.0, 1.0, 0.0],
        [0.0, -1 / 3, sqrt(8) / 3],
        [-sqrt(6) / 3, -1 / 3, -sqrt(2) / 3],
        [sqrt(6) / 3, -1 / 3, -sqrt(2) / 3],
    ]
)
"""(4, 3): x to the right, y up, z towards the viewer; centre at the origin, every vertex at distance 1 from it.

0. the top (0, 1, 0);
1. front, facing the viewer (0, -1/3, √8/3);
2. behind on the left (-√6/3, -1/3, -√2/3);
3. behind on the right (√6/3, -1/3, -√2/3).

Every edge is √(8/3) long.
"""
VERTICES.setflags(write=False)


def positions(probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
    """Points Σ pᵢvᵢ / Σ pᵢ, inside the tetrahedron; the centre where all four probabilities are 0.

    Args:
        probabilities: (n, 4), probabilities of the labels at the vertices, 0..1.

    Returns:
        (n, 3).
    """
    weights = np.asarray(probabilities, dtype=np.float64)
    total = weights.sum(axis=1, keepdims=True)
    shares = np.divide(weights, total, out=np.full_like(weights, 0.25), where=total > 0)
    points: NDArray[np.float64] = shares @ VERTICES
    return points


def outside(probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probability of all other classes together, 1 - Σ pᵢ: (n,), 0..1, what a position leaves out."""
    inside: NDArray[np.float64] = np.asarray(probabilities, dtype=np.float64).sum(axis=1)
    return np.maximum(1.0 - inside, 0.0)
