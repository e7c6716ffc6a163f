"""Asserts that masked images are answered as plain inference answers them, at every beginning of the tail."""

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.analysis.masks import BinaryMask, Box
from tetrascope.networks.network import Network
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.occlusion.tuning import PatchSizes, Tuning

RELATIVE = 1e-4
"""Largest difference of a logit from plain inference, as a share of the largest logit."""


class CutAt(Tuning):
    """Begins the tail where it is told, so that every segment is computed on patches whatever is faster."""

    def __init__(self, entry_bytes: list[int], cut: int) -> None:
        super().__init__(entry_bytes)
        self.chosen = cut

    @property
    def knows_whole(self) -> bool:
        return True

    def cut(self, sizes: PatchSizes, sharing: int | None = None) -> int | None:  # noqa: ARG002 - whatever the sizes
        return self.chosen


def network_of(model: keras.Model) -> Network:
    return Network(
        network_id="small", title="Small", model=model, preprocessing="tf", weights_identity="x", source="random"
    )


def with_random_normalisations(model: keras.Model, seed: int) -> keras.Model:
    generator = np.random.default_rng(seed)
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.set_weights([generator.uniform(0.5, 1.5, weight.shape) for weight in layer.get_weights()])
    return model


def plain_logits(
    model: keras.Model, image: NDArray[np.uint8], fill: NDArray[np.uint8], masks: list[BinaryMask]
) -> NDArray[np.float32]:
    """Every masked image through the Keras model as it is, sharing nothing with the code under test."""
    copies = np.repeat(image[np.newaxis], len(masks), axis=0)
    for copy, (box, bits) in zip(copies, masks, strict=True):
        assert bits is not None
        for row, column in np.argwhere(bits):
            copy[box.top + row, box.left + column] = fill[box.top + row, box.left + column]
    return np.asarray(model(copies / np.float32(127.5) - 1, training=False))


def boxes_as_masks(boxes: list[Box]) -> list[BinaryMask]:
    return [BinaryMask(box, np.ones((box.height, box.width), np.bool_)) for box in boxes]


def assert_exact(model: keras.Model, masks: list[BinaryMask], *, seed: int = 0, memory: int = 2**28) -> None:
    """At every cut, for pixels of noise."""
    generator = np.random.default_rng(seed)
    height, width = model.inputs[0].shape[1:3]
    image, fill = generator.integers(0, 256, (2, height, width, 3), dtype=np.uint8)
    expected = plain_logits(model, image, fill, masks)
    passes = MaskedPass(network_of(model), memory=memory)
    entry_bytes = [segment.entry_bytes for segment in passes.segmented.segments]
    for cut in range(passes.segmented.patchable + 1):
        passes.tuning = CutAt(entry_bytes, cut)
        found = passes.logits(image, fill, masks)
        assert_alike(
            {f"cut {cut}": expected}, {f"cut {cut}": found}, relative=0, absolute=RELATIVE * np.abs(expected).max()
        )


def classifier(image: keras.KerasTensor, x: keras.KerasTensor, seed: int = 0) -> keras.Model:
    x = layers.Dense(4)(layers.GlobalAveragePooling2D()(x))
    return with_random_normalisations(keras.Model(image, x), seed)
