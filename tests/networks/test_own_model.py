from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.own_model import OwnModel, OwnModels
from tetrascope.networks.softmax import softmax


def own_model(classes: int, *ends: Any) -> keras.Model:
    backbone = keras.Sequential([keras.Input((32, 32, 3)), layers.Conv2D(4, 3, name="conv"), layers.ReLU()])
    image = keras.Input((32, 32, 3))
    x = layers.GlobalAveragePooling2D()(backbone(image))
    x = layers.Dense(classes, activation="softmax")(x)
    for end in ends:
        x = end(x)
    return keras.Model(image, x)


def test_a_model_of_ones_own(tmp_path: Path) -> None:
    model = own_model(5)
    model.save(tmp_path / "pets.keras")
    network = OwnModel(tmp_path / "pets.keras").describe()
    assert (network.title, network.class_count, network.source) == ("pets", 5, "file")
    assert [layer.name for layer in network.layers] == ["conv"]
    images = np.random.default_rng(0).integers(0, 255, (2, 32, 32, 3), dtype=np.uint8)
    assert_alike(np.asarray(model(images)), softmax(network.logits(images)))


def test_a_model_with_code_in_it_is_refused(tmp_path: Path) -> None:
    own_model(5, layers.Lambda(lambda x: x)).save(tmp_path / "own.keras")
    with pytest.raises(InvalidInput) as caught:
        OwnModel(tmp_path / "own.keras").describe()
    assert caught.value.field == "model"


def test_a_model_that_takes_any_size_is_given_one(tmp_path: Path) -> None:
    backbone = keras.Sequential([keras.Input((None, None, 1)), layers.Conv2D(4, 3, name="conv"), layers.ReLU()])
    image = keras.Input((None, None, 1))
    model = keras.Model(image, layers.Dense(5)(layers.GlobalAveragePooling2D()(backbone(image))))
    model.save(tmp_path / "any.keras")
    with pytest.raises(InvalidInput, match="takes any") as caught:
        OwnModel(tmp_path / "any.keras").describe()
    assert (caught.value.field, "--size" in (caught.value.hint or "")) == ("input_size", True)
    network = OwnModel(tmp_path / "any.keras", size=(20, 30), preprocessing="unit", fit="pad").describe()
    assert (network.input.size, network.input.channels, network.input.fit) == ((20, 30), 1, "pad")
    assert (network.layers[0].height, network.layers[0].width) == (18, 28)
    images = np.random.default_rng(0).integers(0, 255, (2, 20, 30, 1), dtype=np.uint8)
    assert_alike(np.asarray(model(images / 255)), network.logits(images.repeat(3, -1)))


@pytest.mark.parametrize(
    ("made", "size", "expected"),
    [
        ((None, 32, 3), (20, 30), "any x 32, got 20 x 30"),
        ((None, None, 3), (2, 2), "size that the network can work on"),
    ],
)
def test_a_size_that_does_not_do_is_refused(
    made: tuple[int | None, ...], size: tuple[int, int], expected: str, tmp_path: Path
) -> None:
    image = keras.Input(made)
    x = layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3)(image))
    keras.Model(image, layers.Dense(5)(x)).save(tmp_path / "any.keras")
    with pytest.raises(InvalidInput, match=expected) as caught:
        OwnModel(tmp_path / "any.keras", size=size).describe()
    assert caught.value.field == "input_size"


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.keras").write_bytes(b"no model")
    with pytest.raises(InvalidInput) as caught:
        OwnModel(tmp_path / "own.keras").describe()
    assert caught.value.field == "model"


def test_an_older_format_is_read(tmp_path: Path) -> None:
    model = own_model(5)
    model.save(tmp_path / "pets.h5")
    network = OwnModel(tmp_path / "pets.h5").describe()
    assert (network.title, network.class_count, network.source) == ("pets", 5, "file")


def test_its_id_is_made_of_the_files_name() -> None:
    assert OwnModel(Path("My Pets, v2.keras")).network_id == "own-my-pets-v2"


def test_class_names_are_its_own(tmp_path: Path) -> None:
    own_model(4).save(tmp_path / "own.keras")
    names = tmp_path / "names.txt"
    names.write_text("ant\nbee\n\ncricket\ndragonfly\n", encoding="utf-8")
    network = OwnModel(tmp_path / "own.keras", class_names=names).describe()
    assert [network.class_name(index) for index in range(4)] == ["ant", "bee", "cricket", "dragonfly"]
    assert network.class_meaning(1) is None
    names.write_text("ant\nbee\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="Expected 4 class names") as caught:
        OwnModel(tmp_path / "own.keras", class_names=names).describe()
    assert caught.value.field == "class_names"


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    own_model(4).save(tmp_path / "own.keras")
    (tmp_path / "names").write_bytes(b"\x00\xfe\xfa\x01")
    with pytest.raises(InvalidInput) as caught:
        OwnModel(tmp_path / "own.keras", class_names=tmp_path / "names").describe()
    assert caught.value.field == "class_names"


@pytest.mark.parametrize("classes", [1000, 1001])
def test_a_model_of_as_many_classes_as_imagenet_is_no_imagenet_network_unless_told(
    classes: int, tmp_path: Path
) -> None:
    own_model(classes).save(tmp_path / "products.keras")
    network = OwnModel(tmp_path / "products.keras").describe()
    assert (network.class_name(281), network.class_meaning(281)) == ("class 281", None)
    network = OwnModel(tmp_path / "products.keras", class_names="imagenet").describe()
    assert network.class_name(classes - 1) == "toilet tissue"


def test_a_model_in_memory_answers_as_its_file_does(tmp_path: Path) -> None:
    model = own_model(5)
    model.compile(loss="categorical_crossentropy")
    model.save(tmp_path / "pets.keras")
    images = np.random.default_rng(0).integers(0, 255, (2, 32, 32, 3), dtype=np.uint8)
    held, saved = OwnModel(model).describe(), OwnModel(tmp_path / "pets.keras").describe()
    assert_alike(saved.logits(images), held.logits(images))
    assert (held.title, held.network_id) == (model.name, OwnModel(model).network_id)
    assert [layer.name for layer in held.layers] == [layer.name for layer in saved.layers]
    assert held.answers == saved.answers


def test_a_model_in_memory_may_be_trained_on_without_a_change_of_answers() -> None:
    model = own_model(5)
    network = OwnModel(model).describe()
    images = np.random.default_rng(0).integers(0, 255, (1, 32, 32, 3), dtype=np.uint8)
    before = network.logits(images).copy()
    model.set_weights([weights + 1 for weights in model.get_weights()])
    np.testing.assert_array_equal(network.logits(images), before)
    again = OwnModel(model).describe()
    assert again.weights_identity != network.weights_identity
    assert_alike(np.asarray(model(images)), softmax(again.logits(images)))


def test_code_of_ones_own_may_stand_in_a_model_in_memory() -> None:
    model = own_model(5, layers.Lambda(lambda x: x * 1.0))
    network = OwnModel(model).describe()
    images = np.random.default_rng(0).integers(0, 255, (2, 32, 32, 3), dtype=np.uint8)
    assert_alike(np.asarray(model(images)), softmax(network.logits(images)))


def test_the_loss_of_a_model_in_memory_says_what_its_numbers_mean() -> None:
    image = keras.Input((16, 16, 3))
    x = layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3, activation="relu")(image))
    model = keras.Model(image, layers.Dense(3)(x))
    assert OwnModel(model).describe().answers.kind == "exclusive"
    model.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True))
    assert OwnModel(model).describe().answers.kind == "independent"
    model.compile(loss=lambda truth, answer: (truth - answer) ** 2)  # of one's own: it tells nothing
    assert OwnModel(model).describe().answers.kind == "exclusive"


@pytest.mark.parametrize(
    ("files", "ids", "titles"),
    [
        (["a/Pets.keras", "a/zoo.h5"], ["own-pets", "own-zoo"], ["Pets", "zoo"]),
        (
            ["runs/1/best.keras", "runs/2/best.keras", "a/zoo.h5"],
            ["own-1-best", "own-2-best", "own-zoo"],
            ["1/best", "2/best", "zoo"],
        ),
        (["x/b/best.keras", "y/b/best.h5"], ["own-x-b-best", "own-y-b-best"], ["x/b/best", "y/b/best"]),
        (["runs/1/../1/best.keras", "runs/best.keras"], ["own-1-best", "own-runs-best"], ["1/best", "runs/best"]),
    ],
)
def test_files_of_one_name_are_told_apart_by_their_folders(files: list[str], ids: list[str], titles: list[str]) -> None:
    for order in (slice(None), slice(None, None, -1)):  # what one is called does not depend on which comes first
        entries = OwnModels(*(OwnModel(Path(file)) for file in files[order])).entries()
        assert [entry.network_id for entry in entries] == ids[order]
        assert [entry.title for entry in entries] == titles[order]


@pytest.mark.parametrize(
    ("models", "words"),
    [
        (
            [OwnModel(Path("a/pets.keras")), OwnModel(Path("a/Pets.h5"))],
            r"'a.+pets.keras' and 'a.+Pets.h5', .* own-pets",
        ),
        ([OwnModel(Path("a/pets.keras"))] * 2, "own-pets"),
        ([OwnModel(keras.Sequential(name=name)) for name in ("Net", "net")], "own-net"),
        ([OwnModel(Path("a/b.keras")), OwnModel(Path("c/b.keras")), OwnModel(Path("a-b.keras"))], "own-a-b"),
    ],
    ids=["other endings", "the same file", "in memory", "a name like a folder"],
)
def test_what_cannot_be_told_apart_is_refused(models: list[OwnModel], words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        OwnModels(*models)
    assert (caught.value.field, caught.value.hint) == ("model", "Rename all but one of them.")


class _Subclassed(keras.Model):
    def call(self, image: Any) -> Any:
        return image


class _Unclear(layers.Layer):
    """Keras cannot tell what it was made with."""

    def __init__(self, table: object) -> None:
        super().__init__()
        self.table = table

    def build(self, shape: Any) -> None:
        self.shift = self.add_weight(shape=(shape[-1],))

    def call(self, x: Any) -> Any:
        return x + self.shift


@pytest.mark.parametrize(
    ("made", "expected"),
    [(_Subclassed, "Functional or Sequential"), (lambda: own_model(3, _Unclear(object())), "can be copied")],
)
def test_a_model_in_memory_that_cannot_be_looked_into_is_refused(made: Any, expected: str) -> None:
    with pytest.raises(InvalidInput, match=expected) as caught:
        OwnModel(made()).describe()
    assert caught.value.hint


def test_a_sequential_in_memory() -> None:
    model = keras.Sequential(
        [keras.Input((16, 16, 3)), layers.Conv2D(4, 3, name="conv"), layers.GlobalMaxPooling2D(), layers.Dense(3)]
    )
    network = OwnModel(model).load()
    assert network.source == "memory"
    images = np.random.default_rng(0).integers(0, 255, (2, 16, 16, 3), dtype=np.uint8)
    assert_alike(np.asarray(model(images)), network.logits(images))


def test_of_several_outputs_in_memory_one_is_chosen_by_name() -> None:
    image = keras.Input((16, 16, 3))
    x = layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3)(image))
    model = keras.Model(image, {"kind": layers.Dense(3)(x), "place": layers.Dense(5)(x)})
    network = OwnModel(model, output_name="place").load()
    images = np.random.default_rng(0).integers(0, 255, (2, 16, 16, 3), dtype=np.uint8)
    assert_alike(np.asarray(model(images)["place"]), network.logits(images))
