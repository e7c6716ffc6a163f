"""The incremental pool against plain batching."""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import Box
from tetrascope.bench.effort import Effort
from tetrascope.bench.plain_batches import BestBatch, PlainBatches, sample_size
from tetrascope.bench.spread import Spread, ratios, scaled
from tetrascope.bench.subject import Subject
from tetrascope.bench.timing import Clock, Side, interleave, warm_up
from tetrascope.bench.window_set import WindowSet, spaced
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.message import Message


class PoolRow(Message):
    """One network at one set of windows."""

    network_id: str
    """The network."""
    windows: str
    """`SIZE/STRIDE` in pixels, or `default`."""
    masks: int
    """Masked images of the pool; fewer than the windows have where `--quick` thins them."""
    incremental: bool
    """Whether anything was computed on patches; False where the pool is plain batching, because patches turned out not
    to be possible, or not to be exact."""
    ratio: Spread
    """How many times faster the incremental pool is than plain batching of the network as Keras builds it."""
    ratio_seen: Spread
    """The same where the image was masked before, so that its own forward pass is known."""
    ratio_folded: Spread
    """As `ratio`, against plain batching of the network with its normalisations folded away."""
    difference: float
    """Largest difference in logits from plain inference over the largest absolute logit of plain inference."""
    compared: int
    """Masked images whose logits were compared."""
    incremental_ms: Spread
    """Milliseconds for a masked image, incremental."""
    plain_ms: Spread
    """Milliseconds for a masked image, plain."""
    folded_ms: Spread
    """Milliseconds for a masked image, plain batching of the folded network."""
    plain_batch: int
    """Images in a batch of the plain way: the fastest of those tried."""
    folded_batch: int
    """The same for the folded network."""
    plain_timed: int
    """Masked images that one round of the plain way was timed on; its time is proportional to them."""


class PoolBench:
    """Measures one network; keeps what all its windows share."""

    def __init__(self, subject: Subject, effort: Effort, clock: Clock = time.perf_counter) -> None:
        self._subject, self._effort, self._clock = subject, effort, clock
        self._passes = MaskedPass(subject.folded)
        self._passes.prepare()
        self._plain = PlainBatches(subject.plain, subject.image, subject.fill)
        self._plain_best = self._best(self._plain)
        self._folded, self._folded_best = self._plain, self._plain_best
        if subject.folded is not subject.plain:
            self._folded = PlainBatches(subject.folded, subject.image, subject.fill)
            self._folded_best = self._best(self._folded)

    @property
    def plain_batch(self) -> int:
        """The fastest batch size of the plain way."""
        return self._plain_best.size

    def measure(self, windows: WindowSet) -> PoolRow:
        """Warm all ways up, compare their logits, then time them in turns."""
        every = windows.boxes(*self._subject.image.shape[:2])
        boxes = spaced(every, self._effort.masks or len(every))
        plain = spaced(boxes, sample_size(len(boxes), self._plain_best, self._effort.sample_seconds))
        folded = spaced(boxes, sample_size(len(boxes), self._folded_best, self._effort.sample_seconds))
        compared = boxes if self._effort.compare_all else plain
        warm_up(lambda: self.incremental(boxes), self._effort.warm_ups, self._clock)
        difference = self._difference(boxes, compared)
        sides = {
            "incremental": Side(lambda: self.incremental(boxes)),
            "seen": Side(lambda: self._seen(boxes)),
            "plain": Side(lambda: self._plain.logits(plain, self._plain_best.size), len(plain) / len(boxes)),
        }
        if self._folded is not self._plain:
            share = len(folded) / len(boxes)
            sides["folded"] = Side(lambda: self._folded.logits(folded, self._folded_best.size), share)
            self._folded.logits(folded, self._folded_best.size)
        expected = len(boxes) * self._folded_best.seconds_each
        seconds = interleave(sides, self._effort.rounds_of(expected), self._clock)
        return self._row(windows, len(boxes), len(compared), len(plain), difference, seconds)

    def incremental(self, boxes: Sequence[Box]) -> NDArray[np.float32]:
        """Logits of the masked images by the incremental pool, (n, classes), the unmasked image's own pass included."""
        self._passes.forget_image()
        return self._seen(boxes)

    def _seen(self, boxes: Sequence[Box]) -> NDArray[np.float32]:
        return self._passes.logits(self._subject.image, self._subject.fill, boxes)

    def _row(
        self,
        windows: WindowSet,
        masks: int,
        compared: int,
        timed: int,
        difference: float,
        seconds: dict[str, list[float]],
    ) -> PoolRow:
        incremental, plain = seconds["incremental"], seconds["plain"]
        folded = seconds.get("folded", plain)
        return PoolRow(
            network_id=self._subject.plain.network_id,
            windows=windows.label,
            masks=masks,
            incremental=self._passes.incremental,
            ratio=ratios(plain, incremental),
            ratio_seen=ratios(plain, seconds["seen"]),
            ratio_folded=ratios(folded, incremental),
            difference=difference,
            compared=compared,
            incremental_ms=scaled(incremental, 1000 / masks),
            plain_ms=scaled(plain, 1000 / masks),
            folded_ms=scaled(folded, 1000 / masks),
            plain_batch=self._plain_best.size,
            folded_batch=self._folded_best.size,
            plain_timed=timed,
        )

    def _best(self, batches: PlainBatches) -> BestBatch:
        boxes = WindowSet(None).boxes(*self._subject.image.shape[:2])
        return batches.best_batch(boxes, self._effort.batch_sizes, self._effort.batch_rounds, self._clock)

    def _difference(self, boxes: Sequence[Box], compared: Sequence[Box]) -> float:
        """Of the incremental logits from plain ones, at the masks compared."""
        wanted = set(compared)
        rows = [index for index, box in enumerate(boxes) if box in wanted]
        plain = self._plain.logits(compared, self._plain_best.size)
        return relative_difference(self.incremental(boxes)[rows], plain)


def relative_difference(found: NDArray[np.float32], expected: NDArray[np.float32]) -> float:
    """Largest absolute difference over the largest absolute expected value."""
    return float(np.abs(found - expected).max() / np.abs(expected).max())
