"""The loss with which a model was compiled: what its outputs were trained to be. Nothing in a file is run."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import h5py

LossKind = Literal["exclusive", "independent", "regression"]

_KINDS: dict[str, LossKind] = {
    "categoricalcrossentropy": "exclusive",
    "sparsecategoricalcrossentropy": "exclusive",
    "categoricalfocalcrossentropy": "exclusive",
    "categoricalhinge": "exclusive",
    "kldivergence": "exclusive",
    "kullbackleiblerdivergence": "exclusive",
    "categoricalgeneralizedcrossentropy": "exclusive",
    "binarycrossentropy": "independent",
    "binaryfocalcrossentropy": "independent",
    "hinge": "independent",
    "squaredhinge": "independent",
    "meansquarederror": "regression",
    "mse": "regression",
    "meanabsoluteerror": "regression",
    "mae": "regression",
    "meanabsolutepercentageerror": "regression",
    "mape": "regression",
    "meansquaredlogarithmicerror": "regression",
    "msle": "regression",
    "huber": "regression",
    "logcosh": "regression",
    "poisson": "regression",
}
"""Losses of Keras by their name in lower case without underscores; others tell nothing."""


@dataclass(frozen=True)
class TrainingLoss:
    """A loss that Keras knows."""

    name: str
    """As the file has it, such as `binary_crossentropy`."""
    kind: LossKind
    """What it is for; `independent` also for one yes or no."""
    from_logits: bool
    """Whether it took the outputs for logits."""

    def __str__(self) -> str:
        return f"{self.name}(from_logits=True)" if self.from_logits else self.name


def training_loss(training: Mapping[str, Any] | None, output: int, names: Sequence[str]) -> TrainingLoss | None:
    """The loss of one output of a model; None where there is none that Keras knows.

    Args:
        training: how the model was compiled, as of `saved_training` or `Model.get_compile_config`.
        output: index of the output.
        names: names of all outputs, in order.
    """
    loss = training.get("loss") if isinstance(training, Mapping) else None
    return _known(_of_output(loss, output, names))


def saved_training(path: Path) -> Mapping[str, Any] | None:
    """How the model in a `.keras` or `.h5` file was compiled; None where the file does not say."""
    try:
        compiled = _compiled(path)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None
    return compiled if isinstance(compiled, Mapping) else None


def _compiled(path: Path) -> Any:
    """What the file says of how it was compiled; raises whatever a file raises that cannot be read."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            config = json.loads(archive.read("config.json"))
        return config.get("compile_config") if isinstance(config, dict) else None
    with h5py.File(path, "r") as file:
        return json.loads(file.attrs["training_config"])


def _of_output(loss: Any, output: int, names: Sequence[str]) -> Any:
    """A list has a loss for each output, a dict one by name; a serialized loss is a dict too."""
    if isinstance(loss, list):
        return loss[output] if output < len(loss) else None
    if isinstance(loss, dict) and "class_name" not in loss:
        return loss.get(names[output])
    return loss


def _known(loss: Any) -> TrainingLoss | None:
    config = loss.get("config") if isinstance(loss, dict) else None
    name = loss.get("class_name") if isinstance(loss, dict) else loss
    if name == "function":  # a function that was given in place of its name
        name, config = config, None
    if not isinstance(name, str):
        return None
    kind = _KINDS.get(name.lower().replace("_", ""))
    from_logits = isinstance(config, dict) and config.get("from_logits") is True
    return None if kind is None else TrainingLoss(name, kind, from_logits)
