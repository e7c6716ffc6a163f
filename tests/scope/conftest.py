"""The same network in this process and at a real server, and a small one of one's own."""

from collections.abc import Iterator

import keras
import pytest

import tetrascope
from tetrascope.scope.scope import Scope


@pytest.fixture(scope="package")
def local() -> Iterator[Scope]:
    """The default network, in this process."""
    with tetrascope.open() as scope:
        yield scope


@pytest.fixture(scope="package")
def remote(server: str) -> Iterator[Scope]:
    """The default network, at a server in a process of its own."""
    with tetrascope.connect(server) as scope:
        yield scope


@pytest.fixture(params=["local", "remote"])
def scope(request: pytest.FixtureRequest) -> Scope:
    """Either of the two."""
    found: Scope = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="package")
def model() -> keras.Model:
    """A network of 40 by 60 pixels and five classes that scales pixels by itself."""
    keras.utils.set_random_seed(1)
    image = keras.Input((40, 60, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.Conv2D(6, 5, strides=2, padding="same", activation="relu", name="first")(x)
    x = keras.layers.Conv2D(8, 3, activation="relu", name="second")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(image, keras.layers.Dense(5, activation="softmax")(x), name="tiny")
