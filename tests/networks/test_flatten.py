"""Nested models taken apart compute what they computed before."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.networks.flatten import flatten
from tetrascope.networks.graph import read_graph


def block(channels: int, name: str) -> keras.Model:
    """Two branches inside; every block has layers of the same names."""
    image = keras.Input((None, None, 3))
    left = layers.Conv2D(channels, 3, padding="same", name="conv")(image)
    right = layers.Conv2D(channels, 1, name="skip")(image)
    return keras.Model(image, ops.relu(left + right), name=name)


def images() -> NDArray[np.float32]:
    return np.random.default_rng(0).uniform(-1, 1, (2, 8, 8, 3)).astype(np.float32)


def check(model: keras.Model) -> keras.Model:
    """Flatten, and compare outputs and weights."""
    before = np.asarray(model(images()))
    flat = flatten(model)
    assert not [call.name for call in read_graph(flat) if isinstance(call.operation, keras.Model)]
    np.testing.assert_array_equal(np.asarray(flat(images())), before)
    assert {id(weight) for weight in flat.weights} == {id(weight) for weight in model.weights}
    names = [call.name for call in read_graph(flat)]
    assert len(names) == len(set(names))
    return flat


def test_a_flat_model_is_returned_as_it_is() -> None:
    model = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(2, 3), layers.GlobalAveragePooling2D()])
    assert flatten(model) is model


def test_nested_twice_over() -> None:
    inner = keras.Sequential([keras.Input((8, 8, 3)), block(4, "block"), layers.MaxPooling2D(2)], name="inner")
    image = keras.Input((8, 8, 3), name="photo")
    output = layers.Dense(5)(layers.Flatten()(inner(image)))
    flat = check(keras.Model(image, output))
    assert next(call.name for call in read_graph(flat)) == "photo"


def test_one_model_used_twice() -> None:
    shared = block(3, "shared")
    image = keras.Input((8, 8, 3))
    output = layers.GlobalAveragePooling2D()(shared(shared(image)))
    flat = check(keras.Model(image, output))
    assert [call.name for call in read_graph(flat) if call.name.startswith("conv")] == ["conv", "conv:2"]


def test_models_with_layers_of_the_same_names() -> None:
    image = keras.Input((8, 8, 3))
    first, second = block(3, "first"), block(3, "second")
    output = layers.GlobalAveragePooling2D(name="conv")(second(first(image)))
    flat = check(keras.Model(image, output))
    names = [call.name for call in read_graph(flat)]
    assert {"conv", "second.conv", "skip", "second.skip"} <= set(names)


def test_two_different_models_under_one_name_inside_others() -> None:
    image = keras.Input((8, 8, 3))
    parts = [keras.Sequential([keras.Input((8, 8, 3)), block(3, "block")], name=name) for name in ("a", "b")]
    output = layers.GlobalAveragePooling2D()(layers.Concatenate()([part(image) for part in parts]))
    check(keras.Model(image, output))


def test_a_nested_model_of_two_inputs_and_two_outputs() -> None:
    one, two = keras.Input((8, 8, 3)), keras.Input((8, 8, 3))
    inner = keras.Model([one, two], [layers.Add()([one, two]), layers.Subtract()([one, two])])
    image = keras.Input((8, 8, 3))
    total, difference = inner([image, layers.Conv2D(3, 1)(image)])
    check(keras.Model(image, layers.GlobalAveragePooling2D()(layers.Multiply()([total, difference]))))


class Subclassed(keras.Model):
    """Has no graph."""

    def call(self, x: Any) -> Any:
        return x


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Subclassed(), "Subclassed"),
        (keras.Sequential([keras.Input((8,)), layers.Dense(2)]), "one image input"),
    ],
)
def test_what_is_no_image_network_is_refused(model: keras.Model, expected: str) -> None:
    with pytest.raises(InvalidInput, match=expected):
        flatten(model)


def test_two_inputs_and_two_outputs_are_refused() -> None:
    one, two = keras.Input((8, 8, 3)), keras.Input((8, 8, 3))
    with pytest.raises(InvalidInput, match="one input, an image"):
        flatten(keras.Model([one, two], layers.Add()([one, two])))
    with pytest.raises(InvalidInput, match="one output"):
        flatten(keras.Model(one, [layers.Flatten()(one), one]))
