"""Softmax: numbers become shares of a whole."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.computations.asked import Asked, Explained, Sources, Terms
from tetrascope.networks.computations.patches import largest_first
from tetrascope.networks.computations.places import Place, shape_of
from tetrascope.networks.computations.unknown import explain as explain_unknown
from tetrascope.protocol.operations.computations import ComputationStep

SENTENCE = (
    "e is raised to each number, and what comes of this one is divided by the sum of all: a share between 0 and 1."
)
FORMULA = "e^(x − largest) / sum"


def share(asked: Asked, x: float, numbers: NDArray[np.float64], terms: Terms | None = None) -> ComputationStep:
    """The step from a number to its share; the largest is taken from all of them first, which changes no share."""
    largest = float(numbers.max())
    total = float(np.exp(numbers - largest).sum())
    value = float(np.exp(x - largest)) / total
    return asked.step(
        "softmax", SENTENCE, FORMULA, value, start=x, terms=terms, numbers={"largest": largest, "sum": total}
    )


def explain(asked: Asked) -> Explained:
    """A value's share along one axis; the largest of the others are told."""
    source, known = asked.call.inputs[0], asked.known
    axis = getattr(asked.call.operation, "axis", -1)
    if not isinstance(axis, int) or len(asked.call.inputs) != 1:
        return explain_unknown(asked)
    along = axis % (len(shape_of(source)) + 1) - 1 if axis >= 0 else axis % len(shape_of(source))
    line = known.of(source)[tuple(slice(None) if at == along else index for at, index in enumerate(asked.at))]
    numbers = line.astype(np.float64)
    powers = np.exp(numbers - numbers.max())
    chosen, sources = largest_first(powers, asked.most), Sources(known)

    def place(position: int) -> Place:
        index = list(asked.at)
        index[along] = position
        return Place(source, tuple(index))

    terms = [sources.term(place(each), [numbers[each]], powers[each]) for each in chosen]
    rest = float(np.delete(powers, chosen).sum())
    told = Terms(sources.told, terms, len(numbers), rest)
    return Explained([share(asked, float(numbers[asked.at[along]]), numbers, told)])
