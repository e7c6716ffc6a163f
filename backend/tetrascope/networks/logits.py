"""The end of a model: what it ends in, taken off or undone, because the analyses need logits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops

from tetrascope.networks.graph import Call, read_graph

_PASSED_THROUGH = frozenset({"Activation", "Cast", "Dropout", "Flatten", "Identity", "Reshape", "Squeeze"})
"""What may follow the last activation without changing numbers (an activation only if linear)."""
_IN_UNIT = frozenset({"hard_sigmoid", "sigmoid", "softmax", "sparse_sigmoid", "sparsemax"})
"""Activations whose values are bound to lie in 0..1: where those of others do, they happen to."""
_SIGNED = frozenset({"hard_tanh", "softsign", "tanh"})
"""Activations whose values are bound to lie in -1..1."""
_MIXES = frozenset(
    {"Add", "Average", "Divide", "Maximum", "Minimum", "Multiply", "Power", "Rescaling", "Sqrt", "Square", "TrueDivide"}
    | {"ExpandDims", "Max", "Mean", "Median", "Min", "Prod", "Stack", "Sum"}
    | {f"{kind}Pooling{axes}D" for kind in ("GlobalAverage", "GlobalMax") for axes in (1, 2)}
)
"""What mixes the answers of several networks, or of several places, class by class."""
MIN_PROBABILITY = float(np.finfo(np.float32).tiny)
"""What a probability of 0 counts as, so that it has a logarithm; softmax makes 0 of it again."""
MIN_REST = 2.0**-25
"""What 1 less a probability of 1 counts as: half of what single precision can tell from 1."""


@dataclass(frozen=True)
class Ending:
    """How a model ends."""

    call: str
    """The last operation that changes numbers, by name and class, for a person."""
    activation: str | None
    """Name of the activation in it; None where it has none, as an average."""
    before: Any
    """The symbolic tensor before that activation, in the shape of the output; None where it cannot be taken off."""

    of_softmaxes: bool
    """Whether it mixes softmaxes class by class, and nothing else."""
    side_by_side: bool
    """Whether it puts several answers into one row."""

    @property
    def may_leave_unit(self) -> bool:
        """Whether it is known to give out numbers beyond 0..1 too."""
        return self.activation is not None and self.activation not in _IN_UNIT

    @property
    def is_signed(self) -> bool:
        """Whether its numbers are bound to lie in -1..1."""
        return self.activation in _SIGNED


def find_ending(model: keras.Model) -> Ending:
    """What a flat model ends in. Only softmax and sigmoid can be taken off; `model` is not changed.

    They may be a layer or operation, an `Activation`, or the activation of the last `Dense` or convolution, of which
    a copy without it then is made.
    """
    made_by = {id(tensor): call for call in read_graph(model) for tensor in call.outputs}
    call = made_by[id(model.outputs[0])]
    trailing: list[Call] = []
    while _is_passed_through(call):
        trailing.append(call)
        call = made_by[id(call.inputs[0])]
    activation = _activation(call)
    before = None
    if activation in ("softmax", "sigmoid"):
        before = _without_activation(call)
        for follower in reversed(trailing):
            before = follower.operation(before)
    kind = type(call.operation).__name__
    mixes = kind in _MIXES and _is_of_softmaxes(call, made_by)
    return Ending(f"{call.name} ({kind})", activation, before, mixes, kind == "Concatenate")


def _is_of_softmaxes(call: Call, made_by: Mapping[int, Call]) -> bool:
    waiting, seen = [call], set()
    while waiting:
        call = waiting.pop()
        if call.name in seen or _activation(call) == "softmax":
            continue
        if not call.inputs or not (type(call.operation).__name__ in _MIXES or _is_passed_through(call)):
            return False
        seen.add(call.name)
        waiting += [made_by[id(tensor)] for tensor in call.inputs]
    return True


def scores(tensor: Any) -> Any:
    """(n, ...) as (n, values), in single precision."""
    flat = tensor if len(tensor.shape) == 2 else keras.layers.Reshape((-1,) if len(tensor.shape) > 1 else (1,))(tensor)
    return flat if flat.dtype == "float32" else ops.cast(flat, "float32")


def logits_of_classes(probabilities: Any) -> Any:
    """Logits whose softmax are these probabilities, (n, classes): their logarithms."""
    return ops.log(ops.maximum(probabilities, MIN_PROBABILITY))


def logits_of_labels(probabilities: Any) -> Any:
    """Logits whose sigmoid are these probabilities, (n, labels)."""
    return logits_of_classes(probabilities) - _log_of_rest(probabilities)


def two_logits(logit: Any) -> Any:
    """Logits of two classes, (n, 2), for that of the second alone, (n, 1): softmax then is what its sigmoid was."""
    return ops.concatenate([ops.zeros_like(logit), logit], axis=-1)


def two_logits_of_probability(probability: Any) -> Any:
    """The same, (n, 2), for the probability of the second, (n, 1)."""
    return ops.concatenate([_log_of_rest(probability), logits_of_classes(probability)], axis=-1)


def two_logits_of_sign(number: Any) -> Any:
    """The same, (n, 2), for a number in -1..1, (n, 1), of which 1 means the second class and -1 the first."""
    return two_logits_of_probability(0.5 * number + 0.5)


def _log_of_rest(probabilities: Any) -> Any:
    return ops.log(ops.maximum(1.0 - probabilities, MIN_REST))


def _is_passed_through(call: Call) -> bool:
    known = type(call.operation).__name__ in _PASSED_THROUGH
    return known and len(call.inputs) == 1 and _activation(call) in (None, "linear")


def _activation(call: Call) -> str | None:
    """Name of the activation that a call ends with, if it has one."""
    kind = type(call.operation).__name__.replace("LU", "lu")
    name = re.sub("(?<=[a-z])(?=[A-Z])", "_", kind).lower()  # of a layer or operation that is an activation
    if kind != "Activation" and hasattr(keras.activations, name):
        return name
    if not hasattr(call.operation, "activation"):
        return None
    function: Any = call.operation.activation
    return "linear" if function is None else str(getattr(function, "__name__", "unknown"))


def _without_activation(call: Call) -> Any:
    layer = call.operation
    if type(layer).__name__ in ("Softmax", "Sigmoid", "Activation"):
        return call.inputs[0]
    bare = type(layer).from_config({**layer.get_config(), "activation": "linear"})
    output = bare(call.inputs[0])
    bare.set_weights(layer.get_weights())
    return output
