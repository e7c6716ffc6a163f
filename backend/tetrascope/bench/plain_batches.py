"""The plain way: mask the image, stack the copies, classify the stack."""

import time
from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import Box, mask_batch
from tetrascope.bench.keras_pass import KerasPass
from tetrascope.bench.timing import Clock, Side, interleave
from tetrascope.networks.network import Network


class BestBatch(NamedTuple):
    """The batch size that takes the least time for an image."""

    size: int
    seconds_each: float
    """Seconds for an image at that size."""


class PlainBatches:
    """Classifies masked images with Keras alone.

    Args:
        network: the network; folded or not, as it is.
        image: (h, w, 3) RGB.
        fill: (h, w, 3), what shows through a mask.
    """

    def __init__(self, network: Network, image: NDArray[np.uint8], fill: NDArray[np.uint8]) -> None:
        self._pass, self._image, self._fill = KerasPass(network), image, fill

    def logits(self, boxes: Sequence[Box], batch: int) -> NDArray[np.float32]:
        """Scores of the masked images before softmax, (n, classes)."""
        return np.concatenate([self._classify(boxes[first : first + batch]) for first in range(0, len(boxes), batch)])

    def best_batch(
        self, boxes: Sequence[Box], sizes: Sequence[int], rounds: int, clock: Clock = time.perf_counter
    ) -> BestBatch:
        """Time one batch of each size, none larger than there are boxes; each runs once before, to be compiled."""
        tried = [size for size in sizes if size <= len(boxes)] or [len(boxes)]
        sides = {str(size): Side(partial(self._classify, boxes[:size]), size) for size in tried}
        interleave(sides, 1, clock)
        timed = interleave(sides, rounds, clock)
        each = {size: median(timed[str(size)]) for size in tried}
        best = min(tried, key=each.__getitem__)
        return BestBatch(best, each[best])

    def _classify(self, boxes: Sequence[Box]) -> NDArray[np.float32]:
        (logits,) = self._pass(mask_batch(self._image, self._fill, boxes))
        return logits


def sample_size(count: int, best: BestBatch, seconds: float) -> int:
    """How many of `count` masks the plain way is timed on: whole best batches of about that many seconds together.

    Its time is proportional to the number of images, so all of them would only take longer; they are taken where they
    fit.
    """
    batches = max(1, round(seconds / (best.size * best.seconds_each)))
    return min(count, batches * best.size)
