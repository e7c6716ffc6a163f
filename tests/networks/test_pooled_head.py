"""Which networks end in global pooling and one dense layer."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from tests.likeness import assert_alike

from tetrascope.networks.network import Network
from tetrascope.networks.pooled_head import find_pooled_head


def model_of(head: Any) -> keras.Model:
    image = keras.Input((12, 10, 3))
    return keras.Model(image, head(layers.Conv2D(6, 3, activation="relu", name="last")(image)))


def bare(maps: Any) -> Any:
    return layers.Dense(4)(layers.Dropout(0.5)(layers.GlobalAveragePooling2D()(maps)))


def largest(maps: Any) -> Any:
    return layers.Dense(4, use_bias=False)(layers.GlobalMaxPooling2D()(maps))


def convolved(maps: Any) -> Any:
    return layers.Flatten()(layers.Conv2D(4, 1)(layers.GlobalAveragePooling2D(keepdims=True)(maps)))


def by_operation(maps: Any) -> Any:
    return layers.Dense(4)(ops.mean(maps, axis=[1, 2]))


@pytest.mark.parametrize(
    ("head", "pooling"), [(bare, "average"), (largest, "max"), (convolved, "average"), (by_operation, "average")]
)
def test_a_head_makes_the_logits_of_its_maps(head: Any, pooling: str) -> None:
    keras.utils.set_random_seed(1)
    model = model_of(head)
    found = find_pooled_head(model)
    assert found is not None
    assert found.pooling == pooling
    image = np.random.default_rng(0).normal(size=(2, 12, 10, 3)).astype(np.float32)
    maps = np.asarray(keras.Model(model.inputs, found.maps)([image]))
    pooled = maps.mean(axis=(1, 2)) if pooling == "average" else maps.max(axis=(1, 2))
    assert_alike(np.asarray(model(image)), pooled @ found.kernel + found.bias, absolute=1e-5)


@pytest.mark.parametrize(
    "head",
    [
        lambda maps: layers.Dense(4)(layers.Flatten()(maps)),
        lambda maps: layers.Dense(4)(layers.Dense(5, activation="relu")(layers.GlobalAveragePooling2D()(maps))),
        lambda maps: layers.Dense(4)(layers.LayerNormalization()(layers.GlobalAveragePooling2D()(maps))),
        lambda maps: layers.Dense(4)(layers.ReLU()(layers.GlobalAveragePooling2D()(maps))),
        lambda maps: layers.GlobalAveragePooling2D()(layers.Conv2D(4, 1)(maps)),
        lambda maps: layers.Dense(4)(ops.mean(ops.reshape(maps, (-1, 80, 6)), axis=1)),
    ],
    ids=["flattened", "two dense layers", "normalised", "activated", "pooled last", "of a sequence"],
)
def test_other_ends_are_no_such_head(head: Any) -> None:
    assert find_pooled_head(model_of(head)) is None


def test_the_default_network_has_one_over_the_maps_of_its_last_layer(lite0: Network) -> None:
    assert lite0.pooled_layer is not None
    assert lite0.pooled_layer.name == "head_conv"
    assert lite0.pooled_head is not None
    assert (lite0.pooled_head.pooling, lite0.pooled_head.kernel.shape) == ("average", (1280, 1000))
