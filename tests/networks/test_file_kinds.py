"""Files that are no Keras model: the message says what each is, and what works for it."""

import json
import pickle
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import keras
import pytest
from keras import layers

from tetrascope.errors import InvalidInput
from tetrascope.networks.model_file import read_model


def network() -> keras.Model:
    image = keras.Input((16, 16, 3))
    x = layers.Conv2D(64, 3)(layers.Conv2D(4, 3)(image))
    return keras.Model(image, layers.Dense(4)(layers.GlobalAveragePooling2D()(x)))


def saved(path: Path) -> Path:
    network().save(path)
    return path


def refused(path: Path) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_model(path)
    assert caught.value.field == "model"
    assert path.name in caught.value.message
    assert len(caught.value.message) < 320
    return caught.value


def zip_of(*names: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
        return path

    return make


def bytes_of(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def folder_of(*names: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.mkdir()
        for name in names:
            (path / name).write_bytes(b"")
        return path

    return make


def cut(ending: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(saved(path.with_name(f"whole{ending}")).read_bytes()[:9000])
        return path

    return make


def weights_alone(path: Path) -> Path:
    network().save_weights(path.with_name("x.weights.h5"))
    return path.with_name("x.weights.h5").rename(path)


def tar(path: Path) -> Path:
    with tarfile.open(path, "w:gz"):
        return path


TENSORS = json.dumps({"w": {"dtype": "F32"}}).encode()
OTHER_FILES: dict[str, tuple[str, Callable[[Path], Path], str, str]] = {
    "empty": ("a.keras", bytes_of(b""), "an empty file", "again"),
    "cut off": ("a.keras", cut(".keras"), "cut off or damaged (9000 bytes)", "download it again"),
    "cut off, older": ("a.h5", cut(".h5"), "cut off or damaged (9000 bytes)", "download it again"),
    "LFS": ("a.keras", bytes_of(b"version https://git-lfs.github.com/spec/v1\n"), "pointer of Git LFS", "git lfs pull"),
    "web page": ("a.keras", bytes_of(b"\n<!DOCTYPE html><html>"), "a web page", "download the model itself"),
    "text": ("a.keras", bytes_of(b"no model"), "a file of another kind", "model.save('model.keras')"),
    "another ending": ("a.weights", bytes_of(b"no model"), "of another kind (its name ends in .weights)", "model.save"),
    "picture": ("a.keras", bytes_of(b"\x89PNG\r\n\x1a\n"), "a picture", "the image stands by itself"),
    "weights": ("a.weights.h5", weights_alone, "weights without their network", "model.load_weights('a.weights.h5')"),
    "weights renamed": ("a.keras", weights_alone, "weights without their network", "--weights NETWORK=a.keras"),
    "PyTorch": ("a.pt", zip_of("a/data.pkl", "a/data/0"), "a PyTorch file", "docs/other_formats.md"),
    "PyTorch, old": ("a.pth", bytes_of(b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80"), "a PyTorch file", "weights"),
    "pickle": ("a.pkl", bytes_of(pickle.dumps({"a": 1})), "a Python pickle, which can run any code", "weights"),
    "safetensors": (
        "a.safetensors",
        bytes_of(struct.pack("<Q", len(TENSORS)) + TENSORS + b"\0" * 8),
        "safetensors",
        "copy",
    ),
    "ONNX": ("a.onnx", bytes_of(b"\x08\x07\x12\x07pytorch"), "an ONNX model", "docs/other_formats.md"),
    "ONNX renamed": ("a.keras", bytes_of(b"\x08\x07\x12\x0bonnx.export"), "an ONNX model", "copy the weights"),
    "TensorFlow Lite": ("a.tflite", bytes_of(b"\x1c\0\0\0TFL3\0\0"), "a TensorFlow Lite model", "Keras model"),
    "TensorFlow.js": (
        "model.json",
        bytes_of(b'{"modelTopology": {}}'),
        "a TensorFlow.js model",
        "TensorFlow, then Keras",
    ),
    "architecture": (
        "a.json",
        lambda path: bytes_of(network().to_json().encode())(path),
        "without its weights",
        "save",
    ),
    "frozen graph": ("a.pb", bytes_of(b"\n\x0e\n\x01x"), "SavedModel", "with the code that made it"),
    "Teachable Machine": (
        "a.zip",
        zip_of("keras_model.h5", "labels.txt"),
        "Teachable Machine's archive",
        "--preprocessing tf",
    ),
    "Teachable Machine for pages": ("a.zip", zip_of("model.json", "weights.bin"), "TensorFlow.js", "then Keras"),
    "Teachable Machine for phones": (
        "a.zip",
        zip_of("model_unquant.tflite", "labels.txt"),
        "TensorFlow Lite",
        "then Keras",
    ),
    "zip": ("a.zip", zip_of("photos/cat.jpg"), "an archive", "Unpack it"),
    "tar": ("a.tar.gz", tar, "an archive", "Unpack it"),
    "SavedModel": ("a", folder_of("saved_model.pb", "fingerprint.pb"), "SavedModel, which has lost its layers", "save"),
    "SavedModel of Keras 2": (
        "a",
        folder_of("saved_model.pb", "keras_metadata.pb"),
        "of Keras 2",
        "pip install tf_keras",
    ),
    "unpacked": (
        "a",
        folder_of("config.json", "metadata.json", "model.weights.h5"),
        "unpacked",
        "python -m zipfile -c",
    ),
    "folder": ("a", folder_of("pets.keras", "notes.txt"), "a folder", "Name the file in it: pets.keras"),
    "empty folder": ("a", folder_of(), "a folder", "ends in .keras or .h5"),
}


@pytest.mark.parametrize("kind", OTHER_FILES)
def test_another_file_says_what_it_is_and_what_works(kind: str, tmp_path: Path) -> None:
    name, make, message, hint = OTHER_FILES[kind]
    error = refused(make(tmp_path / name))
    assert message in error.message
    assert hint in (error.hint or "")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "a.keras").message
