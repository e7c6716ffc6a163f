"""How one value of a feature map, or of the answer, comes about."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.operations import computations as told
from tetrascope.report.computation_picture import computed_words, draw_computation
from tetrascope.scope.answer import Answer


@dataclass(frozen=True, eq=False)
class Term:
    """Values that a step reads of one map, and what they contribute."""

    operation: str
    """The operation that gives the map out."""
    layer: str | None
    """The layer whose map it is; None where it is no layer's."""
    channel: int
    """Index of the map."""
    top: int
    """Row of the first value; negative where that is padding."""
    left: int
    """Column of the first value, likewise."""
    values: NDArray[np.float64]
    """The values read, (height, width); 0 where it is padding."""
    weights: NDArray[np.float64] | None
    """What each is multiplied by, (height, width); None where nothing is."""
    total: float
    """What the term contributes."""


@dataclass(frozen=True, eq=False)
class Step:
    """One step from numbers to a number."""

    kind: str
    """What is done, such as `convolution`; `unknown` where the operation is of a kind that cannot be told."""
    operation: str
    """The operation that does it."""
    sentence: str
    """What is done, in words."""
    terms: list[Term]
    """What is read, the terms that contribute most first."""
    rest: float | None
    """Sum of the terms that are not told in full; None where terms are not added up."""
    numbers: dict[str, float]
    """The other numbers that have a part in it, such as `bias`."""
    value: float
    """What comes out, computed in double precision."""
    own: float | None
    """The network's own value; None where this step and the next are one to it."""


class Computation(Answer[told.Computation]):
    """The steps to one value, each beside what the network computed itself."""

    _max_width = "50rem"

    @property
    def value(self) -> float:
        """The network's own value; of the answer, a probability."""
        return self.message.value

    @property
    def known(self) -> bool:
        """Whether every step is of a kind that can be told."""
        return self.message.known

    @cached_property
    def steps(self) -> list[Step]:
        """The steps, in the order of computing."""
        return [_step(each) for each in self.message.steps]

    def plot(self) -> Image.Image:
        """The steps in a list, with what comes out of each and the network's own value: RGB, 1600 pixels wide."""
        return draw_computation(self.message, self.subject)

    def caption(self) -> str:
        whose = f"{self.subject.image_name} in {self.subject.network_title}"
        return f"How {self.value:.5g}, {computed_words(self.message)}, is computed: {whose}."


def _step(step: told.ComputationStep) -> Step:
    return Step(
        step.kind,
        step.operation,
        step.sentence,
        [_term(each, step.sources[each.source]) for each in step.terms],
        step.rest,
        {each.name: each.value for each in step.numbers},
        step.value,
        step.own,
    )


def _term(term: told.ComputationTerm, source: told.ComputationSource) -> Term:
    shape = term.height, term.width
    weights = None if term.weights is None else np.array(term.weights).reshape(shape)
    values = np.array(term.values).reshape(shape)
    return Term(source.operation, source.layer, term.channel, term.top, term.left, values, weights, term.total)
