"""Placing the images of a pool inside the tetrahedron of its four labels."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.importance import importance
from tetrascope.analysis.selection import four_labels, select
from tetrascope.analysis.tetrahedron import VERTICES, outside, positions
from tetrascope.engine.masking import rectangle_of
from tetrascope.engine.pool_logits import ClassifiedPool
from tetrascope.engine.results import ClassLabel, Pool, PoolBatch, PoolImage, PoolVertex
from tetrascope.engine.tensor import tensor_of_image, tensor_of_values
from tetrascope.engine.workspace import class_label, class_scores
from tetrascope.networks.fit import inside
from tetrascope.networks.network import Network
from tetrascope.networks.softmax import softmax


class PoolPlacement:
    """Turns logits into messages, batch by batch: a batch's work does not grow with the images before it.

    Images come in any order. The four labels are those with the highest probability summed over the images so far.
    Where they change, all images so far are placed anew. They are looked at whenever the images have doubled since the
    last time, and with the last image: so all that is placed anew is no more than twice the pool and the pool itself.
    """

    def __init__(self, network: Network, pool: ClassifiedPool) -> None:
        self.network = network
        self.pool = pool
        self.original = class_scores(network, softmax(pool.original_logits), 1)[0]
        self.probabilities = np.zeros(pool.logits.shape, np.float32)
        self.sums = np.zeros(network.class_count, np.float64)
        self.here = np.zeros(len(pool.logits), np.bool_)
        """Which images have been added."""
        self.labels: list[int] = []
        self.labelled = 0
        """Images of which the four labels were found."""

    @property
    def count(self) -> int:
        """Images that have been added."""
        return int(self.here.sum())

    def add(self, indices: NDArray[np.intp]) -> None:
        """Take in the logits of images that were not added before."""
        self.probabilities[indices] = softmax(self.pool.logits[indices])
        self.sums += self.probabilities[indices].sum(axis=0, dtype=np.float64)
        self.here[indices] = True

    def batch_message(self, indices: NDArray[np.intp]) -> PoolBatch:
        """The images added last, or all so far, by rising index, where the four labels changed."""
        relabelled = self._relabel()
        images = self._images(np.flatnonzero(self.here) if relabelled else indices)
        return PoolBatch(
            original=self.original,
            windows=self.pool.plan.windows,
            vertices=self._vertices(),
            relabelled=relabelled,
            images=images,
            labels=self._labels_of(images),
        )

    def whole_message(self, per_label: int) -> Pool:
        """The whole pool, of which every image has been added, with its selection and the importance of each pixel."""
        self.labels = self._four_labels()
        images = self._images(np.arange(len(self.here)), select(self.probabilities[:, self.labels], per_label))
        return Pool(
            original=self.original,
            image=tensor_of_image(self.pool.image),
            framing=self.pool.framing,
            fill_image=tensor_of_image(self.pool.fill),
            windows=self.pool.plan.windows,
            vertices=self._vertices(),
            images=images,
            labels=self._labels_of(images),
            importance=tensor_of_values(self.importance()),
        )

    def importance(self) -> NDArray[np.float64]:
        """The importance of each pixel, (h, w), once every image that has its mask by now has been added."""
        height, width, _ = self.pool.image.shape
        boxes = self.pool.plan.boxes
        masked = self.probabilities[: len(boxes), self.original.label.index].astype(np.float64)
        everywhere = importance(boxes, self.original.probability - masked, height, width)
        photo = inside(self.pool.framing)
        found = np.zeros_like(everywhere)  # masks reach into what was padded, but nothing is hidden there
        found[photo] = everywhere[photo]
        return found

    def _relabel(self) -> bool:
        """Find the four labels where it is time to; whether others had been told before."""
        if self.count < 2 * self.labelled and self.count < self.pool.plan.size:
            return False
        before, self.labels = self.labels, self._four_labels()
        self.labelled = self.count
        return bool(before) and before != self.labels

    def _four_labels(self) -> list[int]:
        return [int(label) for label in four_labels(self.sums[None])]

    def _vertices(self) -> list[PoolVertex]:
        return [
            PoolVertex(
                label=class_label(self.network, label),
                position=position.tolist(),
                mean_probability=float(self.sums[label] / self.count),
            )
            for label, position in zip(self.labels, VERTICES, strict=True)
        ]

    def _images(self, indices: NDArray[np.intp], represents: NDArray[np.integer] | None = None) -> list[PoolImage]:
        four = self.probabilities[indices][:, self.labels].astype(np.float64)
        best = self.probabilities[indices].argmax(axis=1)
        places, outsides = positions(four), outside(four)
        original = self.original.label.index
        return [
            PoolImage(
                index=index,
                window=self.pool.plan.window_of[index],
                mask=rectangle_of(self.pool.plan.boxes[index]),
                label=int(best[row]),
                probability=float(self.probabilities[index, best[row]]),
                original_probability=float(self.probabilities[index, original]),
                kept=bool(best[row] == original),
                probabilities=four[row].tolist(),
                position=places[row].tolist(),
                outside=float(outsides[row]),
                represents=None if represents is None or represents[index] < 0 else int(represents[index]),
            )
            for row, index in enumerate(indices.tolist())
        ]

    def _labels_of(self, images: Sequence[PoolImage]) -> list[ClassLabel]:
        return [class_label(self.network, label) for label in sorted({image.label for image in images})]


def kept_label(pool: ClassifiedPool) -> NDArray[np.bool_]:
    """For each image of the pool whether its label is that of the unmasked image, (n,)."""
    return np.asarray(pool.logits.argmax(axis=1) == pool.original_logits.argmax())
