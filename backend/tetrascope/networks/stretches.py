"""A network cut where layers give out their maps, so that it can be run on from any of them.

What a cut hands on is a set of tensors and not one: skip connections lead around a layer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.device import Compiled, compile_function
from tetrascope.networks.graph import Call, read_graph, value_count
from tetrascope.protocol.layer import FLOAT_BYTES

Values = dict[int, NDArray[Any]]
"""Values of symbolic tensors, by their `id`."""


class Stretch:
    """The calls from one cut to the next.

    Args:
        calls: in the order data flows.
        entry: symbolic tensors that they, or calls after them, read from before.
        exit: those that are handed on.
    """

    def __init__(self, calls: Sequence[Call], entry: Sequence[Any], exit: Sequence[Any]) -> None:
        self._calls, self.entry, self.exit = calls, list(entry), list(exit)
        sizes = [sum(map(_bytes, [*call.inputs, *call.outputs])) for call in calls]
        self.bytes_per_image = sum(map(_bytes, [*entry, *exit])) + max(sizes, default=0)
        """What it works on for each image: what comes in and goes out, and its largest operation."""
        self._compiled = self._compile()  # at its first run, and once, whichever thread that is on

    def run(self, values: Values) -> Values:
        """The exit's values for the entry's."""
        found = self._compiled([values[id(tensor)] for tensor in self.entry])
        return {id(tensor): np.asarray(value) for tensor, value in zip(self.exit, found, strict=True)}

    def _compile(self) -> Compiled:
        def run(entry: list[Any]) -> list[Any]:
            values = {id(tensor): value for tensor, value in zip(self.entry, entry, strict=True)}
            for call in self._calls:
                made = call.compute(values)
                values.update((id(tensor), output) for tensor, output in zip(call.outputs, made, strict=True))
            return [values[id(tensor)] for tensor in self.exit]

        signature = [keras.KerasTensor(tensor.shape, tensor.dtype) for tensor in self.entry]
        owned = [variable for call in self._calls for variable in getattr(call.operation, "variables", ())]
        return compile_function(run, [signature], list({id(each): each for each in owned}.values()))


class Stretches:
    """A network as a chain of stretches, cut at some layers' tensors. Compiled at the first run.

    Args:
        model: flat, with one input and one output.
        tensors: by a layer's name the symbolic tensor of `model` that it gives out.
    """

    def __init__(self, model: keras.Model, tensors: Mapping[str, Any]) -> None:
        calls = read_graph(model)
        self._image, self._logits = model.inputs[0], model.outputs[0]
        self._tensors = dict(tensors)
        made_at = {id(tensor): place for place, call in enumerate(calls) for tensor in call.outputs}
        ends = sorted({len(calls) - 1, *(made_at[id(tensor)] for tensor in tensors.values())})
        self._stretches = []
        start, entry = 0, _handed_on(calls, 0, self._logits)
        for end in ends:
            own = [tensor for tensor in tensors.values() if made_at[id(tensor)] == end]
            live = _handed_on(calls, end, self._logits)
            out = {id(tensor): tensor for tensor in [*live, *own]}
            self._stretches.append(Stretch(calls[start + 1 : end + 1], entry, list(out.values())))
            start, entry = end, live
        self.places = {name: ends.index(made_at[id(tensor)]) for name, tensor in tensors.items()}
        """By layer the stretch that ends in it."""
        self.layers: list[list[str]] = [
            [name for name, place in self.places.items() if place == stretch] for stretch in range(len(ends))
        ]
        """Names of the layers that each stretch ends in: most often one, of the last stretch often none."""

    @property
    def kept_bytes(self) -> int:
        """What `originals` keeps."""
        return sum(_bytes(tensor) for stretch in self._stretches for tensor in stretch.exit)

    def bytes_per_image(self, layer: str) -> int:
        """What running on from a layer works on for each image."""
        after = self._stretches[self.places[layer] + 1 :]
        return max((stretch.bytes_per_image for stretch in after), default=_bytes(self._tensors[layer]))

    def originals(self, prepared: NDArray[np.float32]) -> Iterator[Values]:
        """What each stretch hands on for one image, (1, h, w, channels) as the network wants it; a step each."""
        return self.run(prepared, {})

    def run(
        self, prepared: NDArray[np.float32], replace: Mapping[str, Callable[[NDArray[Any]], NDArray[Any]]]
    ) -> Iterator[Values]:
        """The same where layers give out something else: what `replace` makes of their output."""
        values: Values = {id(self._image): prepared}
        for stretch, names in zip(self._stretches, self.layers, strict=True):
            values = stretch.run(values)
            for name in names:
                if name in replace:
                    key = id(self._tensors[name])
                    values[key] = replace[name](values[key])
            yield values

    def warm_up(self, prepared: NDArray[np.float32], copies: int) -> Iterator[None]:
        """Run everything once for one image, and once for several copies of it, so that nobody waits for the compiler.

        Args:
            prepared: any image, (1, h, w, channels) as the network wants it.
            copies: as many as are run on side by side.
        """
        originals: list[Values] = []
        for values in self.originals(prepared):
            originals.append(values)
            yield
        first = self.layers[0][0] if self.layers[0] else None
        if first is not None:
            output = np.concatenate([self.output(originals[0], first)] * copies)
            yield from (None for _ in self.run_on(originals, first, output))

    def output(self, values: Values, layer: str) -> NDArray[np.float32]:
        """What a layer gives out, of the values that its stretch hands on."""
        return values[id(self._tensors[layer])]

    def logits(self, values: Values) -> NDArray[np.float32]:
        """(n, classes), of the values that the last stretch hands on."""
        return values[id(self._logits)]

    def run_on(self, originals: Sequence[Values], layer: str, output: NDArray[np.float32]) -> Iterator[Values]:
        """What each stretch after a layer hands on where the layer gives out something else; a step each.

        Args:
            originals: all that `originals` has given for the image.
            layer: its name.
            output: (n, ...) in place of what the layer gives out, (1, ...).
        """
        place, count = self.places[layer], len(output)
        values = {**originals[place], id(self._tensors[layer]): output}
        for index, stretch in enumerate(self._stretches[place + 1 :]):
            if index == 0:  # what leads around the layer is the image's own
                own = id(self._tensors[layer])
                around = {id(each): values[id(each)] for each in stretch.entry if id(each) != own}
                batched = {id(each) for each in stretch.entry if each.shape[0] is None}
                values |= {key: _copies(value, count) for key, value in around.items() if key in batched}
            values = stretch.run(values)
            yield values


def _handed_on(calls: Sequence[Call], end: int, output: Any) -> list[Any]:
    """The tensors made up to a call that later calls read, and the network's output where that is made."""
    made = {id(tensor): tensor for call in calls[: end + 1] for tensor in call.outputs}
    read = [id(tensor) for call in calls[end + 1 :] for tensor in call.inputs]
    return [made[key] for key in dict.fromkeys([*read, id(output)]) if key in made]


def _copies(value: NDArray[Any], count: int) -> NDArray[Any]:
    """An image's value for a batch of it. One after the other, as a batch has windows and the like within its axis."""
    return np.concatenate([value] * count)


def _bytes(tensor: Any) -> int:
    return FLOAT_BYTES * value_count(tensor)
