"""Layers without rows and columns, laid out as maps: what they show is what Keras's own layers give out."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops

from tetrascope.networks.network import Network
from tetrascope.networks.receptive_field import Region, receptive_field

PICTURES = np.random.default_rng(0).integers(0, 256, (2, 16, 24, 3), dtype=np.uint8)


def network_of(output: Any, image: Any) -> Network:
    return Network(
        network_id="small",
        title="Small",
        model=keras.Model(image, output),
        preprocessing="unit",
        weights_identity="x",
        source="random",
    )


def shown(network: Network) -> list[tuple[str, str, int, int, int]]:
    return [(each.name, each.kind, each.height, each.width, each.channels) for each in network.layers if each.shown]


def test_a_network_without_a_map_shows_its_dense_layers() -> None:
    image = keras.Input((16, 24, 3))
    x = layers.Dense(60, name="wide")(layers.Flatten()(layers.Rescaling(0.5)(image)))
    x = bent = layers.ReLU(name="bent")(layers.BatchNormalization()(x))
    x = layers.Dense(7, activation="tanh", name="narrow")(layers.Dropout(0.5)(x))
    network = network_of(layers.Dense(5, name="scores")(x), image)
    assert shown(network) == [("wide", "dense", 6, 10, 1), ("narrow", "dense", 1, 7, 1)]
    _, maps = network.activations(PICTURES, ["wide", "narrow"])
    expected = np.asarray(keras.Model(image, bent)(PICTURES / np.float32(255)))
    np.testing.assert_allclose(maps["wide"][..., 0].reshape(2, 60), expected, atol=1e-5)
    assert maps["narrow"].shape == (2, 1, 7, 1)
    stage = network.layer("wide").stage
    assert receptive_field(network.stages, stage, Region(0, 0, 0, 0)) == Region(0, 0, 15, 23)


def test_convolutions_of_one_position_are_laid_out_where_there_are_no_others() -> None:
    image = keras.Input((16, 24, 3))
    x = layers.Conv2D(12, (16, 24), activation="relu", name="all")(image)
    network = network_of(layers.Dense(5)(layers.Flatten()(layers.Conv2D(9, 1, name="one")(x))), image)
    assert shown(network) == [("all", "convolution", 3, 4, 1), ("one", "convolution", 3, 3, 1)]
    assert network.activations(PICTURES, ["all"])[1]["all"].shape == (2, 3, 4, 1)


def test_a_network_with_maps_shows_no_vectors() -> None:
    image = keras.Input((16, 24, 3))
    x = layers.Flatten()(layers.Conv2D(2, 5, strides=4, name="conv")(image))
    network = network_of(layers.Dense(5)(layers.Dense(8, name="dense")(x)), image)
    assert [layer.name for layer in network.layers] == ["conv"]


def test_a_network_of_scores_alone_has_no_layers() -> None:
    image = keras.Input((16, 24, 3))
    assert network_of(layers.Dense(5)(layers.Flatten()(image)), image).layers == []


def transformer(image: Any, *, mixes: bool, class_token: bool = False) -> tuple[Any, list[Any]]:
    x = layers.Conv2D(8, 4, strides=4, name="patches")(image)
    x = layers.Reshape((24, 8))(x)
    x = ops.add(x, np.ones((1, 24, 8), np.float32))
    if class_token:
        x = ops.concatenate([ops.mean(x, axis=1, keepdims=True), x], axis=1)
    sums = []
    for index in range(3):
        y = layers.LayerNormalization()(x)
        if mixes:
            y = layers.Permute((2, 1))(layers.Dense(x.shape[1])(layers.Permute((2, 1))(y)))
        else:
            y = layers.MultiHeadAttention(2, 4)(y, y)
        x = layers.Add(name=f"attended{index}")([x, y])
        x = layers.Add(name=f"block{index}")([x, layers.Dense(8, activation="gelu")(layers.LayerNormalization()(x))])
        sums.append(x)
    return layers.Dense(5)(layers.GlobalAveragePooling1D()(x)), sums


@pytest.mark.parametrize("mixes", [False, True], ids=["attention", "mixer"])
def test_the_blocks_of_a_transformer_are_laid_back_on_its_patches(mixes: bool) -> None:
    image = keras.Input((16, 24, 3))
    output, sums = transformer(image, mixes=mixes)
    network = network_of(output, image)
    assert [name for name, *_ in shown(network)] == [
        "patches", "attended0", "block0", "attended1", "block1", "attended2", "block2"
    ]  # fmt: skip
    assert {each[1:] for each in shown(network)[1:]} == {("merge", 4, 6, 8)}
    _, maps = network.activations(PICTURES, ["block1"])
    expected = np.asarray(keras.Model(image, sums[1])(PICTURES / np.float32(255)))
    np.testing.assert_allclose(maps["block1"][1, 2, 5], expected[1, 2 * 6 + 5], atol=1e-5)


def test_a_token_of_the_class_is_no_part_of_the_picture() -> None:
    image = keras.Input((16, 24, 3))
    output, sums = transformer(image, mixes=False, class_token=True)
    network = network_of(output, image)
    assert ("block2", "merge", 4, 6, 8) in shown(network)
    _, maps = network.activations(PICTURES, ["block2"])
    expected = np.asarray(keras.Model(image, sums[2])(PICTURES / np.float32(255)))
    np.testing.assert_allclose(maps["block2"][0, 0, 1], expected[0, 1 + 1], atol=1e-5)
