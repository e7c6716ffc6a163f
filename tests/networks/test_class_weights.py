"""The kernel that a network ends in makes its logits."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from tests.likeness import assert_alike

from tetrascope.networks.class_weights import class_weights
from tetrascope.networks.network import Network


def test_it_makes_the_logits_of_the_default_network(lite0: Network) -> None:
    kernel = class_weights(lite0.model)
    assert kernel is not None
    assert kernel.shape == (1280, 1000)
    photo = np.random.default_rng(0).integers(0, 256, (1, 224, 224, 3), np.uint8)
    head = lite0.activations(photo, ["head_conv"])[1]["head_conv"].mean(axis=(1, 2))
    dense: Any = lite0.model.layers[-1]
    assert_alike(lite0.logits(photo), head @ kernel + np.asarray(dense.bias), absolute=1e-3)


def ending(end: Any) -> keras.Model:
    image = keras.Input((8, 8, 3))
    return keras.Model(image, end(layers.Conv2D(6, 3)(image)))


def test_a_convolution_over_one_position_is_a_dense_layer() -> None:
    head = layers.Conv2D(4, 1)

    def end(maps: Any) -> Any:
        return layers.Flatten()(head(layers.GlobalAveragePooling2D(keepdims=True)(maps)))

    found = class_weights(ending(end))
    assert found is not None
    assert (found == np.asarray(head.kernel)[0, 0]).all()


@pytest.mark.parametrize(
    "end",
    [
        lambda maps: layers.GlobalAveragePooling2D()(layers.Conv2D(4, 1)(maps)),
        lambda maps: layers.Flatten()(layers.Conv2D(4, 1)(layers.AveragePooling2D(3)(maps))),
        lambda maps: layers.Average()([layers.Dense(4)(layers.Flatten()(maps)) for _ in range(2)]),
    ],
    ids=["pooled last", "several positions", "ensemble"],
)
def test_other_ends_have_no_such_weights(end: Any) -> None:
    assert class_weights(ending(end)) is None
