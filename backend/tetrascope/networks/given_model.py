"""A network as somebody gives it: a file that Keras saved, or the model itself. What follows knows no difference."""

import warnings
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np

from tetrascope.errors import InvalidInput
from tetrascope.networks.graph import require_image_model
from tetrascope.networks.keras_words import first_words
from tetrascope.networks.model_file import read_model
from tetrascope.networks.own_code import NO_CODE, read_own_code
from tetrascope.networks.training_loss import saved_training
from tetrascope.networks.weight_file import file_identity
from tetrascope.protocol.weights import WeightsSource


class GivenModel(NamedTuple):
    """A model, and what is known of where it comes from."""

    model: keras.Model
    training: Mapping[str, Any] | None
    """How it was compiled, in Keras's own words; None where that is not known."""
    identity: str
    """A string that differs where weights differ."""
    source: WeightsSource
    """Where they come from."""


def read_given(given: "Path | keras.Model", code: Path | None = None) -> GivenModel:
    """The model, for prediction only. One in memory is copied, so that training it further changes no answer.

    Args:
        given: its file, or itself.
        code: a file of Python code, which is run, with layers and functions of one's own that its file names.

    Raises:
        InvalidInput: as of `read_own_code`, `read_model` and `require_image_model`, or the model cannot be copied.
    """
    if isinstance(given, Path):
        own = NO_CODE if code is None else read_own_code(code)
        model = read_model(given, own)
        require_image_model(model)
        identity = "-".join(filter(None, ("file", file_identity(given), own.identity)))
        return GivenModel(model, saved_training(given), identity, "file")
    require_image_model(given)
    return GivenModel(_copy(given), _training(given), f"memory-{_identity(given)}", "memory")


def _copy(model: keras.Model) -> keras.Model:
    outputs = model.outputs[0] if len(model.outputs) == 1 else model.output  # several may have names
    bare = keras.Model(model.inputs[0], outputs, name=model.name)  # without a loss, which may be code of one's own
    try:
        copy = keras.models.clone_model(bare, clone_function=_anew, recursive=True)
        copy.set_weights(model.get_weights())
    except Exception as error:
        # Layers of one's own raise whatever they like where they cannot be built again.
        raise InvalidInput(
            f"Expected a model that can be copied, got one that Keras cannot: {first_words(error)}",
            field="model",
            hint="Give its own layers a get_config() that names all arguments of their constructors.",
        ) from error
    return copy


def _anew(layer: keras.Layer) -> keras.Layer:
    """A layer of the same kind; one without weights serves two models, whatever code it holds."""
    return type(layer).from_config(layer.get_config()) if getattr(layer, "weights", None) else layer


def _training(model: keras.Model) -> Mapping[str, Any] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of code that cannot be saved, which nobody does here
            training: Mapping[str, Any] | None = model.get_compile_config()
    except Exception:  # a loss of one's own that cannot be written down; it would tell nothing
        return None
    return training


def _identity(model: keras.Model) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of its weights."""
    digest = sha256()
    for weights in model.get_weights():
        digest.update(np.ascontiguousarray(weights).tobytes())
    return digest.hexdigest()[:16]
