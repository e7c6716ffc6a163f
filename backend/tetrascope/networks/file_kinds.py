"""What a file is that somebody names as a network: seen from its first bytes, never from its ending alone.

Light to import, so that the wrong file is told before anything slow is loaded.
"""

import json
import struct
import zipfile
from pathlib import Path
from typing import Literal, NamedTuple

from tetrascope.errors import InvalidInput

Format = Literal["keras", "hdf5"]
"""`keras`: the zip that Keras 3, and 2 from 2.13 on, write. `hdf5`: what Keras wrote before."""

_HEAD = 4096
_SAVE = "Load it with the code that made it, then save the model: model.save('model.keras')."
_AGAIN = "Copy or download it again."
_REBUILD = (
    "Tetrascope reads Keras models: build the same network with Keras, copy the weights, model.save('model.keras')."
)
_CONVERT = f"{_REBUILD} Or convert it in Python, and check that: docs/other_formats.md of Tetrascope says how."
_EXPORT = "In Teachable Machine choose Export Model, then TensorFlow, then Keras."
_TEACHABLE = "--model keras_model.h5 --class-names labels.txt --preprocessing tf"


class _Kind(NamedTuple):
    """A kind of file that is no Keras model."""

    name: str
    hint: str


_PYTORCH = _Kind("a PyTorch file", _CONVERT)
_PICKLE = _Kind("a Python pickle, which can run any code", _REBUILD)
_TENSORFLOW_JS = _Kind("a TensorFlow.js model", f"Take the Keras model that it was made from. {_EXPORT}")
_LITE = _Kind("a TensorFlow Lite model", f"Take the Keras model that it was made from. {_EXPORT}")
_SAVED_MODEL = _Kind("a TensorFlow SavedModel, which has lost its layers", _SAVE)
_SAVED_BY_KERAS = _Kind(
    "a SavedModel of Keras 2",
    "Run: pip install tf_keras, then: python -c \"import tf_keras; tf_keras.models.load_model('FOLDER')"
    ".save('model.keras')\", then --model model.keras.",
)
_ONNX = _Kind("an ONNX model", _CONVERT)
_PICTURE = _Kind("a picture", "--model takes the network; the image stands by itself.")
_ARCHIVE = _Kind("an archive", "Unpack it and name the model's file in it, a .keras or .h5 file.")
_WEIGHTS = _Kind(
    "weights without their network",
    "Build the model in Python, model.load_weights('FILE'), model.save('model.keras'). For a network of the catalog: "
    "--weights NETWORK=FILE.",
)
_ARCHITECTURE = _Kind("a network without its weights", _SAVE)

_SIGNATURES: tuple[tuple[bytes, _Kind], ...] = (
    (b"version https://git-lfs", _Kind("a pointer of Git LFS, not the file itself", "Run: git lfs pull")),
    (b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.", _PYTORCH),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\x93NUMPY", _Kind("a NumPy array", _SAVE)),
)
_ENDINGS = {
    ".onnx": _ONNX,
    ".pb": _SAVED_MODEL,
    ".ckpt": _WEIGHTS,
    ".index": _WEIGHTS,
    ".pt": _PYTORCH,
    ".pth": _PYTORCH,
    ".mlmodel": _Kind("a Core ML model", "Take the model that it was made from. " + _REBUILD),
    ".caffemodel": _Kind("a Caffe model", _REBUILD),
}
"""What has no signature of its own."""


def model_format(path: Path) -> Format:
    """In which of Keras's formats a file is.

    Raises:
        InvalidInput: in neither; message and hint say what it is, and what works for that.
    """
    if path.is_dir():
        raise _refused(path, _folder(path))
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise _refused(path, _Kind(f"a file that cannot be read: {error.strerror}", _AGAIN)) from error
    if head.startswith(b"PK\x03\x04"):
        kind = _zip(path)
        if kind is not None:
            raise _refused(path, kind)
        return "keras"
    if head.startswith(b"\x89HDF\r\n\x1a\n"):
        return "hdf5"
    raise _refused(path, _other(head, path))


def refuse(path: Path, what: str, hint: str) -> InvalidInput:
    """The error that says what a file is instead of a model that can be shown."""
    return _refused(path, _Kind(what, hint))


def without_network(path: Path) -> InvalidInput:
    """The error for a file that holds weights alone."""
    return _refused(path, _WEIGHTS)


def cut_off(path: Path) -> InvalidInput:
    """The error for a file that ends too early."""
    return _refused(path, _Kind(f"a file that is cut off or damaged ({path.stat().st_size} bytes)", _AGAIN))


def _refused(path: Path, kind: _Kind) -> InvalidInput:
    hint = kind.hint.replace("FOLDER", str(path)).replace("FILE", path.name)
    return InvalidInput(f"Expected a Keras model in {path.name!r}, got {kind.name}.", field="model", hint=hint)


def _folder(path: Path) -> _Kind:
    names = sorted(each.name for each in path.iterdir())
    if "saved_model.pb" in names:
        return _SAVED_BY_KERAS if "keras_metadata.pb" in names else _SAVED_MODEL
    if {"config.json", "metadata.json"} <= set(names):
        members = "config.json metadata.json model.weights.h5"
        return _Kind("a .keras file unpacked", f"Pack it, in the folder: python -m zipfile -c model.keras {members}")
    if "model.json" in names:
        return _TENSORFLOW_JS
    models = [name for name in names if name.lower().endswith((".keras", ".h5", ".hdf5"))]
    found = f"the file in it: {', '.join(models[:3])}" if models else "the model's file, which ends in .keras or .h5"
    return _Kind("a folder", f"Name {found}.")


def _zip(path: Path) -> _Kind | None:
    """What a zip holds that is no Keras model; None where it is one."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return _Kind(f"a file that is cut off or damaged ({path.stat().st_size} bytes)", _AGAIN)
    if "config.json" in names:
        return None
    leaves = [name.rsplit("/", 1)[-1] for name in names]
    if "keras_model.h5" in leaves:
        return _Kind("Teachable Machine's archive", f"Unpack it, then: {_TEACHABLE}")
    if "data.pkl" in leaves:
        return _PYTORCH
    if "saved_model.pb" in leaves:
        return _SAVED_MODEL
    if "model.json" in leaves:
        return _TENSORFLOW_JS
    if any(name.endswith(".tflite") for name in leaves):
        return _LITE
    return _WEIGHTS if any(name.endswith((".weights.h5", ".npy")) for name in leaves) else _ARCHIVE


def _other(head: bytes, path: Path) -> _Kind:
    if not head:
        return _Kind("an empty file", "Save it, or copy it, again.")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[4:8] == b"TFL3":
        return _LITE
    if head[:1] == b"\x80" and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return _PICKLE
    if head[257:262] == b"ustar":
        return _ARCHIVE
    if len(head) > 8 and head[8:9] == b"{" and struct.unpack("<Q", head[:8])[0] < path.stat().st_size:
        return _Kind("a safetensors file, which holds weights alone", _REBUILD)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] == b"<":
        return _Kind("a web page", "Its address was saved, not the file: download the model itself.")
    if text[:1] == b"{":
        return _TENSORFLOW_JS if b"modelTopology" in head or b"weightsManifest" in head else _json(path)
    return _ENDINGS.get(path.suffix.lower()) or (_ONNX if b"onnx" in head.lower() else _unknown(path))


def _json(path: Path) -> _Kind:
    try:
        is_network = "class_name" in json.loads(path.read_bytes())
    except ValueError:
        is_network = False
    return _ARCHITECTURE if is_network else _unknown(path)


def _unknown(path: Path) -> _Kind:
    ending = (
        f" (its name ends in {path.suffix})" if path.suffix and path.suffix.lower() not in (".keras", ".h5") else ""
    )
    return _Kind(f"a file of another kind{ending}", "Save the model in Python: model.save('model.keras').")
