"""Every kind of model that people have, through the whole command line, beside what plain Keras makes of its file.

Plain Keras is `image_dataset_from_directory` for the photos, `load_model` for the file and `predict` for the answers;
what training code does around these (scaling pixels, a softmax on logits) is written out in each case.
"""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from keras.applications import imagenet_utils
from numpy.typing import NDArray
from PIL import Image, ImageOps

from tetrascope.cli import main
from tetrascope.photos.samples import SAMPLES
from tetrascope.report.folder_comparison import ImageAnswer
from tetrascope.study.results.csv_file import ENCODING

Array = NDArray[Any]
SIZE = (40, 56)
"""Rows and columns where a kind says nothing else."""
NAMES = ("ant", "bee", "cat", "dog")


@dataclass(frozen=True)
class Kind:
    """A model as somebody has it, and how their own code would use it."""

    model: Callable[[], keras.Model]
    options: tuple[str, ...] = ()
    """Of the command line, after `--model FILE`."""
    scale: Callable[[Array], Array] = lambda pixels: pixels
    """What their code does with pixels 0..255 before the model."""
    probabilities: Callable[[Any], Array] = np.asarray
    """What it does with the model's answers."""
    fit: str = "squash"
    size: tuple[int, int] = SIZE
    ending: str = "keras"
    names: tuple[str, str] | None = None
    """A file of class names and what is in it."""
    grey: bool = False
    code: str | None = None
    """Python code with layers of its own."""


def net(
    *ends: Any, shape: tuple[int | None, ...] = (*SIZE, 3), begin: tuple[Any, ...] = (), loss: Any = None
) -> keras.Model:
    """A small network whose answers differ from photo to photo; without `begin` it wants pixels of about -1..1."""
    image = keras.Input(shape)
    x = image
    for layer in begin:
        x = layer(x)
    x = layers.Conv2D(8, 5, strides=2, kernel_initializer=keras.initializers.RandomNormal(0, 0.3), activation="relu")(x)
    x = layers.DepthwiseConv2D(3, padding="same")(x)
    x = layers.GlobalAveragePooling2D()(layers.ReLU()(layers.BatchNormalization()(x)))
    answers = [end(x) for end in ends or (dense(4, "softmax"),)]
    model = keras.Model(image, answers[0] if len(answers) == 1 else answers)
    if loss is not None:
        model.compile(loss=loss)
    return model


def dense(units: int, activation: str | None = None, name: str | None = None) -> layers.Dense:
    return layers.Dense(units, activation, kernel_initializer=keras.initializers.RandomNormal(0, 2), name=name)


def softmax(logits: Any) -> Array:
    return np.asarray(keras.ops.softmax(logits))


def both(probability: Any) -> Array:
    """Of two classes, where a model gives out the second's probability alone."""
    second = np.asarray(probability)
    return np.concatenate([1 - second, second], axis=-1)


HALVED = """
import keras

class Halved(keras.layers.Layer):
    def call(self, x):
        return x / 2
"""


class Halved(layers.Layer):  # type: ignore[misc]  # Keras has no types
    def call(self, x: Any) -> Any:
        return x / 2


def nested() -> keras.Model:
    """As people train on a backbone: augmentation, scaling and backbone are layers of the model."""
    backbone = net(layers.Reshape((8,)))
    return keras.Sequential(
        [
            keras.Input((*SIZE, 3)), layers.RandomFlip(), layers.RandomRotation(0.1),
            layers.Rescaling(1 / 127.5, offset=-1), backbone, layers.Dropout(0.3), dense(4, "softmax"),
        ]
    )  # fmt: skip


def normalised() -> keras.Model:
    normalisation = layers.Normalization(mean=[120.0, 110.0, 100.0], variance=[3000.0, 2500.0, 2800.0])
    return net(begin=(normalisation,))


def mixed() -> keras.Model:
    """Trained in half precision, whose policy its layers keep."""
    before = keras.mixed_precision.global_policy()
    keras.mixed_precision.set_global_policy("mixed_float16")
    try:
        return net(lambda x: layers.Activation("softmax", dtype="float32")(dense(4)(x)))
    finally:
        keras.mixed_precision.set_global_policy(before)


UNIT: dict[str, Any] = {"scale": lambda pixels: pixels / 255}
KINDS: dict[str, Kind] = {
    "preprocessing inside": Kind(lambda: net(begin=(layers.Rescaling(1 / 255),))),
    "preprocessing outside, 0..1": Kind(net, ("--preprocessing", "unit"), **UNIT),
    "preprocessing outside, tf": Kind(
        net, ("--preprocessing", "tf"), lambda pixels: imagenet_utils.preprocess_input(pixels.copy(), mode="tf")
    ),
    "preprocessing outside, torch": Kind(
        net, ("--preprocessing", "torch"), lambda pixels: imagenet_utils.preprocess_input(pixels.copy(), mode="torch")
    ),
    "preprocessing outside, caffe": Kind(
        lambda: net(begin=(layers.Rescaling(1 / 64),)), ("--preprocessing", "caffe"),
        lambda pixels: imagenet_utils.preprocess_input(pixels.copy(), mode="caffe"),
    ),
    "preprocessing outside, mean and deviation": Kind(
        net, ("--preprocessing", "0.4,0.5,0.6/0.2,0.25,0.3"), lambda x: (x / 255 - [0.4, 0.5, 0.6]) / [0.2, 0.25, 0.3]
    ),
    "a normalisation that has seen the data": Kind(normalised),
    "grey": Kind(
        lambda: net(shape=(28, 28, 1)), ("--preprocessing", "unit"), size=(28, 28), grey=True, **UNIT
    ),
    "grey, of another aspect ratio": Kind(
        lambda: net(shape=(64, 20, 1), begin=(layers.Rescaling(1 / 255),)), size=(64, 20), grey=True
    ),
    "upright": Kind(lambda: net(shape=(72, 24, 3)), ("--preprocessing", "unit"), size=(72, 24), **UNIT),
    "any size": Kind(
        lambda: net(shape=(None, None, 3)), ("--preprocessing", "unit", "--size", "33x47"), size=(33, 47), **UNIT
    ),
    "fit by padding": Kind(net, ("--preprocessing", "unit"), fit="pad", **UNIT),
    "fit by cropping": Kind(net, ("--preprocessing", "unit"), fit="crop", **UNIT),
    "one sigmoid": Kind(
        lambda: net(dense(1, "sigmoid"), loss="binary_crossentropy"), ("--preprocessing", "unit"),
        probabilities=both, names=("names.txt", "no\nyes\n"), **UNIT,
    ),
    "one logit": Kind(
        lambda: net(dense(1), loss=keras.losses.BinaryCrossentropy(from_logits=True)), ("--preprocessing", "unit"),
        probabilities=lambda logit: both(keras.ops.sigmoid(logit)), **UNIT,
    ),
    "logits without softmax": Kind(
        lambda: net(dense(4), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True)),
        ("--preprocessing", "unit"), probabilities=softmax, **UNIT,
    ),
    "logits of which nothing is said": Kind(
        lambda: net(dense(4)), ("--preprocessing", "unit", "--output", "logits"), probabilities=softmax, **UNIT
    ),
    "several labels at once": Kind(
        lambda: net(dense(5, "sigmoid"), loss="binary_crossentropy"), ("--preprocessing", "unit"), **UNIT
    ),
    "several labels at once, as logits": Kind(
        lambda: net(dense(5)), ("--preprocessing", "unit", "--output", "independent"),
        probabilities=lambda logits: np.asarray(keras.ops.sigmoid(logits)), **UNIT,
    ),
    "the second of two outputs": Kind(
        lambda: net(dense(3, "softmax", "colour"), dense(4, "softmax", "animal")),
        ("--preprocessing", "unit", "--output-name", "animal"), probabilities=lambda both: np.asarray(both[1]), **UNIT,
    ),
    "an .h5 file": Kind(lambda: net(loss="categorical_crossentropy"), ("--preprocessing", "unit"), ending="h5", **UNIT),
    "a model in a model": Kind(nested),
    "a model in a model, in an .h5 file": Kind(nested, ending="h5"),
    "a layer of one's own": Kind(
        lambda: net(begin=(Halved(),)), ("--preprocessing", "unit"), code=HALVED, **UNIT
    ),
    "half precision": Kind(mixed, ("--preprocessing", "unit"), **UNIT),
    "names in lines": Kind(net, ("--preprocessing", "unit"), names=("names.txt", "\n".join(NAMES)), **UNIT),
    "names in CSV": Kind(
        net, ("--preprocessing", "unit"), names=("names.csv", "index,name\n3,dog\n0,ant\n2,cat\n1,bee\n"), **UNIT
    ),
    "names in JSON": Kind(net, ("--preprocessing", "unit"), names=("names.json", json.dumps(NAMES)), **UNIT),
    "names in class_indices": Kind(
        net, ("--preprocessing", "unit"), names=("class_indices.json", '{"dog": 3, "ant": 0, "bee": 1, "cat": 2}'),
        **UNIT,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What one run of the command has said of all of them."""

    folder: Path
    photos: list[Path]
    answers: dict[str, list[ImageAnswer]]
    """By kind, for each photo."""

    def file(self, name: str) -> Path:
        return self.folder / f"{name_of(name)}.{KINDS[name].ending}"


def name_of(kind: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in kind)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`tetrascope compare` of the samples, with a model of every kind."""
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "photos").mkdir()
    for sample in SAMPLES:
        with sample.path().open("rb") as photo, Image.open(photo) as image:
            image.convert("RGB").resize((120, 90)).save(folder / "photos" / f"{sample.name}.png")
    command = ["compare", str(folder / "photos"), "--out", str(folder / "out")]
    for seed, (name, kind) in enumerate(KINDS.items()):
        keras.utils.set_random_seed(seed)
        file = folder / f"{name_of(name)}.{kind.ending}"
        kind.model().save(file)
        command += ["--model", str(file), "--fit", kind.fit, *kind.options]
        if kind.names is not None:
            names = folder / f"{name_of(name)} {kind.names[0]}"
            names.write_text(kind.names[1], encoding="utf-8")
            command += ["--class-names", str(names)]
        if kind.code is not None:
            code = folder / f"{name_of(name)}.py"
            code.write_text(kind.code, encoding="utf-8")
            command += ["--custom-objects", str(code)]
    assert main(command) == 0
    with (folder / "out" / "comparison.csv").open(encoding=ENCODING, newline="") as lines:
        order = [row["image"] for row in csv.DictReader(lines)]
    return Run(folder, [folder / "photos" / name for name in order], _answers(folder / "out", len(order)))


def _answers(out: Path, photos: int) -> dict[str, list[ImageAnswer]]:
    """What is kept of each, in the order of the photos."""
    found = {}
    for name in KINDS:
        network_id = "own-" + "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
        lines = (out / "answers" / f"{network_id}.jsonl").read_text(encoding="utf-8").splitlines()
        found[name] = [ImageAnswer.model_validate(json.loads(line)["answer"]) for line in lines]
        assert len(lines) == photos
    return found


def plain_pictures(kind: Kind, photos: list[Path]) -> Array:
    """The photos as a training in Keras loads them, but rounded to bytes: floats (n, rows, columns, channels)."""
    if kind.fit == "crop":  # Keras's own crop does not average where it shrinks
        cropped = [ImageOps.fit(Image.open(photo), kind.size[::-1], Image.Resampling.BILINEAR) for photo in photos]
        return np.stack([np.asarray(each, np.float32) for each in cropped])
    if kind.grey:  # of a PNG in colour the data set's decoder rounds its grey down
        grey = [keras.utils.img_to_array(keras.utils.load_img(photo, color_mode="grayscale")) for photo in photos]
        pictures = np.stack([np.asarray(keras.ops.image.resize(each, kind.size)) for each in grey])
        return np.asarray(np.rint(pictures))
    dataset = keras.utils.image_dataset_from_directory(
        photos[0].parent, labels=None, shuffle=False, batch_size=None, image_size=kind.size,
        pad_to_aspect_ratio=kind.fit == "pad", verbose=False,
    )  # fmt: skip
    return np.asarray(np.rint(np.stack([np.asarray(each) for each in dataset])))


@pytest.mark.parametrize("name", KINDS)
def test_answers_are_those_of_plain_keras(name: str, run: Run) -> None:
    kind = KINDS[name]
    model = keras.models.load_model(run.file(name), {"Halved": Halved}, compile=False)
    expected = kind.probabilities(model.predict(kind.scale(plain_pictures(kind, run.photos)), verbose=0))
    classes = expected.shape[1]
    assert len(run.answers[name]) == len(expected)
    found = np.zeros_like(expected)
    for row, answer in zip(found, run.answers[name], strict=True):
        row[[each.index for each in answer.likeliest]] = [each.probability for each in answer.likeliest]
    assert min(classes, 5) == classes, "all classes are kept, so that all can be compared"
    assert np.ptp(expected, axis=0).max() > 0.02, "the photos are told apart, so that a wrong input would show"
    tolerance = 2e-2 if name == "half precision" else 2e-3 if kind.fit == "crop" else 2e-4
    np.testing.assert_allclose(found, expected, atol=tolerance)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.names])
def test_classes_have_the_names_of_the_file(name: str, run: Run) -> None:
    names = ("no", "yes") if name == "one sigmoid" else NAMES
    told = {each.index: each.name for answer in run.answers[name] for each in answer.likeliest}
    assert told == dict(enumerate(names))
