"""Several values made one: added, multiplied, compared."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import keras
import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained, Terms
from tetrascope.networks.computations.places import Index, Place, shape_of
from tetrascope.networks.computations.unknown import explain as explain_unknown
from tetrascope.networks.geometry import kind_of

_Merge = tuple[str, str, str, Callable[[Sequence[float]], float]]

_SUM: _Merge = ("addition", "The values at the same place of several maps are added up.", "Σ", sum)
_PRODUCT: _Merge = (
    "multiplication",
    "The values at the same place are multiplied; what has one value for a whole map scales all of it.",
    "Π",
    lambda values: reduce(lambda a, b: a * b, values, 1.0),
)
_QUOTIENT: _Merge = (
    "division",
    "The first value is divided by the second.",
    "first / second",
    lambda values: values[0] / values[1],
)
_MERGES: dict[str, _Merge] = {
    "Add": _SUM,
    "Multiply": _PRODUCT,
    "Subtract": (
        "subtraction",
        "The second value is taken from the first.",
        "first − second",
        lambda values: values[0] - values[1],
    ),
    "Divide": _QUOTIENT,
    "TrueDivide": _QUOTIENT,
    "Average": (
        "average",
        "The values at the same place of several maps are added up and divided by their number.",
        "Σ / count",
        lambda values: sum(values) / len(values),
    ),
    "Maximum": ("maximum", "Of the values at the same place of several maps the largest is passed on.", "max", max),
    "Minimum": ("minimum", "Of the values at the same place of several maps the smallest is passed on.", "min", min),
}
MERGES = frozenset(_MERGES)
_SIGNS = {"addition": " + ", "subtraction": " − ", "multiplication": " × ", "division": " / "}
"""How a formula with a constant is written."""


def explain(asked: Asked) -> Explained:
    """One value of each operand; constants are told as numbers."""
    kind, sentence, formula, function = _MERGES[kind_of(asked.call)]
    operands = [_at(each, asked.at) for each in _operands(asked)]
    if len(operands) < 2 or any(operand is None for operand in operands):
        return explain_unknown(asked)
    places = [operand for operand in operands if isinstance(operand, Place)]
    numbers: dict[str, float] = {}
    for operand in operands:
        if isinstance(operand, float):
            numbers["constant" if not numbers else f"constant {len(numbers) + 1}"] = operand
    values = [asked.known.at(each) if isinstance(each, Place) else float(each or 0) for each in operands]
    if kind == "average":
        numbers["count"] = len(values)
    read = asked.values(places)
    terms = Terms(read.sources, read.terms, rest=0.0 if kind in ("addition", "average") else None)
    if kind in ("maximum", "minimum") and not numbers:
        won = values.index(function(values))
        told = [
            term.model_copy(update={"picked": 0}) if index == won else term for index, term in enumerate(read.terms)
        ]
        terms = Terms(read.sources, told)
    if numbers and kind in _SIGNS:  # "x − constant", say, or "constant / x"
        names = iter(numbers)
        formula = _SIGNS[kind].join("x" if isinstance(each, Place) else next(names) for each in operands)
    step = asked.step(kind, sentence, formula, function(values), terms=terms, numbers=numbers)
    return Explained([step], places[0] if len(places) == 1 else None)


def explain_scaled(asked: Asked) -> Explained:
    """The sum of a value and a scaled one, as Inception-ResNet's blocks have it."""
    places = [Place(tensor, asked.at) for tensor in asked.call.inputs]
    scale = float(asked.call.operation.scale)
    first, second = (asked.known.at(place) for place in places)
    read = asked.values(places, [first, second * scale])
    terms = [read.terms[0], read.terms[1].model_copy(update={"factor": scale})]
    return Explained(
        [
            asked.step(
                "addition",
                "The value of the block's branch is multiplied by a small number and added to the value that the block "
                "begins with.",
                "first + scale × second",
                first + second * scale,
                terms=Terms(read.sources, terms, rest=0.0),
                numbers={"scale": scale},
            )
        ]
    )


def _operands(asked: Asked) -> list[Any]:
    """Tensors and constants, in the order in which the operation takes them."""
    values = [*asked.call.args, *asked.call.kwargs.values()]
    if isinstance(asked.call.operation, keras.Layer):
        values = keras.tree.flatten(values)
    return values


def _at(operand: Any, index: Index) -> Place | float | None:
    """The operand's value for a place of the output, spread over it as NumPy does; None where that is not known."""
    is_tensor = isinstance(operand, keras.KerasTensor)
    if is_tensor:
        shape = shape_of(operand)
    else:
        try:
            array = np.asarray(operand, np.float64)
        except (TypeError, ValueError):
            return None
        shape = array.shape
        if len(shape) > len(index):  # with an axis for the batch
            if shape[0] != 1:
                return None
            array = array[0]
            shape = array.shape
    if len(shape) > len(index) or (is_tensor and len(shape) != len(index)):
        return None
    place = tuple(0 if side == 1 else at for side, at in zip(shape, index[len(index) - len(shape) :], strict=True))
    return Place(operand, place) if is_tensor else float(array[place])
