"""A network run on from any layer gives out what Keras computes of the whole network with that layer replaced."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from tests.likeness import assert_alike
from tests.networks.plain_ablation import ablated_outputs

from tetrascope.analysis.ablation import switch_off
from tetrascope.networks.device import compile_function
from tetrascope.networks.network import Network

PICTURE = np.random.default_rng(0).integers(0, 256, (1, 24, 16, 3), dtype=np.uint8)


def skipping() -> keras.Model:
    """Skip connections around one layer, around several, and to the end; the image is read twice."""
    image = keras.Input((24, 16, 3))
    first = x = layers.Conv2D(6, 3, strides=2, padding="same", activation="relu", name="first")(image)
    x = layers.DepthwiseConv2D(3, padding="same", name="depthwise")(x)
    x = layers.Conv2D(6, 1, activation="relu", name="second")(layers.BatchNormalization()(x))
    x = layers.Add(name="sum")([x, first])
    small = layers.AveragePooling2D(2, name="shrunk")(image)
    x = layers.Concatenate(name="joined")([x, small, first])
    x = layers.Conv2D(5, 3, activation="relu", name="third")(x)
    ends = [layers.GlobalAveragePooling2D()(each) for each in (x, first)]
    return keras.Model(image, layers.Dense(4, name="scores")(layers.Concatenate()(ends)))


def branching() -> keras.Model:
    """Branches side by side, with one layer for both, and concatenations of concatenations."""
    image = keras.Input((24, 16, 3))
    stem = layers.Conv2D(4, 3, strides=2, activation="relu", name="stem")(image)
    one = layers.Conv2D(3, 1, activation="relu", name="one")(stem)
    two = layers.Conv2D(4, 3, padding="same", name="two")(stem)
    twice = layers.Conv2D(4, 3, padding="same", activation="relu", name="twice")
    far = layers.Conv2D(2, 5, padding="same", activation="relu", name="far")(twice(twice(two)))
    inner = layers.Concatenate(name="inner")([one, far])
    outer = layers.Concatenate(name="outer")([inner, layers.ReLU(name="bent")(two), stem])
    return keras.Model(image, layers.Dense(5)(layers.Flatten()(layers.MaxPooling2D(2)(outer))))


def network_of(model: keras.Model) -> Network:
    return Network(
        network_id="small",
        title="Small",
        model=model,
        preprocessing="unit",
        weights_identity="x",
        source="random",
        fold=False,
    )


@pytest.mark.parametrize("make", [skipping, branching])
@pytest.mark.parametrize("replacement", ["mean", "zero"])
def test_running_on_is_the_whole_network_with_a_layer_replaced(make: Any, replacement: Any) -> None:
    keras.utils.set_random_seed(0)
    network = network_of(make())
    names = [layer.name for layer in network.layers]
    stretches = network.stretches(names)
    prepared = network.input.prepare(PICTURE)
    originals = list(stretches.originals(prepared))
    model = network.model_with(names)
    plain = dict(zip(names, map(np.asarray, model([prepared])[1:]), strict=True))
    for name in names:
        own = stretches.output(originals[stretches.places[name]], name)
        assert_alike(plain[name], network.maps_in(name, own), relative=1e-5)
        channels = network.layer(name).channels
        groups = [np.arange(channels // 2), np.arange(channels // 2, channels), np.array([channels - 1])]
        output = np.concatenate([own] * len(groups))
        switch_off(network.maps_in(name, output), groups, replacement)
        found: dict[str, Any] = {}
        for place, values in enumerate(stretches.run_on(originals, name, output), start=stretches.places[name] + 1):
            found |= {later: stretches.output(values, later) for later in stretches.layers[place]}
        logits = stretches.logits(values)
        assert len(logits) == len(groups)
        for row, group in enumerate(groups):
            expected, *maps = ablated_outputs(model, network.layer(name).output, group.tolist(), replacement, prepared)
            assert_alike(expected[0], logits[row], relative=1e-4, absolute=1e-6)
            for later, whole in zip(names, maps, strict=True):
                if later in found:
                    assert_alike(whole[0], found[later][row], relative=1e-4, absolute=1e-6)
                elif later != name:  # an earlier one: nothing flows back
                    assert_alike(plain[later], whole)


def test_each_stretch_is_run_once_for_all_layers_after_it() -> None:
    network = network_of(skipping())
    names = [layer.name for layer in network.layers]
    stretches = network.stretches(names)
    assert network.stretches(names) is stretches
    assert sorted(name for each in stretches.layers for name in each) == sorted(names)
    assert stretches.kept_bytes > sum(layer.bytes for layer in network.layers)
    assert stretches.bytes_per_image(names[0]) >= stretches.bytes_per_image(names[-1]) > 0


def test_maps_that_are_laid_out_can_be_written_to() -> None:
    image = keras.Input((24, 16, 3))
    x = layers.Dense(60, activation="relu", name="wide")(layers.Flatten()(image))
    network = network_of(keras.Model(image, layers.Dense(5)(layers.Dense(12, name="narrow")(x))))
    stretches = network.stretches(["wide", "narrow"])
    prepared = network.input.prepare(PICTURE)
    originals = list(stretches.originals(prepared))
    output = stretches.output(originals[0], "wide").copy()
    switch_off(network.maps_in("wide", output), [np.array([0])], "mean")
    assert np.ptp(output) == 0
    *_, values = stretches.run_on(originals, "wide", output)
    ends = keras.Sequential(network.model.layers[-2:])
    assert_alike(np.asarray(ends(output)), stretches.logits(values), relative=1e-4)


@pytest.mark.parametrize("name", ["_conv", "-conv", "conv"])
def test_a_layer_may_have_any_name_that_keras_lets_it_have(name: str) -> None:
    """As in a masked pass, where layers are called one by one."""
    layer = keras.layers.Conv2D(2, 3, name=name)
    images = np.random.default_rng(0).normal(size=(1, 6, 6, 3)).astype(np.float32)
    expected = np.asarray(layer(images))
    compiled = compile_function(layer, [keras.KerasTensor((None, 6, 6, 3))], layer.variables)
    assert_alike(expected, np.asarray(compiled(images)))
