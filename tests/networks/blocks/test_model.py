"""Models of lists of blocks, lists of models, and weights that stay: as Keras has them."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keras import layers
from tests.likeness import assert_alike
from tests.networks.blocks.test_measures import CONVOLUTION, DENSE, GLOBAL, POOLING, listed

from tetrascope.errors import InvalidInput
from tetrascope.networks.blocks.kept_weights import carry_weights, kept_weights
from tetrascope.networks.blocks.measures import fault, measure
from tetrascope.networks.blocks.model import blocks_of, build_model
from tetrascope.networks.network import Network
from tetrascope.networks.receptive_field import Region, receptive_field

PADDING = st.sampled_from(["same", "valid"])
KERNEL, STRIDE = st.integers(1, 6), st.integers(1, 3)
SAMPLED: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "convolution": {"filters": st.integers(1, 5), "kernel": KERNEL, "stride": STRIDE, "padding": PADDING,
                    "bias": st.booleans()},
    "depthwise": {"kernel": KERNEL, "stride": STRIDE, "padding": PADDING},
    "pooling": {"of": st.sampled_from(["max", "average"]), "size": KERNEL, "stride": STRIDE, "padding": PADDING},
    "normalisation": {},
    "activation": {"function": st.sampled_from(["relu", "relu6", "silu", "tanh"])},
    "dropout": {"rate": st.just(0.2)},
}  # fmt: skip
BODY = st.one_of([st.fixed_dictionaries({"kind": st.just(kind), **more}) for kind, more in SAMPLED.items()])
HEAD = st.sampled_from([[GLOBAL], [], [{"kind": "dense", "units": 4}, {"kind": "activation"}]])


@settings(max_examples=40, deadline=None)
@given(st.lists(BODY, max_size=6), HEAD)
def test_shapes_and_parameters_are_those_of_keras_and_the_list_comes_back(body: Any, head: Any) -> None:
    blocks = listed(*body, *head, DENSE)
    if fault(blocks) is not None:
        with pytest.raises(InvalidInput, match="Expected blocks that fit each other"):
            build_model(blocks)
        return
    model = build_model(blocks)
    for each in measure(blocks):
        layer = model.get_layer(each.block.name)
        assert tuple(layer.output.shape[1:]) == each.output
        assert layer.count_params() == each.parameters
    assert blocks_of(model) == blocks


def test_where_other_classes_are_told_apart_the_last_dense_block_begins_anew() -> None:
    blocks = listed({**DENSE, "name": "hidden"}, {"kind": "dropout"}, {**DENSE, "name": "classes"})
    kept = {each.name: each for each in kept_weights(blocks, blocks, same_classes=False)}
    assert [kept[name].kept for name in ("hidden", "classes")] == [True, False]
    assert kept["classes"].reason == "It told other classes apart."


@settings(max_examples=15, deadline=None)
@given(st.lists(BODY, min_size=1, max_size=5))
def test_fields_are_those_that_scene_1_shows(body: Any) -> None:
    """By interval arithmetic through the network itself, in the middle, where no edge cuts them off."""
    blocks = listed(*body, GLOBAL, DENSE, height=200, width=200)
    if fault(blocks) is not None:
        return
    network = Network(
        network_id="own-blocks", title="blocks", model=build_model(blocks), preprocessing="unit",
        weights_identity="none", source="memory", fold=False,
    )  # fmt: skip
    for each in measure(blocks):
        shown = [layer for layer in network.layers if layer.name == each.block.name]
        if not shown or each.field is None:
            continue
        row, column = shown[0].height // 2, shown[0].width // 2
        region = receptive_field(network.stages, shown[0].stage, Region(row, column, row, column))
        assert region is not None
        size = (region.bottom - region.top + 1, region.right - region.left + 1)
        if max(each.field) < 90:
            assert size == each.field


def test_layers_of_keras_become_blocks_that_do_the_same() -> None:
    image = keras.Input((20, 20, 3))
    x = layers.Conv2D(6, 3, activation="relu", padding="same", name="first")(image)
    x = layers.ReLU(6, name="six")(layers.BatchNormalization(name="bn")(x))
    x = layers.Flatten()(layers.MaxPooling2D(name="pool")(x))
    model = keras.Model(image, layers.Dense(4, activation="softmax", name="classes")(x))
    blocks = blocks_of(model)
    kinds = [
        "convolution",
        "activation",
        "normalisation",
        "activation",
        "pooling",
        "dense",
    ]  # softmax ends it by itself
    assert [block.kind for block in blocks.blocks] == kinds
    again = build_model(blocks)
    again.set_weights(model.get_weights())
    images = np.random.default_rng(0).normal(size=(2, 20, 20, 3)).astype(np.float32)
    assert_alike(np.asarray(model(images)), np.asarray(keras.ops.softmax(again(images))))


def branched() -> keras.Model:
    image = keras.Input((8, 8, 3))
    x = layers.Conv2D(3, 3, padding="same", name="branch")(image)
    return keras.Model(image, layers.Dense(3)(layers.GlobalAveragePooling2D()(layers.Add(name="sum")([x, image]))))


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (branched, "'sum' does not read the layer before it alone"),
        (
            lambda: keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(3, (1, 3), name="wide"), layers.Flatten()]),
            "'wide', whose window",
        ),
        (
            lambda: keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(3, 3, dilation_rate=2, name="apart")]),
            "'apart' with dilation_rate",
        ),
        (lambda: keras.Sequential([keras.Input((8, 8, 3)), layers.UpSampling2D(name="up")]), "'up', UpSampling2D"),
        (
            lambda: keras.Sequential([keras.Input((None, None, 3)), layers.GlobalMaxPooling2D()]),
            "(None, None, None, 3)",
        ),
    ],
)
def test_a_network_that_is_no_such_chain_is_refused(model: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match="Expected a network that is a chain of blocks") as caught:
        blocks_of(model())
    assert words in caught.value.message


BEFORE: list[dict[str, Any]] = [
    {"name": "one", **CONVOLUTION}, {"name": "norm", "kind": "normalisation"}, {"name": "two", **CONVOLUTION},
    {"name": "pool", **POOLING}, {"name": "gap", **GLOBAL}, {"name": "classes", **DENSE},
]  # fmt: skip


def edited(**changes: Any) -> list[dict[str, Any]]:
    return [{**block, **changes.get(str(block["name"]), {})} for block in BEFORE]


@pytest.mark.parametrize(
    ("after", "reasons"),
    [
        (BEFORE, {}),
        (edited(pool={"size": 3}), {}),
        (edited(one={"stride": 2}), {}),
        (edited(two={"kernel": 5}), {"two": "Its kernel was 3 × 3, and is 5 × 5."}),
        (
            edited(one={"filters": 4}),
            {
                "one": "It had 8 filters, and has 4.",
                "norm": "It reads 4 channels, and read 8.",
                "two": "It reads 4 channels, and read 8.",
            },
        ),
        ([*BEFORE[:3], {"name": "new", **CONVOLUTION}, *BEFORE[3:]], {"new": "It is new."}),
        ([*BEFORE[:4], BEFORE[5]], {"classes": "It reads 16 × 12 × 8 values, and read 8 units."}),
        (edited(classes={"units": 7}), {"classes": "It had 5 units, and has 7."}),
        ([BEFORE[2], *BEFORE[1:2], *BEFORE[3:]], {"two": "It reads 3 channels, and read 8."}),
        (edited(norm={"kind": "depthwise"}), {"norm": "It was a normalisation block."}),
    ],
)
def test_weights_stay_where_nothing_that_shapes_them_has_changed(after: Any, reasons: dict[str, str]) -> None:
    old, new = listed(*BEFORE), listed(*after)
    kept = kept_weights(old, new)
    assert {each.name: each.reason for each in kept if not each.kept} == reasons
    before, model = build_model(old), build_model(new)
    fresh = {each.name: model.get_layer(each.name).get_weights() for each in kept}
    carry_weights(before, model, kept)
    for each in kept:
        found = model.get_layer(each.name).get_weights()
        expected = before.get_layer(each.name).get_weights() if each.kept else fresh[each.name]
        assert all(np.array_equal(a, b) for a, b in zip(expected, found, strict=True))
    assert {each.name for each in kept} == {layer.name for layer in model.layers if layer.weights}
