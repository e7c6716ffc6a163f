"""Merged labels: classes that a person takes for one, such as three breeds of cats for cat."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def merge_probabilities(
    probabilities: NDArray[np.floating],
    alone: NDArray[np.integer],
    groups: Sequence[NDArray[np.integer]],
    *,
    exclusive: bool,
) -> NDArray[np.float64]:
    """Probabilities of labels, of which some are several classes.

    That one of several classes is right has the sum of their probabilities where classes exclude each other. Of
    independent labels it is at least the largest, and more only by what is not known of how they depend on each other;
    so the largest is taken, and a merged label reaches a threshold where one of its labels does.

    Args:
        probabilities: (..., classes), 0..1.
        alone: classes that are a label each, in the order wanted.
        groups: the classes of each merged label.
        exclusive: whether classes exclude each other.

    Returns:
        (..., len(alone) + len(groups)), 0..1: first the classes that are alone.
    """
    values = np.asarray(probabilities, dtype=np.float64)
    merged = [values[..., group].sum(axis=-1) if exclusive else values[..., group].max(axis=-1) for group in groups]
    return np.concatenate([values[..., alone], *(each[..., np.newaxis] for each in merged)], axis=-1)
