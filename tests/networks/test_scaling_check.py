"""Networks that were trained with pixels scaled in each way, and told so or told otherwise."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray

from tetrascope.networks.own_model import OwnModel
from tetrascope.networks.own_scaling import own_scaling
from tetrascope.networks.preprocessing import PREPROCESSINGS
from tetrascope.networks.scaling_check import scaling_warnings
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES

SIDE = 32
BYTES, SMALL = ("none", "caffe"), ("unit", "tf", "torch")


@pytest.fixture(scope="module")
def photos() -> list[NDArray[np.uint8]]:
    return [decode_photo(sample.read(), max_pixels=10**7) for sample in SAMPLES]


@pytest.fixture(scope="module")
def train(photos: list[NDArray[np.uint8]], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A small network that tells the samples apart, trained with pixels scaled so, and saved."""
    generator = np.random.default_rng(0)
    pictures, classes = [], []
    for index in range(240):
        photo = photos[index % 5]
        side = int(generator.uniform(0.5, 1) * min(photo.shape[:2]))
        top, left = (int(generator.integers(0, room - side + 1)) for room in photo.shape[:2])
        places = np.linspace(0, side - 1, SIDE).astype(int)
        pictures.append(photo[top + places][:, left + places])
        classes.append(index % 5)
    images, labels = np.stack(pictures), np.array(classes)

    @cache
    def trained(scaled: str, begin: Callable[[], Any] | None = None, end: str = "softmax") -> Path:
        keras.utils.set_random_seed(1)
        x = image = keras.Input((SIDE, SIDE, 3))
        if begin is not None:
            first = begin()
            if isinstance(first, layers.Normalization):
                first.adapt(PREPROCESSINGS[scaled].scale(images))
            x = first(x)
        x = layers.MaxPooling2D()(layers.Conv2D(12, 3, activation="relu")(x))
        x = layers.MaxPooling2D()(layers.Conv2D(24, 3, activation="relu")(x))
        model = keras.Model(image, layers.Dense(5, activation=end)(layers.GlobalAveragePooling2D()(x)))
        loss = {"softmax": "categorical_crossentropy", "sigmoid": "binary_crossentropy"}[end]
        model.compile(keras.optimizers.Adam(3e-3), loss)
        targets = np.eye(5, dtype=np.float32)[labels]
        model.fit(PREPROCESSINGS[scaled].scale(images), targets, epochs=12, batch_size=24, verbose=0)
        path = tmp_path_factory.mktemp("trained") / "net.keras"
        model.save(path)
        return path

    return trained


@pytest.fixture
def warned(photos: list[NDArray[np.uint8]]) -> Callable[[Path, str], str]:
    """What is said of a model whose operator says `how`."""

    def found(path: Path, how: str) -> str:
        return " ".join(scaling_warnings(OwnModel(path, preprocessing=how).describe(), photos))

    return found


def rescaling() -> Any:
    return layers.Rescaling(1 / 255)


def normalising() -> Any:
    return layers.BatchNormalization(momentum=0.8)


def normalisation() -> Any:
    return layers.Normalization()


@pytest.mark.parametrize("how", [*SMALL, *BYTES])
def test_the_right_one_is_not_warned_of(train: Any, warned: Any, how: str) -> None:
    assert warned(train(how), how) == ""


@pytest.mark.parametrize("how", SMALL)
def test_pixels_that_are_too_large_are_warned_of_and_the_likely_scaling_is_named(
    train: Any, warned: Any, how: str
) -> None:
    said = warned(train(how), "none")
    assert "were too large" in said
    assert any(f"likely one is --preprocessing {small}" in said for small in SMALL)
    if how == "unit":
        assert "likely one is --preprocessing unit" in said


def test_independent_labels_are_judged_alike(train: Any, warned: Any) -> None:
    path = train("unit", end="sigmoid")
    said = warned(path, "none")
    assert any(f"likely one is --preprocessing {small}" in said for small in SMALL)
    assert warned(path, "unit") == ""
    path = train("none", normalised, end="sigmoid")
    assert "likely one is --preprocessing none" in warned(path, "unit")
    assert warned(path, "none") == ""


def test_those_by_numbers_are_judged_too(train: Any, warned: Any) -> None:
    assert "--preprocessing 0/0.004 were too large" in warned(train("unit"), "0/0.004")
    assert warned(train("unit"), "0.02/0.98") == ""


@pytest.mark.parametrize("begin", [normalising, normalisation])
@pytest.mark.parametrize(("how", "others"), [("unit", BYTES), ("none", SMALL)])
def test_a_normalisation_that_comes_first_knows_its_numbers(
    train: Any, warned: Any, begin: Any, how: str, others: tuple[str, ...]
) -> None:
    path = train(how, begin)
    assert warned(path, how) == ""
    for other in others:
        assert f"likely scaled them by --preprocessing {how}" in warned(path, other)


@pytest.mark.parametrize("how", SMALL)
def test_scaling_twice_is_warned_of(train: Any, warned: Any, how: str) -> None:
    path = train("none", rescaling)
    assert warned(path, "none") == ""
    assert "scales pixels by itself, in 'rescaling" in warned(path, how)
    assert "likely one is --preprocessing none" in warned(path, how)


def test_pixels_that_are_too_small_to_be_seen_are_warned_of(train: Any, warned: Any) -> None:
    path = train("none", normalised)
    assert warned(path, "none") == ""
    said = warned(path, "unit")
    assert "All sample photos are answered alike" in said
    assert "likely one is --preprocessing none" in said


def normalised() -> Any:
    """Scales where it is not looked for: behind a convolution."""
    return keras.Sequential([layers.Conv2D(8, 3), layers.BatchNormalization(momentum=0.8), layers.ReLU()])


def test_a_network_that_knows_nothing_is_not_warned_of(warned: Any, tmp_path: Path) -> None:
    image = keras.Input((SIDE, SIDE, 3))
    x = layers.GlobalAveragePooling2D()(layers.Conv2D(8, 3, activation="relu")(image))
    keras.Model(image, layers.Dense(30)(x)).save(tmp_path / "new.keras")
    for how in (*SMALL, *BYTES):
        assert warned(tmp_path / "new.keras", how) == "", how


def test_the_default_network_is_not_warned_of(lite0: Any, photos: list[NDArray[np.uint8]]) -> None:
    assert scaling_warnings(lite0, photos) == []


@pytest.mark.parametrize("constructor", ["EfficientNetB0", "MobileNetV3Small"])
def test_scaling_inside_the_applications_is_found(constructor: str) -> None:
    model = getattr(keras.applications, constructor)(weights=None, input_shape=(64, 64, 3))
    found = own_scaling(model)
    assert found.names[0].startswith("rescaling")
    assert found.fitted == (constructor == "EfficientNetB0")
