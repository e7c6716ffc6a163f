"""Which pictures a network learns from, and which it is only tried on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_STREAM = 0x51
"""Tells the generator of the split from those of the epochs, which have the same seed."""


class Split(NamedTuple):
    """Places in a set of examples, in rising order."""

    training: NDArray[np.intp]
    validation: NDArray[np.intp]


def stratified_split(labels: NDArray[np.int32], share: float, seed: int) -> Split:
    """Put about the same share of each class aside for validation; at least one of a class to either side.

    Args:
        labels: (n,), the class of each example; two or more of each.
        share: of a class that is put aside, above 0 and below 1.
        seed: the same seed splits the same set in the same way.
    """
    generator = np.random.default_rng([seed, _STREAM])
    aside = []
    for label in np.unique(labels):
        members = generator.permutation(np.flatnonzero(labels == label))
        count = min(max(1, round(share * len(members))), len(members) - 1)
        aside.append(members[:count])
    validation = np.sort(np.concatenate(aside))
    return Split(np.setdiff1d(np.arange(len(labels)), validation), validation)
