import keras
import numpy as np
import pytest
from keras import layers
from tests.likeness import assert_alike

from tetrascope.networks.folding import fold_normalisation
from tetrascope.networks.graph import read_graph

RANDOM = np.random.default_rng(0)


def disturbed(model: keras.Model) -> keras.Model:
    """The model with normalisations that do something."""
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.set_weights([RANDOM.uniform(0.5, 2, weight.shape) for weight in layer.get_weights()])
    return model


def kinds(model: keras.Model) -> list[str]:
    return [type(call.operation).__name__ for call in read_graph(model)]


def assert_same(one: keras.Model, other: keras.Model) -> None:
    images = RANDOM.normal(size=(2, *one.inputs[0].shape[1:])).astype(np.float32)
    expected = np.asarray(one(images, training=False))
    assert_alike(
        expected, np.asarray(other(images, training=False)), relative=0, absolute=1e-5 * np.abs(expected).max()
    )


@pytest.mark.parametrize(
    "convolution",
    [
        layers.Conv2D(6, 3, padding="same"),
        layers.Conv2D(6, 3, strides=2, use_bias=False),
        layers.Conv2D(6, 3, groups=2, dilation_rate=2, padding="same"),
        layers.DepthwiseConv2D(3, padding="same"),
        layers.DepthwiseConv2D(3, depth_multiplier=3, use_bias=False),
        layers.SeparableConv2D(6, 3, depth_multiplier=2, padding="same"),
    ],
    ids=lambda layer: f"{type(layer).__name__} {layer.name}",
)
@pytest.mark.parametrize("settings", [{}, {"scale": False}, {"center": False}], ids=str)
def test_a_convolution_takes_in_the_normalisation_after_it(
    convolution: layers.Layer, settings: dict[str, bool]
) -> None:
    image = keras.Input((9, 8, 4))
    x = type(convolution).from_config(convolution.get_config())(image)
    x = layers.ReLU()(layers.BatchNormalization(**settings)(x))
    model = disturbed(keras.Model(image, x))
    folded = fold_normalisation(model)
    assert kinds(folded.model) == ["InputLayer", type(convolution).__name__, "ReLU"]
    assert_same(model, folded.model)


def chain(*between: layers.Layer, read_twice: bool = False) -> keras.Model:
    image = keras.Input((8, 8, 4))
    before = layers.Conv2D(4, 3, padding="same", activation=None if between or read_twice else "relu")(image)
    x = before
    for layer in between:
        x = layer(x)
    x = layers.BatchNormalization()(x)
    return disturbed(keras.Model(image, layers.Add()([x, before]) if read_twice else x))


@pytest.mark.parametrize(
    "model",
    [
        chain(),
        chain(layers.ReLU()),
        chain(layers.ZeroPadding2D()),
        chain(read_twice=True),
    ],
    ids=["activation in the convolution", "activation between", "padding between", "another reader"],
)
def test_what_cannot_be_folded_stays_as_it_is(model: keras.Model) -> None:
    assert fold_normalisation(model).model is model


def test_a_convolution_used_twice_stays_as_it_is() -> None:
    image, shared = keras.Input((8, 8, 3)), layers.Conv2D(3, 3, padding="same")
    x = layers.BatchNormalization()(shared(layers.BatchNormalization()(shared(image))))
    model = disturbed(keras.Model(image, x))
    assert fold_normalisation(model).model is model


def test_normalisation_in_training_stays_as_it_is() -> None:
    image = keras.Input((8, 8, 3))
    model = keras.Model(image, layers.BatchNormalization()(layers.Conv2D(3, 3)(image), training=True))
    assert fold_normalisation(model).model is model


def test_it_says_where_each_call_is_computed_now() -> None:
    image = keras.Input((8, 8, 3), name="image")
    x = layers.Conv2D(4, 3, name="convolution")(image)
    x = layers.BatchNormalization(name="normalisation")(x)
    x = layers.ReLU(name="activation")(x)
    model = disturbed(keras.Model(image, layers.Flatten(name="flat")(x)))
    original = keras.Model(image, [model.get_layer(name).output for name in ("normalisation", "activation")])
    folded = fold_normalisation(model)
    assert set(folded.tensors) == {"image", "normalisation", "activation", "flat"}
    taps = keras.Model(folded.model.inputs[0], [folded.tensors[name] for name in ("normalisation", "activation")])
    images = RANDOM.normal(size=(2, 8, 8, 3)).astype(np.float32)
    for expected, found in zip(original(images), taps(images), strict=True):
        assert_alike(np.asarray(expected), np.asarray(found))
    assert [layer.name for layer in folded.model.layers] == ["image", "convolution", "activation", "flat"]


def test_the_original_keeps_its_weights() -> None:
    model = chain(layers.Conv2D(4, 1))
    before = [np.array(weight) for weight in model.weights]
    folded = fold_normalisation(model)
    assert folded.model is not model
    for weight, value in zip(model.weights, before, strict=True):
        np.testing.assert_array_equal(np.asarray(weight), value)
