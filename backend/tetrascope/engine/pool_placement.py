"""Placing the images of a pool inside the body that its labels span."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.importance import importance
from tetrascope.analysis.placements import place_images
from tetrascope.analysis.placements.simplex import VERTICES, outside
from tetrascope.analysis.selection import select, top_labels
from tetrascope.engine.examined import Examined, examined_label
from tetrascope.engine.label_space import LabelSpace
from tetrascope.engine.masking import rectangle_of
from tetrascope.engine.pool_logits import ClassifiedPool
from tetrascope.engine.tensor_encoding import tensor_of_image, tensor_of_values
from tetrascope.networks.fit import inside
from tetrascope.protocol.classes import ClassLabel
from tetrascope.protocol.operations.pools import FillImage, Pool, PoolBatch, PoolImage, PoolVertex


class PoolPlacement:
    """Turns logits into messages for one reader, batch by batch: a batch's work does not grow with what came before it.

    Images come in any order. The labels are those with the highest probability summed over the images so far, at most
    four; one that was asked for by name is always among them.
    Where they change, all images so far are placed anew. They are looked at whenever the images have doubled since the
    last time, and with the last image: so all that is placed anew is no more than twice the pool and the pool itself.
    """

    def __init__(self, space: LabelSpace, pool: ClassifiedPool, label: int | None = None) -> None:
        """Of a `label` asked for, or of the unmasked image's most probable one; errors as of `examined_label`."""
        self.space = space
        self.pool = pool
        self.examined = examined_label(space, pool.original_logits, label)
        self._asked = None if label is None else self.examined.place
        self.sums = np.zeros(len(space.indices), np.float64)
        """Of each label the sum of its probability over the images that have been told."""
        self.told = np.zeros(len(pool.logits), np.bool_)
        """Which images have been told."""
        self.labels: list[int] = []
        """Places of those at the vertices."""
        self.labelled = 0
        """Images of which the labels were found."""

    def batch_message(self) -> PoolBatch | None:
        """The images classified since the last one, or all so far where the labels changed; None where none are."""
        new = np.flatnonzero(self.pool.here & ~self.told)
        if not new.size:
            return None
        probabilities = self._probabilities(new)
        self.sums += probabilities.sum(axis=0, dtype=np.float64)
        self.told[new] = True
        relabelled = self._relabel()
        if relabelled:
            new = np.flatnonzero(self.told)
            probabilities = self._probabilities(new)
        images = self._images(new, probabilities)
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
        """The whole pool, of which every image is classified, with its selection and the importance of each pixel."""
        probabilities = self._probabilities(np.arange(len(self.told)))
        self.sums = probabilities.sum(axis=0, dtype=np.float64)  # in one order, whichever the images came in
        self.told[:] = True
        self.labels = self._top_labels()
        images = self._images(
            np.arange(len(self.told)), probabilities, select(probabilities[:, self.labels], per_label)
        )
        return Pool(
            original=self.examined.original,
            examined=self.examined.score,
            image=tensor_of_image(self.pool.image),
            framing=self.pool.framing,
            fill_image=tensor_of_image(self.pool.fill),
            more_fill_images=[
                FillImage(fill=name, image=tensor_of_image(fill))
                for name, fill in zip(self.pool.plan.fills[1:], self.pool.fills[1:], strict=True)
            ],
            windows=self.pool.plan.windows,
            vertices=self._vertices(),
            images=images,
            labels=self._labels_of(images),
            importance=tensor_of_values(
                pool_importance(self.pool, self.examined, probabilities[:, self.examined.place])
            ),
        )

    def _probabilities(self, indices: NDArray[np.intp]) -> NDArray[np.float32]:
        """Of some images, (k, labels)."""
        return self.space.probabilities(self.pool.logits[indices]).astype(np.float32)

    def _relabel(self) -> bool:
        """Find the labels where it is time to; whether others had been told before."""
        count = int(self.told.sum())
        if count < 2 * self.labelled and count < self.pool.plan.size:
            return False
        before, self.labels = self.labels, self._top_labels()
        self.labelled = count
        return bool(before) and before != self.labels

    def _top_labels(self) -> list[int]:
        return [int(label) for label in top_labels(self.sums[None], self._asked)]

    def _vertices(self) -> list[PoolVertex]:
        count = int(self.told.sum())
        return [
            PoolVertex(
                label=self.space.label(label),
                position=position.tolist(),
                mean_probability=float(self.sums[label] / count),
            )
            for label, position in zip(self.labels, VERTICES[len(self.labels)], strict=True)
        ]

    def _images(
        self,
        indices: NDArray[np.intp],
        probabilities: NDArray[np.float32],
        represents: NDArray[np.integer] | None = None,
    ) -> list[PoolImage]:
        top = probabilities[:, self.labels].astype(np.float64)
        logits = self.pool.logits[indices]
        best, kept = self.space.most_probable(logits), self.examined.kept(logits)
        places, outsides = place_images(top), outside(top, self._totals(probabilities))
        return [
            PoolImage(
                index=index,
                window=self.pool.plan.window_of[index],
                mask=rectangle_of(self.pool.plan.boxes[index]),
                fill=self.pool.plan.fills[self.pool.plan.fill_of(index)],
                label=int(self.space.indices[best[row]]),
                probability=float(probabilities[row, best[row]]),
                original_probability=float(probabilities[row, self.examined.place]),
                kept=bool(kept[row]),
                probabilities=top[row].tolist(),
                position=places[row].tolist(),
                outside=float(outsides[row]),
                represents=None if represents is None or represents[index] < 0 else int(represents[index]),
            )
            for row, index in enumerate(indices.tolist())
        ]

    def _totals(self, probabilities: NDArray[np.float32]) -> NDArray[np.float64] | float:
        """The sum of each image's (n, labels) probabilities: 1 but for rounding where classes exclude each other."""
        return 1.0 if self.space.network.answers.kind == "exclusive" else probabilities.sum(axis=1, dtype=np.float64)

    def _labels_of(self, images: Sequence[PoolImage]) -> list[ClassLabel]:
        return [self.space.label(self.space.place(index)) for index in sorted({image.label for image in images})]


def pool_importance(
    pool: ClassifiedPool, examined: Examined, probabilities: NDArray[np.float32]
) -> NDArray[np.float64]:
    """The importance of each pixel for a label, (h, w), by its probability in each image that has its mask by now."""
    height, width, _ = pool.image.shape
    drops = examined.score.probability - probabilities.astype(np.float64)
    everywhere = importance(pool.plan.boxes, drops, height, width)
    photo = inside(pool.framing)
    found = np.zeros_like(everywhere)  # masks reach into what was padded, but nothing is hidden there
    found[photo] = everywhere[photo]
    return found
