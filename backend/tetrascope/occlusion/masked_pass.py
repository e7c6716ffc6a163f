"""Logits of many masked copies of one image, exactly, at a fraction of a forward pass for each.

A mask changes a small part of the image, and in early layers only positions near it. Those are recomputed for each
mask, in chunks of patches, and the rest is read from a forward pass of the unmasked image. Where patches have grown so
large that it no longer pays, whole maps are put together and go through the rest of the network, the tail, as usual.
(Nakandala, Kumar & Papakonstantinou 2019, "Incremental and approximate inference for faster occlusion-based deep CNN
explanations". Here masks are grouped by what they change, and each group's tail begins where that measures fastest.)
"""

import logging
from collections.abc import Iterator, Sequence
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import BinaryMask, Box
from tetrascope.networks.dead_leaves import dead_leaves
from tetrascope.networks.network import Network
from tetrascope.networks.pass_memory import PASS_BYTES
from tetrascope.occlusion.incremental_run import Batch, IncrementalRun
from tetrascope.occlusion.layouts import Layouts
from tetrascope.occlusion.masked_images import MaskedImages
from tetrascope.occlusion.segments import cut_into_segments
from tetrascope.occlusion.tuning import MIN_MEASUREMENTS, Tuning
from tetrascope.occlusion.unmasked_image import UnmaskedImage

logger = logging.getLogger(__name__)

TOLERANCE = 1e-4
"""Largest difference of a logit from plain inference, as a share of the largest logit."""
_PREPARED = (4, 14)
"""Masks that a pass is prepared with have sides of these parts of the image's. The smaller ones stay small for long."""
LAYOUTS_BYTES = 32 * 2**20
"""Bytes that what was laid out for masks may take."""


class MaskedPass:
    """A network's answers to masked images. Keeps what it has compiled and measured; used from one thread at a time.

    Args:
        network: its model is cut up, not changed, and kept; the network itself is not.
        memory: bytes that the patches of a chunk, or the maps of a batch in the tail, may take at most, unless one mask
            takes more; and so may all maps that wait for the tail. See `run_bytes`.
    """

    def __init__(self, network: Network, *, memory: int = PASS_BYTES) -> None:
        self.memory = memory
        self.class_count = network.class_count
        self.segmented = cut_into_segments(network.model)
        self.incremental = self.segmented.patchable > 0
        """False where nothing can be computed on patches, or where that turned out not to be exact; then every masked
        image is computed whole."""
        self.tuning: Tuning = Tuning([segment.entry_bytes for segment in self.segmented.segments])
        self._input = network.input
        self._unmasked: UnmaskedImage | None = None
        self._in_use: WeakValueDictionary[bytes, UnmaskedImage] = WeakValueDictionary()
        """The images of all runs that are not done, by their pixels: runs on one image share its maps."""
        self._layouts = Layouts(LAYOUTS_BYTES)

    def prepare(self) -> None:
        """Compile everything, measure how long whole maps take, and see that patches give the same answers.

        Otherwise the first request would have to wait for it.
        """
        height, width = self._input.size
        image, fill = dead_leaves(np.random.default_rng(0), 2, self._input.size)
        masks = [mask for share in _PREPARED for mask in _corners_and_middle(height, width, share)]
        expected = self.logits(image, fill, masks, incremental=False)
        self.logits(image, fill, masks, incremental=False)
        # Segment by segment, first whole and then on patches; each time once to compile before it is measured.
        for _ in range(2 * MIN_MEASUREMENTS):
            found = self.logits(image, fill, masks)
            difference = float(np.abs(found - expected).max() / max(np.abs(expected).max(), 1e-30))
            if not difference <= TOLERANCE:  # nor is NaN
                logger.warning("patches differ by %.1e from whole maps; masked images are computed whole", difference)
                self.incremental = False
        self.forget_image()

    @property
    def run_bytes(self) -> int:
        """Bytes that a run holds between two of its batches at most: what waits, and the image's maps without a mask.

        These are kept for the image's next masks, and shared by all runs on it.
        """
        patchable = self.segmented.segments[: self.segmented.patchable] if self.incremental else ()
        return self.memory + sum(segment.original_bytes for segment in patchable)

    def run(
        self,
        image: NDArray[np.uint8],
        fill: NDArray[np.uint8],
        masks: Sequence[Box] | Sequence[BinaryMask],
        *,
        incremental: bool = True,
    ) -> Iterator[Batch]:
        """Yield the answers in batches, in any order, and an empty batch after each segment of the network.

        Args:
            image: (h, w, 3) of the network's input size.
            fill: (h, w, 3), what shows through a mask.
            masks: one for each masked copy: rectangles, or masks of any shape, which count by their bounding box.
            incremental: False to compute every masked image whole.

        Raises:
            InvalidInput: a mask lies outside the image.
        """
        masked = MaskedImages(image, fill, masks, self._input)
        run = IncrementalRun(
            self.segmented, self.tuning, self._unmasked_image(image), masked, self.memory, self._layouts
        )
        return run.batches() if incremental and self.incremental else run.plain_batches()

    def forget_image(self) -> None:
        """Let go of the maps of the image that was masked last, which are kept for its next masks."""
        self._unmasked = None

    def _unmasked_image(self, image: NDArray[np.uint8]) -> UnmaskedImage:
        if self._unmasked is None or not self._unmasked.shows(image):
            key = image.tobytes()
            unmasked = self._in_use.get(key)
            if unmasked is None:
                segments = self.segmented.segments[: self.segmented.patchable]
                unmasked = self._in_use[key] = UnmaskedImage(image, self._input, segments)
            self._unmasked = unmasked
        return self._unmasked

    def logits(
        self,
        image: NDArray[np.uint8],
        fill: NDArray[np.uint8],
        masks: Sequence[Box] | Sequence[BinaryMask],
        *,
        incremental: bool = True,
    ) -> NDArray[np.float32]:
        """All answers, (n, classes), in the order of the masks; arguments and errors as of `run`."""
        logits = np.empty((len(masks), self.class_count), np.float32)
        for batch in self.run(image, fill, masks, incremental=incremental):
            logits[batch.indices] = batch.logits
        return logits


def _corners_and_middle(height: int, width: int, share: int) -> list[Box]:
    """Three masks, which meet every border and none."""
    rows, columns = max(1, height // share), max(1, width // share)
    below, right = height - rows, width - columns
    return [Box(top, left, rows, columns) for top, left in ((0, 0), (below // 2, right // 2), (below, right))]
