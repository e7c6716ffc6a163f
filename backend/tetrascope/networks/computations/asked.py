"""One value of one operation that is asked about, and what is told of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tetrascope.networks.computations.places import Index, MapPlace, Place, map_place
from tetrascope.networks.graph import Call
from tetrascope.protocol.operations.computations import (
    ComputationNumber,
    ComputationSource,
    ComputationStep,
    ComputationTerm,
)

if TYPE_CHECKING:
    from tetrascope.networks.computations.known_values import KnownValues


@dataclass(frozen=True)
class Explained:
    """What an operation does to make a value."""

    steps: list[ComputationStep]
    goes_on: Place | None = None
    """The one value that it is made of; None where there are several, or none."""


@dataclass(frozen=True)
class Asked:
    """A value of an operation."""

    call: Call
    at: Index
    """Where it is in the operation's first output."""
    output: Any
    """The tensor that it is a value of."""
    known: "KnownValues"
    most: int
    """Terms that are told in full."""

    @property
    def place(self) -> MapPlace:
        """Where it is, as clients count."""
        return map_place(self.output, self.at)

    def step(
        self,
        kind: str,
        sentence: str,
        formula: str,
        value: float,
        *,
        terms: "Terms | None" = None,
        start: float | None = None,
        numbers: Mapping[str, float] | None = None,
        operation: str | None = None,
    ) -> ComputationStep:
        """A step that is not held against the network yet."""
        channel, row, column = self.place
        told = terms or Terms()
        return ComputationStep(
            kind=kind,
            operation=operation or self.call.name,
            channel=channel,
            row=row,
            column=column,
            sentence=sentence,
            formula=formula,
            sources=list(told.sources),
            terms=list(told.terms),
            term_count=told.count if told.count is not None else len(told.terms),
            rest=told.rest,
            numbers=[ComputationNumber(name=name, value=float(number)) for name, number in (numbers or {}).items()],
            start=None if start is None else float(start),
            value=float(value),
            own=None,
            difference=None,
            largest=None,
        )

    def passed_on(
        self,
        kind: str,
        sentence: str,
        formula: str,
        place: Place,
        function: Callable[[float], float],
        numbers: Mapping[str, float] | None = None,
    ) -> Explained:
        """A step from one value to one value."""
        x = self.known.at(place)
        terms = self.values([place])
        return Explained(
            [self.step(kind, sentence, formula, function(x), terms=terms, start=x, numbers=numbers)], place
        )

    def values(self, places: Sequence[Place], totals: Sequence[float] | None = None) -> "Terms":
        """Single values as terms, in this order; each contributes itself unless `totals` says what."""
        sources = Sources(self.known)
        terms = []
        for index, place in enumerate(places):
            value = self.known.at(place)
            total = value if totals is None else totals[index]
            terms.append(sources.term(place, [value], total))
        return Terms(sources.told, terms)


@dataclass(frozen=True)
class Terms:
    """What a step reads."""

    sources: Sequence[ComputationSource] = ()
    terms: Sequence[ComputationTerm] = ()
    count: int | None = None
    """How many there are; None where all are told."""
    rest: float | None = None
    """Sum of those that are not told, where they are added up."""


@dataclass
class Sources:
    """The sources of a step, each told once."""

    known: "KnownValues"
    told: list[ComputationSource] = field(default_factory=list)
    _index: dict[int, int] = field(default_factory=dict)

    def add(self, tensor: Any) -> int:
        """The index of a tensor among them."""
        if id(tensor) not in self._index:
            self._index[id(tensor)] = len(self.told)
            self.told.append(self.known.graph.source(tensor))
        return self._index[id(tensor)]

    def term(
        self, place: Place, values: Sequence[float], total: float, weights: Sequence[float] | None = None
    ) -> ComputationTerm:
        """A single value as a term."""
        channel, row, column = map_place(place.tensor, place.at)
        return ComputationTerm(
            source=self.add(place.tensor),
            channel=channel,
            top=row,
            left=column,
            height=1,
            width=1,
            row_step=1,
            column_step=1,
            values=[float(value) for value in values],
            weights=None if weights is None else [float(weight) for weight in weights],
            factor=None,
            picked=None,
            total=float(total),
        )
