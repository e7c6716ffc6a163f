"""A whole model read from a file that Keras wrote: `.keras`, or the `.h5` of before. Nothing in it is ever run as code.

What is wrong with a file is looked for in the file itself, so that the message names the cause.
"""

import json
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import h5py
import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.file_kinds import Format, cut_off, model_format, refuse, without_network
from tetrascope.networks.keras_2 import in_words_of_keras_3
from tetrascope.networks.keras_words import first_words
from tetrascope.networks.model_config import find_fault
from tetrascope.networks.own_code import NO_CODE, OwnCode

_ENDINGS: dict[Format, str] = {"keras": ".keras", "hdf5": ".h5"}
_MAX_CONFIG_BYTES = 64 * 2**20
"""Bytes of the description of a network's layers; those of the largest known take 5 MB."""
_NO_CODE = "Tetrascope runs no code from a model's file."
_HINTS = {
    "code": f"{_NO_CODE} Replace it by a layer of Keras, such as Rescaling, and save the model again.",
    "operations": "Replace them by layers of Keras, such as Rescaling, and save the model again.",
    "outside": f"{_NO_CODE} Build the network from Keras's own layers and save it again.",
    "lookup": "Leave it out: images need no look-up of words. Then save the model again.",
    "quantised": "Save the model before model.quantize(...) is called: what is shown are numbers with fractions.",
    "subclassed": "Build the network with keras.Model(inputs, outputs) or keras.Sequential, and save it again.",
    "unknown": f"{_NO_CODE} Build the network from Keras's own layers and save it again; or name the Python file that "
    "defines its parts, if you trust it: --custom-objects layers.py.",
}
_WORDS = {
    "code": "one that carries code",
    "operations": "one with operations of Keras 2 that Keras 3 does not know",
    "outside": "one that calls another library",
    "lookup": "one that reads other files",
    "quantised": "one whose weights are quantised",
    "subclassed": "a subclassed one, whose layers only its own code knows",
    "unknown": "one with parts that are not Keras's own",
}


class _Description(NamedTuple):
    """What a file says of itself."""

    config: dict[str, Any]
    version: str
    """Of the Keras that wrote it; empty where it does not say."""


def read_model(path: Path, own: OwnCode = NO_CODE) -> keras.Model:
    """The model, for prediction only.

    Args:
        path: the file.
        own: layers and functions of the operator's own that it may be made of.

    Raises:
        InvalidInput: the file is of another kind, is damaged, or holds what cannot be read safely; message and hint
            name the cause and the next step.
    """
    file_format = model_format(path)
    description = _describe(path, file_format)
    config = in_words_of_keras_3(description.config) if _is_keras_2(description) else description.config
    fault = find_fault(config, own.objects)
    if fault is not None:
        if fault.kind == "unknown" and _is_later(description.version):
            raise _later(path, description.version)
        raise refuse(path, f"{_WORDS[fault.kind]}: {fault.what}", _HINTS[fault.kind])
    with TemporaryDirectory(prefix="tetrascope-") as folder:
        readable = path
        changed = config != description.config
        if changed or path.suffix != _ENDINGS[file_format]:
            readable = Path(folder, f"model{_ENDINGS[file_format]}")
            _copy(path, readable, config if changed else None)
        model = _load(path, readable, description.version, own)
    if isinstance(model, keras.Sequential) and not model.built:
        raise refuse(
            path,
            "a Sequential that was saved before it saw an image, so that it has no weights",
            "Begin it with keras.Input((rows, columns, 3)), or train it; then save it again.",
        )
    return model


def _describe(path: Path, file_format: Format) -> _Description:
    try:
        text, version = _in_zip(path) if file_format == "keras" else _in_hdf5(path)
        config = json.loads(text)
    except InvalidInput:
        raise
    except (OSError, ValueError, KeyError, RecursionError, zipfile.BadZipFile) as error:
        raise cut_off(path) from error
    if not isinstance(config, dict) or not isinstance(config.get("config"), dict):
        raise without_network(path)
    return _Description(config, version)


def _in_zip(path: Path) -> tuple[str | bytes, str]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if archive.getinfo("config.json").file_size > _MAX_CONFIG_BYTES:
            raise refuse(path, "a description of its layers that is far too long", "Save the model again.")
        metadata = json.loads(archive.read("metadata.json")) if "metadata.json" in names else {}
        return archive.read("config.json"), str(metadata.get("keras_version", ""))


def _in_hdf5(path: Path) -> tuple[str | bytes, str]:
    with h5py.File(path, "r") as file:
        config, version = file.attrs.get("model_config"), file.attrs.get("keras_version", "")
        if config is None:
            raise without_network(path)
        return config, version.decode() if isinstance(version, bytes) else str(version)


def _copy(path: Path, target: Path, config: dict[str, Any] | None) -> None:
    """The same file under a name that Keras goes by, with another description where one is given."""
    if config is None:
        shutil.copyfile(path, target)
    elif target.suffix == ".h5":
        shutil.copyfile(path, target)
        with h5py.File(target, "r+") as file:
            file.attrs["model_config"] = json.dumps(config).encode()
    else:
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
            for member in source.infolist():
                with source.open(member) as old, archive.open(member.filename, "w", force_zip64=True) as new:
                    if member.filename == "config.json":
                        new.write(json.dumps(config).encode())
                    else:
                        shutil.copyfileobj(old, new)


def _load(path: Path, readable: Path, version: str, own: OwnCode) -> keras.Model:
    try:
        return keras.saving.load_model(readable, dict(own.objects), compile=False, safe_mode=True)
    except MemoryError as error:
        gigabytes = path.stat().st_size / 1e9
        raise refuse(
            path, f"one of {gigabytes:.1f} GB, too large for this machine", "Use a smaller network."
        ) from error
    except Exception as error:
        # Keras, h5py and zipfile raise whatever comes first when a file cannot be read.
        if _is_later(version):
            raise _later(path, version) from error
        if isinstance(error, (OSError, zipfile.BadZipFile, KeyError)):
            raise cut_off(path) from error
        raise refuse(
            path,
            f"one that Keras {keras.__version__} cannot build: {first_words(error)}",
            (f"Keras {version} saved it. " if version else "")
            + "Load it with the code that made it, and save it again with Keras 3: model.save('model.keras').",
        ) from error


def _is_keras_2(description: _Description) -> bool:
    return description.version.split(".")[0] in ("1", "2") or not description.version[:1].isdecimal()


def _is_later(version: str) -> bool:
    return _numbers(version) > _numbers(keras.__version__)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split(".")[:2])


def _later(path: Path, version: str) -> InvalidInput:
    return refuse(
        path,
        f"one of Keras {version}, which is later than the {keras.__version__} here",
        "Run: pip install --upgrade keras",
    )
