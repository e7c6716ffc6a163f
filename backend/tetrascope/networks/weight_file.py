"""Weights read from a file. Only numbers are read: no file is ever run as code."""

import hashlib
from pathlib import Path

import keras

from tetrascope.errors import InvalidInput

ENDINGS = (".weights.h5", ".h5", ".hdf5", ".keras")
"""Files of weights that Keras writes."""


def load_weights(model: keras.Model, path: Path, *, title: str) -> None:
    """Give a network the weights in a file that Keras wrote.

    Args:
        model: the network, changed in place; unusable if this fails.
        path: `.weights.h5`, `.h5` or `.keras`.
        title: the network's name for a person.

    Raises:
        InvalidInput: the file is no such file, is damaged, or holds the weights of another network.
    """
    if not path.name.endswith(ENDINGS):
        raise InvalidInput(
            f"Expected a file of weights ending in {', '.join(ENDINGS)}, got {path.name!r}.",
            field="weights",
            hint="Save the weights with Keras: model.save_weights('network.weights.h5').",
        )
    try:
        model.load_weights(path)
    except Exception as error:
        # Keras, h5py and zipfile raise whatever comes first when a file does not fit: any of it means just that.
        raise InvalidInput(
            f"Expected the weights of {title} in {path}, got a file that does not fit or is damaged: "
            f"{_first_sentence(error)}",
            field="weights",
            hint=f"The file must hold {title} with its 1000 ImageNet classes; fetch or save it again if it is damaged.",
        ) from error


def file_identity(path: Path) -> str:
    """The first 16 hexadecimal digits of a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _first_sentence(error: Exception) -> str:
    """The beginning of an error of Keras, whose messages run over many lines."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    return text if len(text) <= 200 else f"{text[:199]}…"
