"""Models that end in softmax, made to end before it: the analyses need logits."""

from typing import Any

import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.graph import Call, read_graph, require_image_classifier

_PASSED_THROUGH = frozenset({"Activation", "Dropout", "Flatten", "Identity", "Reshape"})
"""What may follow softmax without changing numbers (an activation only if linear)."""


def to_logits(model: keras.Model) -> keras.Model:
    """A model whose output is taken before its final softmax.

    Removes a `Softmax` layer or operation, an `Activation("softmax")`, or the activation of the last `Dense` or
    convolution (a copy of that layer then takes its place; `model` is not changed).

    Args:
        model: Functional or Sequential, one image input, one output.

    Returns:
        A model with logits as output; `model` itself if no softmax ends it.

    Raises:
        InvalidInput: `model` is not such a model, or ends in a sigmoid.
    """
    require_image_classifier(model)
    made_by = {id(tensor): call for call in read_graph(model) for tensor in call.outputs}
    call = made_by[id(model.outputs[0])]
    trailing: list[Call] = []
    while _is_passed_through(call):
        trailing.append(call)
        call = made_by[id(call.inputs[0])]
    if _activation(call) == "sigmoid":
        raise InvalidInput(
            f"Expected a network that ends in softmax or logits, got a sigmoid in {call.name!r}.",
            hint="Tetrascope compares classes that exclude each other.",
        )
    if _activation(call) != "softmax":
        return model
    output = _without_softmax(call)
    for follower in reversed(trailing):
        output = follower.operation(output)
    return keras.Model(model.inputs[0], output, name=model.name)


def _is_passed_through(call: Call) -> bool:
    known = type(call.operation).__name__ in _PASSED_THROUGH
    return known and len(call.inputs) == 1 and _activation(call) in (None, "linear")


def _activation(call: Call) -> str | None:
    """Name of the activation that a call ends with, if it has one."""
    kind = type(call.operation).__name__
    if kind in ("Softmax", "Sigmoid"):
        return kind.lower()
    function: Any = getattr(call.operation, "activation", None)
    return None if function is None else str(getattr(function, "__name__", "unknown"))


def _without_softmax(call: Call) -> Any:
    layer = call.operation
    if type(layer).__name__ in ("Softmax", "Activation"):
        return call.inputs[0]
    bare = type(layer).from_config({**layer.get_config(), "activation": "linear"})
    output = bare(call.inputs[0])
    bare.set_weights(layer.get_weights())
    return output
