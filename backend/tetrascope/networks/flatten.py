"""Nested models taken apart.

A model used as a layer of another hides its layers: tapping them ends in Keras's "Graph disconnected". `flatten`
calls the same layers anew, without the models around them.
"""

from typing import Any

import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.graph import claim_name, read_graph, require_image_model, tensors_in
from tetrascope.networks.keras_words import first_words
from tetrascope.networks.network_input import Size, fixed_shape


def flatten(model: keras.Model, size: Size | None = None) -> keras.Model:
    """A model without nested models that shares the layers, and so the weights, of `model`.

    Handles models nested at any depth, and a model used several times. Where layers of different nested models
    have the same name, those met later are renamed, in place, to `model.layer`; weights are untouched. A
    subclassed model inside is left as one opaque layer: it has no graph to take apart.

    Args:
        model: Functional or Sequential, one image input, one output.
        size: rows and columns of the images, for a model that takes any.

    Returns:
        A functional model with the same outputs; `model` itself if nothing in it is nested and no size is to be fixed.

    Raises:
        InvalidInput: `model` is not such a model, or the size does not do.
    """
    require_image_model(model)
    if len(model.outputs) != 1:
        raise InvalidInput(
            f"Expected one output, the classes' scores, got {len(model.outputs)} outputs.", field="model"
        )
    calls = read_graph(model)
    reference = model.inputs[0]
    shape = tuple(reference.shape) if size is None else fixed_shape(tuple(reference.shape), size)
    if shape == tuple(reference.shape) and not any(_is_nested(call.operation) for call in calls):
        return model
    image = keras.Input(batch_shape=shape, dtype=reference.dtype, name=calls[0].operation.name)
    owners = {str(calls[0].operation.name): calls[0].operation}
    try:
        (output,) = _expand(model, [image], "", owners)
    except ValueError as error:
        if size is None:
            raise
        raise InvalidInput(
            f"Expected a size that the network can work on, got {size[0]} x {size[1]}: {first_words(error)}",
            field="input_size",
            hint="Choose the size that it was trained with. Most networks halve their input several times, so that a "
            "multiple of 32 that is large enough works.",
        ) from error
    return keras.Model(image, output, name=model.name)


def _expand(model: Any, inputs: list[Any], prefix: str, owners: dict[str, Any]) -> list[Any]:
    """Call every operation of `model` on `inputs`; `owners` maps each name to the operation that has it."""
    replaced = {id(old): new for old, new in zip(model.inputs, inputs, strict=True)}
    for call in read_graph(model):
        if id(call.outputs[0]) in replaced:
            continue
        args, kwargs = call.arguments_with(replaced)
        if _is_nested(call.operation):
            inner_prefix = f"{prefix}{call.operation.name}."
            made = _expand(call.operation, tensors_in((args, kwargs)), inner_prefix, owners)
        else:
            claim_name(call.operation, prefix, owners)
            made = keras.tree.flatten(call.operation(*args, **kwargs))
        replaced.update((id(old), new) for old, new in zip(call.outputs, made, strict=True))
    return [replaced[id(tensor)] for tensor in model.outputs]


def _is_nested(operation: Any) -> bool:
    """Whether an operation is a model with a graph of its own, and computes what that graph says."""
    if not isinstance(operation, keras.Model) or not getattr(operation, "inputs", None):
        return False
    return str(type(operation).call.__module__).startswith("keras.")
