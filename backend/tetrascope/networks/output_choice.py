"""Which of a model's outputs is looked at, and whether it can be the answer of a classifier."""

from typing import NamedTuple

import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.graph import output_names


class ChosenOutput(NamedTuple):
    """One output of a model."""

    model: keras.Model
    """The model with this output alone."""
    place: int
    """Its place among the outputs."""
    names: list[str]
    """Names of all outputs."""


def choose_output(model: keras.Model, wanted: str | None) -> ChosenOutput:
    """The output named, or by its place from 0 on; the only one where nothing is wanted.

    Args:
        model: Functional or Sequential.
        wanted: a name or a number; None for the only output.

    Raises:
        InvalidInput: there is no such output, or there are several and none is named.
    """
    names = output_names(model)
    index = _index(model, names, wanted)
    alone = model if len(model.outputs) == 1 else _alone(model, index)
    return ChosenOutput(alone, index, names)


def _alone(model: keras.Model, index: int) -> keras.Model:
    inputs = model.inputs[0] if len(model.inputs) == 1 else model.inputs
    return keras.Model(inputs, model.outputs[index], name=model.name)


def _index(model: keras.Model, names: list[str], wanted: str | None) -> int:
    if wanted is None and len(names) == 1:
        return 0
    if wanted is not None and names.count(wanted) == 1:
        return names.index(wanted)
    if wanted is not None and wanted.isdecimal() and int(wanted) < len(names):
        return int(wanted)
    known = [
        f"{place}: {name!r} {_shape_words(tuple(tensor.shape))}"
        for place, (name, tensor) in enumerate(zip(names, model.outputs, strict=True))
    ]
    what = "one output to look at" if wanted is None else f"one of the model's outputs, not {wanted!r}"
    likely = max(range(len(names)), key=lambda place: (len(model.outputs[place].shape) == 2, _values(model, place)))
    raise InvalidInput(
        f"Expected {what}, got a model of {len(names)}: {', '.join(known)}.",
        field="output_name",
        hint=f"Name the one whose classes you want to look at, or give its number: --output-name {likely}",
    )


def _values(model: keras.Model, place: int) -> int:
    return int(model.outputs[place].shape[-1] or 0) if len(model.outputs[place].shape) > 1 else 1


def require_scores(model: keras.Model) -> None:
    """Check that a model's one output is a row of scores for each image: (n, classes), or with axes of length 1.

    Raises:
        InvalidInput: it is not.
    """
    shape = tuple(model.outputs[0].shape)
    sides = shape[1:]
    if None in sides:
        raise InvalidInput(
            f"Expected an output of a fixed size, (n, classes), got {_shape_words(shape)}.",
            field="model",
            hint="Build the network with a fixed input size, such as keras.Input((224, 224, 3)).",
        )
    if sum(side != 1 for side in sides) <= 1:
        return
    if len(sides) == 3:
        raise InvalidInput(
            f"Expected one answer for the whole picture, (n, classes), got one for each position, "
            f"{_shape_words(shape)}, as a segmentation has it.",
            field="model",
            hint="To ask what the picture as a whole shows, average over the positions and save that model: "
            "keras.Model(model.input, keras.layers.GlobalAveragePooling2D()(model.output)).",
        )
    raise InvalidInput(
        f"Expected one row of scores for each picture, (n, classes), got {_shape_words(shape)}.",
        field="model",
        hint="Choose one row and save that model: keras.Model(model.input, model.output[:, 0]).",
    )


def _shape_words(shape: tuple[int | None, ...]) -> str:
    sides = ", ".join("n" if place == 0 else "?" if side is None else str(side) for place, side in enumerate(shape))
    return f"({sides})"
