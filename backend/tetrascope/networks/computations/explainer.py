"""From a value back to those that it is computed from."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import ValidationError

from tetrascope.errors import Failed
from tetrascope.networks.computations import kinds
from tetrascope.networks.computations.asked import Asked
from tetrascope.networks.computations.known_values import KnownValues, Values
from tetrascope.networks.computations.network_graph import NetworkGraph
from tetrascope.networks.computations.places import Place, map_place, map_shape
from tetrascope.protocol.operations.computations import Computation, ComputationStep


def layers_read(graph: NetworkGraph, tensor: Any) -> list[str]:
    """Layers whose maps must be known to tell of a tensor's values: its own, if it is one, and the nearest before."""
    found, seen, waiting = [], {id(tensor)}, [tensor]
    while waiting:
        each = waiting.pop()
        if id(each) in graph.layer_of:
            found.append(graph.layer_of[id(each)])
        if each is tensor or not graph.is_shown(each):
            for read in graph.made_by[id(each)].inputs:
                if id(read) not in seen:
                    seen.add(id(read))
                    waiting.append(read)
    return found


def explain_value(graph: NetworkGraph, place: Place, given: Mapping[int, Values], most: int) -> list[ComputationStep]:
    """The steps to a value, in the order of computing.

    Args:
        graph: the network's operations.
        place: the value.
        given: `id` of a tensor → its values without the batch's axis: the input, and all that `layers_read` names.
        most: terms of a sum that are told in full.

    Raises:
        Failed: numbers on the way are not finite.
    """
    known, current, steps = KnownValues(graph, given), place, list[ComputationStep]()
    while True:
        call = graph.made_by[id(current.tensor)]
        try:
            with np.errstate(all="ignore"):  # what is not finite is told once it is to be sent
                explained = kinds.explain(Asked(call, current.at, current.tensor, known, most))
        except (ValidationError, ArithmeticError) as error:
            raise Failed(
                f"Expected finite numbers on the way to this value, got others at {call.name!r}.",
                hint="Weights that are damaged, or an image that is nothing but one colour, can lead there.",
            ) from error
        *before, last = explained.steps
        steps[:0] = [*before, _checked(last, known, current)]
        if explained.goes_on is None or graph.is_shown(explained.goes_on.tensor):
            return steps
        current = explained.goes_on


def _checked(step: ComputationStep, known: KnownValues, place: Place) -> ComputationStep:
    """A step beside what the network has computed."""
    own, largest = known.at(place), known.largest(place.tensor)
    if step.kind == "unknown":
        return step.model_copy(update={"value": own, "own": own, "largest": largest})
    return step.model_copy(update={"own": own, "difference": abs(step.value - own), "largest": largest})


def computation_of(
    graph: NetworkGraph, place: Place, given: Mapping[int, Values], most: int, *, layer: str | None
) -> Computation:
    """The same as a client is told it."""
    steps = explain_value(graph, place, given, most)
    height, width, channels = map_shape(place.tensor)
    channel, row, column = map_place(place.tensor, place.at)
    own = steps[-1].own
    return Computation(
        layer=layer,
        operation=graph.names[id(place.tensor)],
        channel=channel,
        row=row,
        column=column,
        height=height,
        width=width,
        channels=channels,
        value=steps[-1].value if own is None else own,
        known=all(step.kind != "unknown" for step in steps),
        steps=steps,
    )
