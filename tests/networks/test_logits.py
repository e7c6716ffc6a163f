"""The softmax at the end of a model, taken off."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.logits import to_logits
from tetrascope.networks.softmax import softmax

IMAGES = np.random.default_rng(0).uniform(-1, 1, (2, 4, 4, 3)).astype(np.float32)


def model_of(*ends: Any) -> keras.Model:
    image = keras.Input((4, 4, 3))
    x = layers.Flatten()(image)
    for end in ends:
        x = end(x)
    return keras.Model(image, x)


@pytest.mark.parametrize(
    "ends",
    [
        (layers.Dense(5, activation="softmax"),),
        (layers.Dense(5), layers.Softmax()),
        (layers.Dense(5), layers.Activation("softmax")),
        (layers.Dense(5), ops.softmax),
        (layers.Dense(5), layers.Activation("softmax"), layers.Activation("linear", dtype="float32")),
        (layers.Reshape((1, 1, 48)), layers.Conv2D(5, 1), layers.Softmax(), layers.Reshape((5,))),
        (layers.Reshape((1, 1, 48)), layers.Conv2D(5, 1, activation="softmax"), layers.Flatten()),
    ],
)
def test_softmax_of_the_logits_is_what_it_was(ends: tuple[Any, ...]) -> None:
    model = model_of(*ends)
    before = np.asarray(model(IMAGES))
    logits = np.asarray(to_logits(model)(IMAGES))
    assert np.abs(logits.sum(axis=1) - 1).max() > 0.01
    assert_alike(before, softmax(logits), absolute=1e-6)
    np.testing.assert_array_equal(np.asarray(model(IMAGES)), before)


@pytest.mark.parametrize("activation", [None, "linear", "relu"])
def test_a_model_without_softmax_is_returned_as_it_is(activation: str | None) -> None:
    model = model_of(layers.Dense(5, activation=activation))
    assert to_logits(model) is model


def test_a_sigmoid_is_refused() -> None:
    with pytest.raises(InvalidInput, match="sigmoid"):
        to_logits(model_of(layers.Dense(5, activation="sigmoid")))
