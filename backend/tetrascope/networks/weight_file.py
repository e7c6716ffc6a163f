"""Weights read from a file. Only numbers are read: no file is ever run as code."""

import hashlib
import warnings
from pathlib import Path
from typing import Any

import keras
import numpy as np

from tetrascope.errors import InvalidInput
from tetrascope.networks.keras_words import first_words

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
    _blank(model)
    try:
        with warnings.catch_warnings():
            # Keras warns of what a file leaves out; that is looked for below.
            warnings.simplefilter("ignore")
            model.load_weights(path)
        _require_all(model)
    except Exception as error:
        # Keras, h5py and zipfile raise whatever comes first when a file does not fit: any of it means just that.
        raise InvalidInput(
            f"Expected the weights of {title} in {path}, got a file that does not fit or is damaged: "
            f"{first_words(error)}",
            field="weights",
            hint=f"The file must hold {title} with its 1000 ImageNet classes; fetch or save it again if it is damaged.",
        ) from error


def _blank(model: keras.Model) -> None:
    """Make every weight NaN: Keras passes over some of what a file leaves out with no more than a warning."""
    for variable in _numbers(model):
        variable.assign(np.full(variable.shape, np.nan, np.float32))


def _require_all(model: keras.Model) -> None:
    missing = [v.path for v in _numbers(model) if np.isnan(keras.ops.convert_to_numpy(v)).any()]
    if missing:
        raise ValueError(f"it holds no number for {len(missing)} weights, among them {missing[0]}")


def _numbers(model: keras.Model) -> list[Any]:
    return [variable for variable in model.weights if "float" in str(variable.dtype)]


def file_identity(path: Path) -> str:
    """The first 16 hexadecimal digits of a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
