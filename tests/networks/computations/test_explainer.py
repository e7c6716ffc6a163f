"""Whole networks: from a layer's value back to the layers before it."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray
from tests.networks.computations.told import SEED, assert_adds_up, graph_of, with_weights

from tetrascope.errors import Failed, InvalidInput, NotFound
from tetrascope.networks.computations.explainer import computation_of, explain_value, layers_read
from tetrascope.networks.computations.places import MapPlace, Place
from tetrascope.networks.folding import fold_normalisation
from tetrascope.networks.network import Network


def network(model: keras.Model, **options: Any) -> Network:
    return Network(
        network_id="tiny",
        title="Tiny",
        model=with_weights(model),
        preprocessing="unit",
        weights_identity="tiny",
        source="file",
        **options,
    )


def residual() -> keras.Model:
    image = keras.Input((12, 12, 3), name="image")
    x = layers.Conv2D(4, 3, name="first", use_bias=False)(layers.ZeroPadding2D(1)(image))
    x = layers.ReLU(name="first_relu")(layers.BatchNormalization(name="first_norm")(x))
    y = layers.Conv2D(4, 3, padding="same", name="second")(x)
    y = layers.BatchNormalization(name="second_norm", scale=False)(y)
    x = layers.ReLU(name="sum_relu")(layers.Add(name="sum")([x, y]))
    s = layers.Reshape((1, 1, 4))(layers.GlobalAveragePooling2D(name="squeeze")(x))
    x = layers.Multiply(name="excited")([x, layers.Conv2D(4, 1, activation="sigmoid", name="excite")(s)])
    x = layers.MaxPooling2D(name="pool")(x)
    return keras.Model(image, layers.Dense(5, name="classes")(layers.Flatten()(x)))


@pytest.fixture(scope="module")
def tiny() -> Network:
    return network(residual())


@pytest.fixture(scope="module")
def picture() -> NDArray[np.uint8]:
    return np.random.default_rng(SEED).integers(0, 256, (12, 12, 3), np.uint8)


def computed(tiny: Network, picture: NDArray[np.uint8], layer: str, at: MapPlace) -> Any:
    place = tiny.layer_place(layer, at)
    names = layers_read(tiny.graph, place.tensor)
    _, maps = tiny.activations(picture[None], names)
    tensors = {name: tensor for tensor, name in tiny.graph.layer_of.items()}
    given = {tensors[name]: values[0] for name, values in maps.items()}
    given[id(tiny.graph.input)] = tiny.input.prepare(picture[None])[0]
    return computation_of(tiny.graph, place, given, 2, layer=layer), maps


KINDS = {
    "first": ["convolution", "normalisation", "activation"],
    "second": ["convolution", "bias", "normalisation"],
    "sum": ["addition", "activation"],
    "excite": ["convolution", "bias", "activation"],
    "excited": ["multiplication"],
    "pool": ["max_pooling"],
}


@pytest.mark.parametrize("layer", KINDS)
@pytest.mark.parametrize("fold", [True, False])
def test_every_value_of_every_layer_is_what_its_steps_compute(
    picture: NDArray[np.uint8], layer: str, fold: bool
) -> None:
    tiny = network(residual(), fold=fold)
    shape = tiny.layer(layer)
    for channel, row, column in np.ndindex(shape.channels, min(shape.height, 3), shape.width):
        told, maps = computed(tiny, picture, layer, MapPlace(channel, row, column))
        assert [step.kind for step in told.steps] == KINDS[layer]
        assert_adds_up(told.steps)
        own = float(maps[layer][0, row, column, channel])
        assert told.value == own
        assert told.known
        for step in told.steps:
            assert (step.difference is None) == (step.own is None)
            assert step.difference is None or step.difference <= 3e-6 * (step.largest or 0)


def test_steps_go_back_to_the_nearest_layers_and_no_further(tiny: Network, picture: NDArray[np.uint8]) -> None:
    read = {layer: layers_read(tiny.graph, tiny.layer_place(layer, MapPlace(0, 0, 0)).tensor) for layer in KINDS}
    assert {layer: set(names) for layer, names in read.items()} == {
        "first": {"first"},
        "second": {"second", "first"},
        "sum": {"sum", "first", "second"},
        "excite": {"excite", "sum"},
        "excited": {"excited", "sum", "excite"},
        "pool": {"pool", "excited"},
    }
    told, _ = computed(tiny, picture, "sum", MapPlace(1, 2, 3))
    assert [source.layer for source in told.steps[0].sources] == ["first", "second"]
    told, _ = computed(tiny, picture, "first", MapPlace(1, 2, 3))
    assert [source.is_input for source in told.steps[0].sources] == [True]


def test_kernel_bias_and_normalisation_are_those_before_folding() -> None:
    plain = with_weights(residual())
    kernel, bias = (np.asarray(weight) for weight in plain.get_layer("second").weights)
    norm = plain.get_layer("second_norm")
    graph = graph_of(plain, fold_normalisation(plain))
    image = np.random.default_rng(SEED).normal(size=(12, 12, 3)).astype(np.float32)
    steps = explain_value(graph, Place(graph.tensors["second"], (4, 5, 2)), {id(graph.input): image}, 4)
    assert [(step.kind, step.operation) for step in steps] == [
        ("convolution", "second"),
        ("bias", "second"),
        ("normalisation", "second_norm"),
    ]
    for term in steps[0].terms:
        assert term.weights is not None
        np.testing.assert_allclose(term.weights, kernel[:, :, term.channel, 2].ravel(), rtol=1e-6)
    assert steps[1].numbers[0].value == bias[2]
    numbers = {number.name: number.value for number in steps[2].numbers}
    assert numbers["mean"] == np.asarray(norm.moving_mean)[2]
    assert numbers["gamma"] == 1
    assert [step.own is None for step in steps] == [True, True, False]


def test_a_channel_that_its_normalisation_multiplies_by_nothing_is_told() -> None:
    plain = with_weights(residual())
    norm = plain.get_layer("first_norm")
    norm.gamma.assign([0.0, 1.0, 1.0, 1.0])
    graph = graph_of(plain, fold_normalisation(plain))
    image = np.random.default_rng(SEED).normal(size=(12, 12, 3)).astype(np.float32)
    steps = explain_value(graph, Place(graph.tensors["first"], (4, 5, 0)), {id(graph.input): image}, 4)
    assert steps[-1].difference is not None
    assert steps[-1].difference <= 1e-6
    assert steps[-1].value == pytest.approx(float(np.asarray(norm.beta)[0]))


def test_a_dense_layer_reads_the_map_behind_what_lays_it_out(tiny: Network, picture: NDArray[np.uint8]) -> None:
    tensor = tiny.graph.tensors["classes"]
    _, maps = tiny.activations(picture[None], ["pool"])
    tensors = {name: tensor for tensor, name in tiny.graph.layer_of.items()}
    told = computation_of(tiny.graph, Place(tensor, (3,)), {tensors["pool"]: maps["pool"][0]}, 5, layer=None)
    (source,) = told.steps[0].sources
    assert (source.layer, source.height, source.width, source.channels) == ("pool", 6, 6, 4)
    for term in told.steps[0].terms:
        assert term.values == [float(maps["pool"][0, term.top, term.left, term.channel])]


def test_a_vector_laid_out_as_a_map_is_asked_by_its_pixels() -> None:
    image = keras.Input((4, 4, 1))
    x = layers.Dense(6, activation="relu", name="hidden")(layers.Flatten()(image))
    tiny = network(keras.Model(image, layers.Dense(3)(x)))
    shape = tiny.layer("hidden")
    picture = np.random.default_rng(SEED).integers(0, 256, (4, 4, 3), np.uint8)
    _, maps = tiny.activations(picture[None], ["hidden"])
    for row, column in np.ndindex(shape.height, shape.width):
        place = tiny.layer_place("hidden", MapPlace(0, row, column))
        given = {id(tiny.graph.input): tiny.input.prepare(picture[None])[0]}
        (*_, last) = explain_value(tiny.graph, place, given, 3)
        assert last.value == pytest.approx(float(maps["hidden"][0, row, column, 0]), rel=1e-4, abs=1e-5)


def test_what_is_not_there_is_said(tiny: Network) -> None:
    with pytest.raises(NotFound, match="Expected a layer of Tiny, got 'frist'"):
        tiny.layer_place("frist", MapPlace(0, 0, 0))
    with pytest.raises(InvalidInput, match=r"Expected a channel of 0\.\.3 in layer 'first', got 4\.") as caught:
        tiny.layer_place("first", MapPlace(4, 0, 0))
    assert caught.value.field == "channel"
    with pytest.raises(InvalidInput, match=r"Expected a column of 0\.\.11 in layer 'first', got 12\."):
        tiny.layer_place("first", MapPlace(0, 0, 12))


def test_numbers_that_are_not_finite_are_said() -> None:
    image = np.full((12, 12, 3), np.inf, np.float32)
    graph = graph_of(residual())
    with pytest.raises(Failed, match="Expected finite numbers"):
        explain_value(graph, Place(graph.tensors["first"], (4, 5, 2)), {id(graph.input): image}, 2)
