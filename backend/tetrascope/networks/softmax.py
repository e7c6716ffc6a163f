"""From logits to probabilities."""

import numpy as np
from numpy.typing import NDArray


def softmax(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities along the last axis, each 0..1 and together 1.

    Args:
        logits: (..., classes), finite. Any size of number is safe: the largest is subtracted first.

    Returns:
        The same shape, computed in float64.
    """
    wide = np.asarray(logits, dtype=np.float64)
    powers = np.exp(wide - wide.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def sigmoid(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities 1 / (1 + e^-x), of numbers of any size and shape; computed in float64."""
    wide = np.asarray(logits, dtype=np.float64)
    power = np.exp(-np.abs(wide))
    return np.asarray(np.where(wide >= 0, 1.0, power) / (1 + power))
