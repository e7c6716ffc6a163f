"""In which order a network sees the pictures that it learns from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_STREAM = 0xBA
"""See `split`."""


class BatchPlan(NamedTuple):
    """How an epoch's examples are dealt out. Every batch has the same size, so that each is computed alike."""

    examples: int
    """How many there are to learn from."""
    batch: int
    """Examples of a step."""
    steps: int
    """Steps of an epoch."""
    seed: int

    def order(self, epoch: int) -> NDArray[np.intp]:
        """Places in the examples, (steps, batch): all of them, and as many of the first again as fill the last batch.

        It depends on the seed and the epoch alone, so a run that goes on needs no memory of the epochs before.
        """
        shuffled = np.random.default_rng([self.seed, _STREAM, epoch]).permutation(self.examples)
        return np.resize(shuffled, self.steps * self.batch).reshape(self.steps, self.batch)


def plan_batches(examples: int, batch: int, seed: int) -> BatchPlan:
    """Batches of at most `batch` examples, as equal in size as can be."""
    steps = -(-examples // batch)
    return BatchPlan(examples, -(-examples // steps), steps, seed)
