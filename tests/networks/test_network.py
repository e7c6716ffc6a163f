import threading

import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.networks.device import Compiled
from tetrascope.networks.network import MAX_BATCH, MAX_TAPS, Network

RANDOM = np.random.default_rng(0)


def small_model() -> keras.Model:
    keras.utils.set_random_seed(0)
    image = keras.Input((8, 6, 3), name="image")
    x = keras.layers.Conv2D(4, 3, padding="same", activation="relu", name="first")(image)
    x = keras.layers.Conv2D(5, 3, strides=2, padding="same", name="second")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(image, keras.layers.Dense(7, name="logits")(x))


def network_of(model: keras.Model) -> Network:
    return Network(
        network_id="small",
        title="Small",
        model=model,
        preprocessing="tf",
        weights_identity="seed 0",
        source="random",
    )


@pytest.fixture(scope="module")
def small() -> Network:
    return network_of(small_model())


def photos(count: int, height: int = 8, width: int = 6) -> NDArray[np.uint8]:
    return RANDOM.integers(0, 256, (count, height, width, 3), dtype=np.uint8)


def test_it_knows_its_shape(small: Network) -> None:
    assert (small.network_id, small.title, small.weights_identity, small.source) == (
        "small",
        "Small",
        "seed 0",
        "random",
    )
    assert (small.input_height, small.input_width, small.class_count) == (8, 6, 7)
    assert small.parameters == (3 * 9 + 1) * 4 + (4 * 9 + 1) * 5 + (5 + 1) * 7
    assert [layer.name for layer in small.layers][:2] == ["first", "second"]
    assert small.stages[0].edges == []
    assert small.class_name(3) == "class 3"
    assert small.class_meaning(3) is None


def test_logits_and_activations_are_those_of_the_plain_model(small: Network) -> None:
    images = photos(3)
    inputs = images / np.float32(127.5) - 1
    first, second = small.model.get_layer("first"), small.model.get_layer("second")
    logits, maps = small.activations(images, ["second", "first"])
    assert_alike(np.asarray(small.model(inputs)), logits)
    assert_alike(np.asarray(first(inputs)), maps["first"])
    assert_alike(np.asarray(second(first(inputs))), maps["second"])
    assert maps["second"].shape == (3, 4, 3, 5)
    assert {array.dtype for array in (logits, *maps.values())} == {np.dtype(np.float32)}


@pytest.mark.parametrize("count", [1, 2, MAX_BATCH - 1, MAX_BATCH, MAX_BATCH + 1, 2 * MAX_BATCH + 5])
def test_any_number_of_images_gives_what_each_gives_alone(small: Network, count: int) -> None:
    images = photos(count)
    logits, maps = small.activations(images, ["first"])
    assert logits.shape == (count, 7)
    assert maps["first"].shape == (count, 8, 6, 4)
    assert_alike(np.concatenate([small.logits(image[None]) for image in images]), logits)
    assert_alike(logits, small.logits(images))


@pytest.fixture
def count_passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of images in each forward pass since the test began."""
    passes: list[int] = []
    forward = Compiled.__call__

    def counted(compiled: Compiled, batch: NDArray[np.float32]) -> object:
        passes.append(len(batch))
        return forward(compiled, batch)

    monkeypatch.setattr(Compiled, "__call__", counted)
    return passes


def test_one_pass_for_all_layers(small: Network, count_passes: list[int]) -> None:
    small.activations(photos(1), [layer.name for layer in small.layers])
    assert count_passes == [1]
    small.logits(photos(MAX_BATCH + 3))
    assert count_passes == [1, MAX_BATCH, 3]


def test_every_layer_has_the_shape_it_claims(lite0: Network, chelsea: NDArray[np.uint8]) -> None:
    image = lite0.picture(chelsea)[None]
    logits, maps = lite0.activations(image, [layer.name for layer in lite0.layers])
    assert {layer.name: (1, layer.height, layer.width, layer.channels) for layer in lite0.layers} == {
        name: array.shape for name, array in maps.items()
    }
    assert_alike(lite0.logits(image), logits, absolute=1e-4)
    assert maps["stem_conv"].min() == 0
    assert maps["stem_conv"].max() == 6


def test_asking_for_other_layers_compiles_nothing_new() -> None:
    small = network_of(small_model())
    for layers in (["first", "second"], ["second", "first"], ["second"], ["first", "first"]):
        _, maps = small.activations(photos(1), layers)
        assert set(maps) == set(layers)
    assert small._tap.cache_info().currsize == 1
    assert small._tap.cache_info().maxsize == MAX_TAPS


def test_large_maps_go_through_in_small_batches(count_passes: list[int]) -> None:
    bytes_of_first = 4 * 8 * 6 * 4
    small = network_of(small_model())
    memory = 2 * bytes_of_first - 1
    assert small.activations(photos(3), ["first"], memory=memory)[1]["first"].shape == (3, 8, 6, 4)
    assert count_passes == [1, 1, 1]
    small.activations(photos(3), ["second"], memory=memory)
    small.logits(photos(3))
    assert small._tap.cache_info().currsize <= 3
    assert count_passes[-1] == 3


def test_maps_too_large_for_a_pass_are_not_given_out_unasked() -> None:
    small = network_of(small_model())
    assert small._choose_tap({"second"}, 1).layers == ("second",)
    assert small._choose_tap(set(), 1).layers == ()


def test_an_unknown_layer_is_an_error_with_the_closest_names(small: Network) -> None:
    with pytest.raises(NotFound, match="Expected a layer of Small, got 'secnd'") as caught:
        small.activations(photos(1), ["first", "secnd"])
    assert caught.value.field == "layers"
    assert "second" in str(caught.value.hint)
    with pytest.raises(NotFound) as caught:
        small.layer("zzz", field="layer")
    assert caught.value.field == "layer"
    assert "first" in str(caught.value.hint)


@pytest.mark.parametrize(
    "images",
    [
        np.zeros((1, 6, 8, 3), np.uint8),
        np.zeros((8, 6, 3), np.uint8),
        np.zeros((1, 8, 6, 1), np.uint8),
        np.zeros((0, 8, 6, 3), np.uint8),
        np.zeros((1, 8, 6, 3), np.float32),
    ],
)
def test_images_of_another_kind_are_refused(small: Network, images: NDArray[np.uint8]) -> None:
    with pytest.raises(InvalidInput, match=r"each \(8, 6, 3\), got") as caught:
        small.logits(images)
    assert caught.value.field == "images"


def test_a_photo_is_brought_to_the_input(small: Network) -> None:
    assert small.picture(photos(1, 30, 50)[0]).shape == (8, 6, 3)


def test_threads_may_share_a_network() -> None:
    small = network_of(small_model())
    images = photos(20)
    expected = np.asarray(small.model(images / np.float32(127.5) - 1))
    found: dict[int, NDArray[np.float32]] = {}

    def work(thread: int) -> None:
        for _ in range(5):
            found[thread] = small.activations(images, ["first"] if thread % 2 else [])[0]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    for logits in found.values():
        assert_alike(expected, logits)


@pytest.mark.parametrize(
    ("label", "shape", "classes"),
    [
        ("size not fixed", (None, None, 3), (5,)),
        ("four channels", (8, 8, 4), (5,)),
        ("a map as output", (8, 8, 3), None),
    ],
)
def test_other_models_are_refused(label: str, shape: tuple[int | None, ...], classes: tuple[int] | None) -> None:
    image = keras.Input(shape)
    x = keras.layers.Conv2D(2, 3)(image)
    if classes is not None:
        x = keras.layers.Dense(*classes)(keras.layers.GlobalAveragePooling2D()(x))
    with pytest.raises(InvalidInput, match="Expected a network that") as caught:
        network_of(keras.Model(image, x))
    assert caught.value.message, label


def test_layers_of_nested_models_and_of_a_layer_used_twice_are_within_reach() -> None:
    inner = keras.Sequential([keras.Input((8, 8, 4)), keras.layers.Conv2D(4, 3, padding="same", name="twice")])
    image = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(4, 1, name="widen")(image)
    x = inner(inner(x))
    plain = keras.Model(image, keras.layers.Dense(5)(keras.layers.GlobalAveragePooling2D()(x)))
    network = network_of(plain)
    images = photos(2, 8, 8)
    logits, maps = network.activations(images, [layer.name for layer in network.layers])
    convolutions = [layer.name for layer in network.layers if layer.kind == "convolution"]
    assert len(convolutions) == 3
    once = np.asarray(inner(maps["widen"]))
    assert_alike(once, maps[convolutions[1]])
    assert_alike(np.asarray(inner(once)), maps[convolutions[2]])
    assert_alike(np.asarray(plain(images / np.float32(127.5) - 1)), logits)
