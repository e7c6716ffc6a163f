"""What layers are called: as their networks' papers count them, and by the graph alone where names tell nothing."""

import keras
import pytest
from keras import layers

from tetrascope.networks.efficientnet_lite import build_efficientnet_lite
from tetrascope.networks.flatten import flatten
from tetrascope.networks.keras_applications import KERAS_APPLICATIONS, build_application
from tetrascope.networks.network import Network
from tetrascope.networks.showable_layers import find_layers
from tetrascope.networks.stages import trace_network
from tetrascope.protocol.layer import Layer


def layers_of(model: keras.Model) -> dict[str, Layer]:
    return {layer.name: layer for layer in find_layers(trace_network(flatten(model)))}


def application(network_id: str) -> dict[str, Layer]:
    entry = next(each for each in KERAS_APPLICATIONS if each.network_id == network_id)
    return layers_of(build_application(entry))


def titles(found: dict[str, Layer], *names: str) -> list[str]:
    return [found[name].title for name in names]


def without_names(blocks: int) -> keras.Model:
    """Residual blocks whose names say nothing; every second one halves the resolution."""
    x = image = keras.Input((64, 64, 3))
    x = layers.Conv2D(4, 3, strides=2, padding="same", name="a")(x)
    for index in range(blocks):
        strides = 1 if index % 2 else 2
        beside = layers.Conv2D(4, 1, strides=strides, name=f"beside{index}")(x)
        x = layers.Conv2D(4, 3, strides=strides, padding="same", activation="relu", name=f"first{index}")(x)
        x = layers.Add(name=f"sum{index}")([layers.Conv2D(4, 3, padding="same", name=f"second{index}")(x), beside])
    return keras.Model(image, layers.GlobalAveragePooling2D()(layers.Conv2D(9, 1, activation="relu", name="z")(x)))


def test_the_default_network_is_told_as_its_paper_does() -> None:
    found = layers_of(build_efficientnet_lite("lite0"))
    assert titles(found, "stem_conv", "block1a_project_conv", "block5c_add", "head_conv") == [
        "Stem",
        "Stage 1, block 1",
        "Stage 5, block 3",
        "Head",
    ]
    assert titles(found, "block2b_expand_conv", "block2b_depthwise_conv", "block2b_project_conv", "block2b_add") == [
        "Stage 2, block 2, 1 × 1 convolution 1",
        "Stage 2, block 2, depthwise 3 × 3 convolution",
        "Stage 2, block 2, 1 × 1 convolution 2",
        "Stage 2, block 2",
    ]
    assert [(found[name].section, found[name].block) for name in ("stem_conv", "block5c_add", "head_conv")] == [
        ("Stem", None),
        ("Stage 5", 3),
        ("Head", None),
    ]


def test_names_that_tell_stage_and_block_are_agreed_with() -> None:
    found = application("resnet50")
    assert titles(found, "conv1_conv", "pool1_pool", "conv2_block1_add", "conv5_block3_add") == [
        "Stem",
        "Stem, max pooling",
        "Stage 2, block 1",
        "Stage 5, block 3",
    ]


def test_single_layers_are_not_called_blocks() -> None:
    found = application("vgg16")
    assert titles(found, "block1_conv1", "block3_conv3", "block3_pool", "block5_pool") == [
        "Stage 1, layer 1",
        "Stage 3, layer 3",
        "Stage 4, max pooling",
        "Head, max pooling",
    ]


def test_without_telling_names_a_stage_is_a_run_of_one_resolution() -> None:
    found = layers_of(without_names(6))
    assert titles(found, "a", "sum0", "sum1", "sum2", "sum5", "z") == [
        "Stem",
        "Stage 1, block 1",
        "Stage 1, block 2",
        "Stage 2, block 1",
        "Stage 3, block 2",
        "Head",
    ]
    assert titles(found, "first2", "second2") == [
        "Stage 2, block 1, 3 × 3 convolution 1",
        "Stage 2, block 1, 3 × 3 convolution 2",
    ]


def test_names_that_contradict_the_resolutions_are_not_followed() -> None:
    x = image = keras.Input((128, 128, 3))
    for index in range(6):
        # All six say stage 2, on six resolutions.
        x = layers.Conv2D(4, 3, strides=2, padding="same", name=f"first{index}", activation="relu")(x)
        x = layers.Conv2D(4, 1, name=f"conv2_block{index + 1}_out")(x)
    assert titles(layers_of(keras.Model(image, x)), "conv2_block1_out", "conv2_block6_out") == [
        "Stage 1, block 1",
        "Stage 6, block 1",
    ]


def test_stages_and_blocks_that_are_counted_from_0_are_told_from_1() -> None:
    x = image = keras.Input((64, 64, 3))
    x = layers.Conv2D(4, 3, padding="same", name="before", activation="relu")(x)
    for stage in range(3):
        for block in range(2):
            strides = 1 if block else 2
            y = layers.Conv2D(4, 3, strides=strides, padding="same", name=f"c{stage}{block}", activation="relu")(x)
            beside = layers.Conv2D(4, 1, strides=strides, name=f"b{stage}{block}")(x)
            x = layers.Add(name=f"stage_{stage}_block_{block}_sum")([y, beside])
    for index in range(8):
        x = layers.Conv2D(4, 3, padding="same", name=f"after{index}", activation="relu")(x)
    found = layers_of(keras.Model(image, x))
    assert titles(found, "before", "stage_0_block_0_sum", "stage_2_block_1_sum") == [
        "Stem",
        "Stage 1, block 1",
        "Stage 3, block 2",
    ]


@pytest.mark.parametrize("network_id", ["mobilenet-v2", "inception-v3", "xception"])
def test_sections_follow_each_other_and_no_two_layers_have_one_title(network_id: str) -> None:
    found = list(application(network_id).values())
    assert len({layer.title for layer in found}) == len(found)
    sections = [layer.section for layer in found]
    assert sections == sorted(sections, key=list(dict.fromkeys(sections)).index)
    assert sections[0] == "Stem"
    assert all(layer.title.startswith(layer.section) for layer in found)
    blocks = [layer.block for layer in found if layer.block is not None]
    assert blocks and min(blocks) == 1


def test_layers_without_rows_and_columns_are_counted() -> None:
    image = keras.Input((16, 24, 3))
    x = layers.Dense(60, name="wide")(layers.Flatten()(image))
    x = layers.Dense(5, name="scores")(layers.Dense(7, activation="tanh", name="narrow")(x))
    network = Network(
        network_id="small",
        title="Small",
        model=keras.Model(image, x),
        preprocessing="unit",
        weights_identity="x",
        source="random",
    )
    assert [(layer.title, layer.section) for layer in network.layers] == [
        ("Dense layer 1", "Dense layers"),
        ("Dense layer 2", "Dense layers"),
    ]
