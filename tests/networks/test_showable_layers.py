"""Which layers there are, and which are shown."""

import itertools

import keras
import pytest
from keras import layers

from tetrascope.networks.columns import MAX_COLUMNS
from tetrascope.networks.efficientnet_lite import build_efficientnet_lite
from tetrascope.networks.flatten import flatten
from tetrascope.networks.keras_applications import KERAS_APPLICATIONS, build_application
from tetrascope.networks.showable_layers import find_layers
from tetrascope.networks.stages import trace_network
from tetrascope.protocol.layer import Layer


def layers_of(model: keras.Model) -> list[Layer]:
    return find_layers(trace_network(flatten(model)))


def application(network_id: str) -> list[Layer]:
    return layers_of(build_application(next(each for each in KERAS_APPLICATIONS if each.network_id == network_id)))


def shown(found: list[Layer]) -> list[str]:
    return [layer.name for layer in found if layer.shown]


def chain(length: int, *, norm: bool = True) -> keras.Model:
    """A plain row of convolutions with normalisation and activation."""
    x = image = keras.Input((16, 16, 3))
    for index in range(length):
        x = layers.Conv2D(4, 3, padding="same", name=f"conv{index}")(x)
        x = layers.BatchNormalization(name=f"norm{index}")(x) if norm else x
        x = layers.ReLU(name=f"relu{index}")(x)
    return keras.Model(image, layers.GlobalAveragePooling2D()(x))


def test_a_layer_is_shown_after_its_activation() -> None:
    (layer,) = layers_of(chain(1))
    assert layer == Layer(
        name="conv0",
        kind="convolution",
        output="relu0",
        height=16,
        width=16,
        channels=4,
        stage=1,
        shown=True,
        title="Stage 1, layer 1",
        section="Stage 1",
        block=1,
    )


def test_what_is_read_twice_ends_the_layer() -> None:
    image = keras.Input((8, 8, 3))
    x = layers.BatchNormalization(name="norm")(layers.Conv2D(3, 1, name="conv")(image))
    x = layers.ReLU(name="after")(layers.Add(name="add")([layers.ReLU(name="bent")(x), x, image]))
    x = layers.MaxPooling2D(2, name="pool")(x)
    found = layers_of(keras.Model(image, x))
    assert [(layer.name, layer.kind, layer.output, layer.shown) for layer in found] == [
        ("conv", "convolution", "norm", True),
        ("add", "merge", "after", False),
        ("pool", "pooling", "pool", False),
    ]


def test_up_to_twenty_convolutions_are_all_shown() -> None:
    assert len(shown(layers_of(chain(20)))) == 20
    assert len(shown(layers_of(chain(20, norm=False)))) == 20


def test_a_long_plain_row_is_thinned_and_keeps_its_ends() -> None:
    names = shown(layers_of(chain(45)))
    assert len(names) == MAX_COLUMNS
    assert (names[0], names[-1]) == ("conv0", "conv44")
    steps = [int(b[4:]) - int(a[4:]) for a, b in itertools.pairwise(names)]
    assert set(steps) <= {2, 3}


def test_maps_of_one_position_are_not_shown() -> None:
    image = keras.Input((8, 8, 3))
    x = layers.Conv2D(4, 3, name="conv")(image)
    squeezed = layers.GlobalAveragePooling2D(keepdims=True)(x)
    x = layers.Multiply(name="scale")([x, layers.Conv2D(4, 1, name="excite")(squeezed)])
    found = layers_of(keras.Model(image, x))
    assert [layer.name for layer in found] == ["conv", "excite", "scale"]
    assert shown(found) == ["conv"]


def test_vgg16_shows_its_convolutions() -> None:
    x = image = keras.Input((224, 224, 3))
    for block, repeats in enumerate((2, 2, 3, 3, 3), start=1):
        for index in range(1, repeats + 1):
            name = f"block{block}_conv{index}"
            x = layers.Conv2D(4, 3, padding="same", activation="relu", name=name)(x)
        x = layers.MaxPooling2D(2, name=f"block{block}_pool")(x)
    found = layers_of(keras.Model(image, x))
    assert len(found) == 18
    assert len(shown(found)) == 13
    assert all(layer.kind == "convolution" and layer.output == layer.name for layer in found if layer.shown)


def test_efficientnet_lite0_shows_stem_blocks_and_head() -> None:
    found = layers_of(build_efficientnet_lite("lite0"))
    names = shown(found)
    assert len(names) == 18
    assert names[:4] == ["stem_conv", "block1a_project_conv", "block2a_project_conv", "block2b_add"]
    assert names[-1] == "head_conv"
    assert {layer.name: layer.output for layer in found}["block2a_project_conv"] == "block2a_project_norm"
    assert sum(layer.kind == "convolution" for layer in found) == 49


@pytest.mark.parametrize(
    ("network_id", "count", "first", "last"),
    [
        ("resnet50", 17, "conv1_conv", "conv5_block3_add"),
        ("mobilenet", 14, "conv1", "conv_pw_13"),
        ("mobilenet-v2", 19, "Conv1", "Conv_1"),
        ("mobilenet-v3-small", 13, "conv", "conv_1"),
        ("inception-v3", 12, "conv2d", "mixed10"),
        ("densenet121", 20, "conv1_conv", "conv5_block16_concat"),
    ],
)
def test_columns_of_well_known_networks(network_id: str, count: int, first: str, last: str) -> None:
    found = application(network_id)
    names = shown(found)
    assert (len(names), names[0], names[-1]) == (count, first, last)
    assert all(layer.kind in ("convolution", "merge") and layer.height > 1 for layer in found if layer.shown)


def test_names_that_keras_numbers_are_the_same_each_time() -> None:
    assert shown(application("mobilenet-v3-small")) == shown(application("mobilenet-v3-small"))
    first, second = application("inception-v3"), application("inception-v3")
    assert first == second
    assert first[0].name == "conv2d"


def row(x: keras.KerasTensor, length: int, name: str) -> keras.KerasTensor:
    for index in range(length):
        x = layers.Conv2D(4, 3, padding="same", activation="relu", name=f"{name}{index}")(x)
    return x


@pytest.mark.parametrize("lengths", [(52, 52), (30, 3), (25, 8, 8), (60, 1)])
def test_every_branch_has_columns(lengths: tuple[int, ...]) -> None:
    image = keras.Input((16, 16, 3))
    stem = row(image, 2, "stem")
    branches = [row(stem, length, f"branch{index}_") for index, length in enumerate(lengths)]
    head = row(layers.Concatenate(name="join")(branches), 1, "head")
    found = layers_of(keras.Model(image, layers.GlobalAveragePooling2D()(head)))
    names = shown(found)
    assert len(names) <= MAX_COLUMNS
    for index, length in enumerate(lengths):
        own = [name for name in names if name.startswith(f"branch{index}_")]
        assert f"branch{index}_{length - 1}" in own
        assert len(own) >= min(length, 4)
    assert {"stem0", "head0"} <= set(names)
    assert names == [layer.name for layer in found if layer.name in names]


def test_two_backbones_share_the_columns() -> None:
    image = keras.Input((64, 64, 3))
    backbones = [
        keras.applications.ResNet50(include_top=False, weights=None, pooling="avg", input_shape=(64, 64, 3), name="r"),
        keras.applications.MobileNetV2(include_top=False, weights=None, pooling="avg", input_shape=(64, 64, 3)),
    ]
    both = layers.Concatenate()([backbone(image) for backbone in backbones])
    names = shown(layers_of(keras.Model(image, layers.Dense(5)(both))))
    assert len(names) <= MAX_COLUMNS
    assert {"conv1_conv", "conv5_block3_add", "Conv1", "Conv_1"} <= set(names)
    assert 8 <= sum(name.startswith("conv") for name in names) <= 12


def test_a_tangle_without_blocks_shows_its_convolutions() -> None:
    image = keras.Input((16, 16, 3))
    made = [image]
    for index in range(30):
        x = layers.Concatenate()(made[-2:]) if index else image
        made.append(layers.Conv2D(4, 3, padding="same", activation="relu", name=f"conv{index}")(x))
    names = shown(layers_of(keras.Model(image, layers.GlobalAveragePooling2D()(layers.Add()(made[-2:])))))
    assert len(names) == MAX_COLUMNS
