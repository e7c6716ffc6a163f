import weakref
from typing import Any, ClassVar

import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.networks import random_weights
from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.preprocessing import PREPROCESSINGS
from tetrascope.networks.random_weights import randomize_weights

SIDE = 16
CONVOLUTIONS = 12
INPUT = NetworkInput(SIDE, SIDE, preprocessing=PREPROCESSINGS["tf"])


class Watched(keras.layers.Layer):
    """Gives on what it is given, and counts how many of all those tensors are still there."""

    alive: ClassVar[list["weakref.ref[Any]"]] = []
    most = 0

    def call(self, values: Any) -> Any:
        made = values + 0.0
        Watched.alive.append(weakref.ref(made))
        Watched.most = max(Watched.most, sum(reference() is not None for reference in Watched.alive))
        return made


def network(*, watched: bool = False) -> keras.Model:
    """A chain of convolutions with normalisations, each beside its own input, and four classes."""
    image = keras.Input((SIDE, SIDE, 3))
    maps = keras.layers.Conv2D(4, 3, padding="same")(image)
    for index in range(CONVOLUTIONS):
        branch = keras.layers.Conv2D(4, 3, padding="same")(maps)
        branch = keras.layers.BatchNormalization(name=f"normal_{index}")(branch)
        branch = Watched()(branch) if watched else branch
        maps = keras.layers.Add()([maps, keras.layers.ReLU()(branch)])
    return keras.Model(image, keras.layers.Dense(4)(keras.layers.GlobalAveragePooling2D()(maps)))


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> NDArray[np.uint8]:
    """What weights are fitted to."""
    pixels = np.random.default_rng(1).integers(0, 256, (8, SIDE, SIDE, 3), np.uint8)
    monkeypatch.setattr(random_weights, "dead_leaves", lambda *_: pixels)
    return pixels


def test_normalisations_are_fitted_to_what_they_meet(pictures: NDArray[np.uint8]) -> None:
    model = network()
    randomize_weights(model, INPUT)
    names = [f"normal_{index}" for index in range(CONVOLUTIONS)]
    met = keras.Model(model.inputs, [model.get_layer(name).input for name in names])
    for name, maps in zip(names, met.predict_on_batch(INPUT.prepare(pictures)), strict=True):
        fitted = model.get_layer(name)
        assert_alike(maps.mean(axis=(0, 1, 2)), fitted.moving_mean, relative=1e-3, absolute=1e-4)
        assert_alike(maps.var(axis=(0, 1, 2)), fitted.moving_variance, relative=1e-3, absolute=0)


def test_logits_of_those_pictures_have_a_deviation_of_two(pictures: NDArray[np.uint8]) -> None:
    model = network()
    randomize_weights(model, INPUT)
    logits = model.predict_on_batch(INPUT.prepare(pictures))
    assert_alike(0, logits.mean(axis=0), absolute=1e-3)
    assert logits.std() == pytest.approx(2, rel=1e-3)


def test_maps_go_as_soon_as_nothing_reads_them() -> None:
    model = network(watched=True)
    Watched.alive, Watched.most = [], 0
    randomize_weights(model, INPUT)
    assert len(Watched.alive) == 2 * CONVOLUTIONS, "once to fit, once to scale the logits"
    assert Watched.most <= 2
