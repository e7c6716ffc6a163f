"""The leading principal component, from a Gram matrix of centred maps (Pearson 1901)."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dsyevx


def direction(gram: NDArray[np.float64]) -> tuple[NDArray[np.float64], float | None]:
    """Unit vector of the first component in the space of the maps, and its share; zeros for constant maps."""
    if not gram.any():
        return np.zeros(len(gram)), None
    vector, share = leading(gram)
    # Score and mean map have covariance λ Σv / c.
    return vector * upright(float(vector.sum()), vector), share


def leading(gram: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Leading eigenvector and its eigenvalue's share of the trace.

    From LAPACK at once: checking and copying such small matrices takes `scipy.linalg.eigh` longer than solving them.
    """
    size = len(gram)
    largest, vectors, _, _, failed = dsyevx(gram, range="I", il=size, iu=size)
    if failed:
        raise np.linalg.LinAlgError("the eigenvector of a Gram matrix did not converge")
    return vectors[:, 0], min(float(largest[0] / np.trace(gram)), 1.0)


def upright(correlation: float, vector: NDArray[np.float64]) -> float:
    """Sign that makes the correlation positive; where it vanishes, the largest entry becomes positive."""
    if abs(correlation) > 1e-9 * float(np.abs(vector).sum()):
        return float(np.sign(correlation))
    return float(np.sign(vector[np.argmax(np.abs(vector))]))
