"""Placing the images of a pool inside the body that its labels span."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.importance import importance
from tetrascope.analysis.placements import place_images
from tetrascope.analysis.placements.simplex import VERTICES, outside
from tetrascope.analysis.selection import select, top_labels
from tetrascope.engine.examined import examined_label
from tetrascope.engine.masking import rectangle_of
from tetrascope.engine.pool_logits import ClassifiedPool
from tetrascope.engine.tensor import tensor_of_image, tensor_of_values
from tetrascope.engine.workspace import class_label
from tetrascope.networks.fit import inside
from tetrascope.networks.network import Network
from tetrascope.protocol.classes import ClassLabel
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolImage, PoolVertex


class PoolPlacement:
    """Turns logits into messages, batch by batch: a batch's work does not grow with the images before it.

    Images come in any order. The labels are those with the highest probability summed over the images so far, at most
    four; one that was asked for by name is always among them.
    Where they change, all images so far are placed anew. They are looked at whenever the images have doubled since the
    last time, and with the last image: so all that is placed anew is no more than twice the pool and the pool itself.
    """

    def __init__(self, network: Network, pool: ClassifiedPool, label: int | None = None) -> None:
        """Of a `label` asked for, or of the unmasked image's most probable one; errors as of `examined_label`."""
        self.network = network
        self.pool = pool
        self.examined = examined_label(network, pool.original_logits, label)
        self._asked = label
        self.probabilities = np.zeros(pool.logits.shape, np.float32)
        self.sums = np.zeros(network.class_count, np.float64)
        self.here = np.zeros(len(pool.logits), np.bool_)
        """Which images have been added."""
        self.labels: list[int] = []
        self.labelled = 0
        """Images of which the labels were found."""

    @property
    def count(self) -> int:
        """Images that have been added."""
        return int(self.here.sum())

    def add(self, indices: NDArray[np.intp]) -> None:
        """Take in the logits of images that were not added before."""
        self.probabilities[indices] = self.network.answers.probabilities(self.pool.logits[indices])
        self.sums += self.probabilities[indices].sum(axis=0, dtype=np.float64)
        self.here[indices] = True

    def batch_message(self, indices: NDArray[np.intp]) -> PoolBatch:
        """The images added last, or all so far, by rising index, where the labels changed."""
        relabelled = self._relabel()
        images = self._images(np.flatnonzero(self.here) if relabelled else indices)
        return PoolBatch(
            original=self.examined.original,
            examined=self.examined.score,
            windows=self.pool.plan.windows,
            vertices=self._vertices(),
            relabelled=relabelled,
            images=images,
            labels=self._labels_of(images),
        )

    def whole_message(self, per_label: int) -> Pool:
        """The whole pool, of which every image has been added, with its selection and the importance of each pixel."""
        self.labels = self._top_labels()
        images = self._images(np.arange(len(self.here)), select(self.probabilities[:, self.labels], per_label))
        return Pool(
            original=self.examined.original,
            examined=self.examined.score,
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
        masked = self.probabilities[: len(boxes), self.examined.index].astype(np.float64)
        everywhere = importance(boxes, self.examined.score.probability - masked, height, width)
        photo = inside(self.pool.framing)
        found = np.zeros_like(everywhere)  # masks reach into what was padded, but nothing is hidden there
        found[photo] = everywhere[photo]
        return found

    def _relabel(self) -> bool:
        """Find the labels where it is time to; whether others had been told before."""
        if self.count < 2 * self.labelled and self.count < self.pool.plan.size:
            return False
        before, self.labels = self.labels, self._top_labels()
        self.labelled = self.count
        return bool(before) and before != self.labels

    def _top_labels(self) -> list[int]:
        return [int(label) for label in top_labels(self.sums[None], self._asked)]

    def _vertices(self) -> list[PoolVertex]:
        return [
            PoolVertex(
                label=class_label(self.network, label),
                position=position.tolist(),
                mean_probability=float(self.sums[label] / self.count),
            )
            for label, position in zip(self.labels, VERTICES[len(self.labels)], strict=True)
        ]

    def _images(self, indices: NDArray[np.intp], represents: NDArray[np.integer] | None = None) -> list[PoolImage]:
        all_labels = self.probabilities[indices]
        top = all_labels[:, self.labels].astype(np.float64)
        logits = self.pool.logits[indices]
        best, kept = logits.argmax(axis=1), self.examined.kept(logits)
        places, outsides = place_images(top), outside(top, self._totals(all_labels))
        return [
            PoolImage(
                index=index,
                window=self.pool.plan.window_of[index],
                mask=rectangle_of(self.pool.plan.boxes[index]),
                label=int(best[row]),
                probability=float(self.probabilities[index, best[row]]),
                original_probability=float(self.probabilities[index, self.examined.index]),
                kept=bool(kept[row]),
                probabilities=top[row].tolist(),
                position=places[row].tolist(),
                outside=float(outsides[row]),
                represents=None if represents is None or represents[index] < 0 else int(represents[index]),
            )
            for row, index in enumerate(indices.tolist())
        ]

    def _totals(self, probabilities: NDArray[np.float32]) -> NDArray[np.float64] | float:
        """The sum of each image's (n, classes) probabilities: 1 but for rounding where classes exclude each other."""
        return 1.0 if self.network.answers.kind == "exclusive" else probabilities.sum(axis=1, dtype=np.float64)

    def _labels_of(self, images: Sequence[PoolImage]) -> list[ClassLabel]:
        return [class_label(self.network, label) for label in sorted({image.label for image in images})]
