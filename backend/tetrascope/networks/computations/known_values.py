"""What the network's operations give out for one image, as far as somebody asks."""

from collections.abc import Mapping
from math import prod
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.computations.moves import is_move
from tetrascope.networks.computations.network_graph import NetworkGraph
from tetrascope.networks.computations.places import Place, shape_of
from tetrascope.networks.computations.unchanged import leaves_unchanged
from tetrascope.networks.geometry import kind_of
from tetrascope.networks.graph import Call

Values = NDArray[np.floating[Any]]


class Seen(NamedTuple):
    """A map that an operation reads through padding, which has no numbers of its own."""

    tensor: Any
    top: int
    """Row of the map at which the operation's own source begins: 0, or less where it is padded."""
    left: int


class KnownValues:
    """Values of a network's tensors for one image: those of layers as the network gave them out, others by calling the
    operations between, as the network does.

    Args:
        graph: the network's operations.
        given: `id` of a tensor → its values without the batch's axis, for the input and layers.
    """

    def __init__(self, graph: NetworkGraph, given: Mapping[int, Values]) -> None:
        self.graph = graph
        self._known: dict[int, Values] = dict(given)
        self._moved: dict[str, NDArray[np.int64] | None] = {}

    def of(self, tensor: Any) -> Values:
        """All values of a tensor, without the batch's axis."""
        for call in self._missing(tensor):
            outputs = call.compute({id(each): self._known[id(each)][None] for each in call.inputs})
            for symbol, output in zip(call.outputs, outputs, strict=True):
                self._known[id(symbol)] = _array(output)[0]
        return self._known[id(tensor)]

    def at(self, place: Place) -> float:
        """One value."""
        return float(self.of(place.tensor)[place.at])

    def largest(self, tensor: Any) -> float:
        """The largest absolute value of a tensor."""
        return float(np.abs(self.of(tensor)).max())

    def follows(self, call: Call) -> bool:
        """Whether a call only moves values, and where to is known."""
        return is_move(call) and self._origins(call) is not None

    def moved_from(self, call: Call, index: tuple[int, ...]) -> Place | None:
        """Which value an operation that only moves values has put at a place; None for one that it brought itself."""
        origins = self._origins(call)
        number = 0 if origins is None else int(origins[index])
        for tensor in call.inputs if number else ():
            size = prod(shape_of(tensor))
            if number <= size:
                return Place(tensor, tuple(int(each) for each in np.unravel_index(number - 1, shape_of(tensor))))
            number -= size
        return None

    def origin(self, place: Place) -> Place | None:
        """The value that stands at a place in the end: a layer's, or of the first operation that computes something."""
        found: Place | None = place
        while found is not None and not self.graph.is_shown(found.tensor):
            call = self.graph.made_by[id(found.tensor)]
            if leaves_unchanged(call):
                found = Place(call.inputs[0], found.at)
            elif self.follows(call):
                found = self.moved_from(call, found.at)
            else:
                break
        return found

    def seen_through(self, tensor: Any, *, padding: bool = True) -> Seen:
        """The map behind what leaves it as it is, and behind `padding` with zeros."""
        top = left = 0
        while not self.graph.is_shown(tensor):
            call = self.graph.made_by[id(tensor)]
            if padding and kind_of(call) == "ZeroPadding2D" and call.operation.data_format == "channels_last":
                (above, _), (before, _) = call.operation.padding
                top, left = top - int(above), left - int(before)
            elif not leaves_unchanged(call):
                break
            tensor = call.inputs[0]
        return Seen(tensor, top, left)

    def _origins(self, call: Call) -> NDArray[np.int64] | None:
        """For each value of an output its place among those of all inputs, counted from 1; 0 for one that is new."""
        if call.name not in self._moved:
            numbered, first = {}, 1
            for tensor in call.inputs:
                size = prod(shape_of(tensor))
                numbers = np.arange(first, first + size, dtype=np.int32).reshape((1, *shape_of(tensor)))
                numbered[id(tensor)] = keras.ops.convert_to_tensor(numbers)
                first += size
            try:
                self._moved[call.name] = _array(_unlayered(call, numbered))[0].astype(np.int64)
            except Exception:  # whatever it raises for whole numbers
                self._moved[call.name] = None
        return self._moved[call.name]

    def _missing(self, tensor: Any) -> list[Call]:
        """The calls that have to be made for a tensor, each after those that it reads."""
        wanted, waiting = set(), [tensor]
        while waiting:
            each = waiting.pop()
            if id(each) not in self._known:
                call = self.graph.made_by[id(each)]
                if call.name not in wanted:
                    wanted.add(call.name)
                    waiting += call.inputs
        return [call for call in self.graph.calls if call.name in wanted]


def _unlayered(call: Call, values: Mapping[int, Any]) -> Any:
    """What a call gives out for whole numbers: a layer itself would make them inexact numbers first."""
    args, kwargs = call.arguments_with(values)
    if kwargs.get("constant_values") is not None:
        kwargs["constant_values"] = 0
    return keras.tree.flatten(call.operation.call(*args, **kwargs))[0]


def _array(tensor: Any) -> NDArray[Any]:
    array = np.asarray(keras.ops.convert_to_numpy(tensor))
    return array if array.dtype.kind in "iub" or array.dtype == np.float64 else array.astype(np.float32)
