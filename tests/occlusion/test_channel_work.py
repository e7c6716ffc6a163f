"""What only touches channels is computed on patches, exactly; what moves positions is not, and is exact too."""

from collections.abc import Callable

import keras
import numpy as np
import pytest
from keras import layers, ops
from tests.occlusion.exactly import assert_exact, boxes_as_masks, classifier

from tetrascope.analysis.masks import Box
from tetrascope.networks.graph import read_graph
from tetrascope.occlusion.known_operations import patch_operation

ONE_TO_FOUR = np.arange(1, 5, dtype=np.float32)


def _stacked(x: keras.KerasTensor) -> keras.KerasTensor:
    reaches_further = layers.Conv2D(1, 3, padding="same")(x)[..., 0]
    return ops.stack([x[..., 2], reaches_further * 0.5, ops.relu(x[..., 0])], axis=-1)


def _shuffled(x: keras.KerasTensor) -> keras.KerasTensor:
    _, rows, columns, channels = x.shape
    apart = ops.swapaxes(ops.reshape(x, (-1, rows, columns, 2, channels // 2)), 3, 4)
    return ops.reshape(apart, (-1, rows, columns, channels))


CHANNEL_WORK: dict[str, Callable[[keras.KerasTensor], keras.KerasTensor]] = {
    "reversed": lambda x: x[..., ::-1],
    "flipped": lambda x: ops.flip(x, axis=-1),
    "some of them": lambda x: x[:, :, :, 1:3],
    "taken": lambda x: ops.take(x, [2, 0, 1], axis=-1),
    "stacked anew": _stacked,
    "keras's preprocessing": lambda x: keras.applications.vgg16.preprocess_input(x[..., :3]),
    "tiled": lambda x: ops.tile(x, (1, 1, 1, 2)),
    "spread from one": lambda x: ops.repeat(ops.mean(x, axis=-1, keepdims=True), 3, axis=-1),
    "gate": lambda x: x * ops.max(x, axis=-1, keepdims=True),
    "two maps of other reach joined": lambda x: ops.concatenate([x, layers.MaxPooling2D(3, 1, padding="same")(x)], -1),
    "unit length": lambda x: ops.normalize(x, axis=-1),
    "softmax": lambda x: ops.softmax(x, axis=-1),
    "matrix": lambda x: ops.matmul(x, np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3)),
    "rows and columns kept by name": layers.Permute((1, 2, 3)),
    "divided": lambda x: (x - ONE_TO_FOUR) / ONE_TO_FOUR,
}
NOT_ON_PATCHES: dict[str, Callable[[keras.KerasTensor], keras.KerasTensor]] = {
    "rows reversed": lambda x: x[:, ::-1],
    "rows turned": lambda x: ops.roll(x, 1, axis=1),
    "rows and columns exchanged": layers.Permute((2, 1, 3)),
    "shuffled": _shuffled,
    "every other": lambda x: x[:, ::2, ::2],
    "normalised along rows": lambda x: ops.normalize(x, axis=1),
    "softmax of a map taken out": lambda x: ops.stack([ops.softmax(x[..., 0]), x[..., 1]], axis=-1),
    "a column of numbers on a map taken out": lambda x: (x[..., 0] * np.linspace(0, 1, 14, dtype=np.float32))[
        ..., None
    ],
    "a normalisation of each row": lambda x: layers.BatchNormalization(axis=1)(x),
    "a bias for each position": lambda x: layers.EinsumDense(
        "abcd,de->abce", (17, 14, 3), bias_axes="bce", bias_initializer="random_uniform"
    )(x),
}


@pytest.mark.parametrize("kind", [*CHANNEL_WORK, *NOT_ON_PATCHES])
def test_work_on_channels_is_exact(kind: str) -> None:
    keras.utils.set_random_seed(0)
    image = keras.Input((17, 14, 3))
    x = layers.Conv2D(4, 3, padding="same", activation="relu", bias_initializer="random_uniform")(image)
    x = (CHANNEL_WORK | NOT_ON_PATCHES)[kind](x)
    x = layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    masks = boxes_as_masks([Box(0, 0, 3, 4), Box(14, 10, 3, 4), Box(6, 5, 3, 4), Box(7, 6, 3, 4)])
    model = classifier(image, x)
    assert_exact(model, masks)
    known = [call.name for call in read_graph(model)[1:] if patch_operation(call) is not None]
    convolutions = [layer.name for layer in model.layers if isinstance(layer, layers.Conv2D)]
    on_patches = all(call.name in known for call in read_graph(model)[1:-2])
    assert set(convolutions) <= set(known)
    assert on_patches == (kind in CHANNEL_WORK)
