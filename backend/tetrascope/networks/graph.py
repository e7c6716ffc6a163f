"""A Keras model's graph as a list of calls.

Keras 3 offers no public way to walk from a symbolic tensor to the call that made it; this file is the only one
that reads the attributes which record it (`_keras_history`, `_inbound_nodes`, unchanged since Keras 2, and
`_outputs_struct`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from math import prod
from typing import Any, NamedTuple

import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.network_input import Size


class _Ends(NamedTuple):
    """Where a graph begins and ends that is no model yet."""

    inputs: list[Any]
    outputs: list[Any]


@dataclass(frozen=True, eq=False)
class Call:
    """One use of an operation. A layer used twice makes two calls, whose names differ."""

    name: str
    """Unique in the graph: the operation's name, for its second call `name:2`, and so on."""
    operation: Any
    """The `keras.Operation`, most often a `keras.Layer`."""
    args: tuple[Any, ...]
    """Positional arguments, symbolic tensors among them."""
    kwargs: dict[str, Any]
    """Keyword arguments, likewise."""
    outputs: tuple[Any, ...]
    """The symbolic tensors made."""

    @property
    def inputs(self) -> list[Any]:
        """The symbolic tensors read, in order; empty for the network's input."""
        return tensors_in((self.args, self.kwargs))

    def arguments_with(self, replaced: Mapping[int, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments with other tensors in place of those whose `id` is in `replaced`."""
        structure = (self.args, self.kwargs)
        args, kwargs = keras.tree.map_structure(lambda leaf: replaced.get(id(leaf), leaf), structure)
        return tuple(args), dict(kwargs)

    def compute(self, values: Mapping[int, Any]) -> list[Any]:
        """Its outputs for values of its inputs, by their `id`; as Keras has it when nothing is trained."""
        args, kwargs = self.arguments_with(values)
        if self._takes_training:
            kwargs["training"] = False
        outputs: list[Any] = keras.tree.flatten(self.operation(*args, **kwargs))
        return outputs

    @cached_property
    def _takes_training(self) -> bool:
        return "training" in signature(self.operation.call).parameters


def tensors_in(structure: Any) -> list[Any]:
    """The symbolic tensors in nested lists, tuples and dicts."""
    return [leaf for leaf in keras.tree.flatten(structure) if isinstance(leaf, keras.KerasTensor)]


def is_spatial(tensor: Any) -> bool:
    """Whether a symbolic tensor holds maps: (batch, rows, columns, channels)."""
    return len(tensor.shape) == 4


def value_count(tensor: Any) -> int:
    """Numbers that a symbolic tensor of fixed size holds for one image."""
    return prod(int(side) for side in tensor.shape[1:])


def size_of(tensor: Any) -> Size:
    """Rows and columns of a spatial tensor.

    Raises:
        InvalidInput: the size is not fixed.
    """
    rows, columns = tensor.shape[1:3]
    if rows is None or columns is None:
        raise InvalidInput(
            f"Expected a network whose maps have a fixed size, got {tuple(tensor.shape)} at {tensor.name!r}.",
            hint="Build the network with a fixed input size, such as keras.Input((224, 224, 3)).",
        )
    return int(rows), int(columns)


def require_image_model(model: Any) -> None:
    """Check that a model is a graph with one image as its input.

    Raises:
        InvalidInput: it is not.
    """
    if not isinstance(model, keras.Model) or not getattr(model, "inputs", None):
        raise InvalidInput(
            "Expected a Functional or Sequential Keras model, got one whose graph cannot be read "
            f"({type(model).__name__}).",
            hint="Subclassed models hide their layers; rebuild the network with keras.Model(inputs, outputs).",
        )
    shapes = [tuple(tensor.shape) for tensor in model.inputs]
    if len(shapes) > 1:
        named = ", ".join(f"{tensor.name!r} {tuple(tensor.shape)}" for tensor in model.inputs)
        raise InvalidInput(
            f"Expected one input, an image, got {len(shapes)}: {named}.", field="model", hint=_fix_other_inputs(shapes)
        )
    if len(shapes[0]) != 4:
        raise InvalidInput(
            f"Expected one image input (batch, rows, columns, channels), got {shapes[0]}.",
            field="model",
            hint="Tetrascope shows networks that classify single pictures, not sound, text, video or volumes.",
        )


def _fix_other_inputs(shapes: Sequence[tuple[int | None, ...]]) -> str:
    """How to make a model of one input out of one of several; code where the other inputs are rows of numbers."""
    start = "Give the other inputs fixed values, and save that as a model of one input"
    images = [place for place, shape in enumerate(shapes) if len(shape) == 4]
    if len(images) != 1 or any(len(shape) != 2 for place, shape in enumerate(shapes) if place != images[0]):
        return f"{start}."
    given = ["image" if place == images[0] else "image[:, 0, 0, :1] * 0 + VALUES" for place in range(len(shapes))]
    return (
        f"{start}, with numpy.array([[...]], 'float32') of yours as VALUES: "
        f"image = keras.Input({shapes[images[0]][1:]}); "
        f"keras.Model(image, model([{', '.join(given)}])).save('one_input.keras')."
    )


def output_names(model: Any) -> list[str]:
    """A name for each of a model's outputs, in order: the key where it gives out a dict, else the last layer's."""
    structure = getattr(model, "_outputs_struct", None)
    keys = {id(tensor): str(key) for key, tensor in structure.items()} if isinstance(structure, dict) else {}
    if keys and all(id(tensor) in keys for tensor in model.outputs):
        return [keys[id(tensor)] for tensor in model.outputs]
    return [str(tensor._keras_history.operation.name) for tensor in model.outputs]


def read_graph(model: Any) -> list[Call]:
    """Every call between a model's inputs and outputs, each after the calls that it reads.

    A branch is followed to its end before the next one begins. Nested models are one call each.
    """
    calls: list[Call] = []
    times_used: dict[str, int] = {}
    for node in _nodes_in_order(model):
        name = str(node.operation.name)
        times_used[name] = times_used.get(name, 0) + 1
        unique = name if times_used[name] == 1 else f"{name}:{times_used[name]}"
        arguments = node.arguments
        calls.append(Call(unique, node.operation, tuple(arguments.args), dict(arguments.kwargs), tuple(node.outputs)))
    return calls


def claim_name(operation: Any, prefix: str, owners: dict[str, Any]) -> None:
    """Rename an operation, in place, where another one has its name.

    Args:
        operation: to have a name of its own.
        prefix: goes before its name then; may be empty.
        owners: name → the operation that has it; the operation is entered.
    """
    name, count = str(operation.name), 1
    while owners.setdefault(name, operation) is not operation:
        name = f"{prefix}{operation.name}" + (f"_{count}" if count > 1 or not prefix else "")
        count += 1
    operation.name = name


def ended_in(model: keras.Model, output: Any) -> keras.Model:
    """A model with another end: `output` is computed from its tensors.

    Keras numbers the names of new operations as if the model had none, for it was read from a file: they give way.
    """
    if output is model.outputs[0]:
        return model
    owners = {str(call.operation.name): call.operation for call in read_graph(model)}
    kept = {id(operation) for operation in owners.values()}
    calls = read_graph(_Ends(model.inputs, [output]))
    used = {str(call.operation.name): call.operation for call in calls if id(call.operation) in kept}
    for call in calls:
        claim_name(call.operation, "", used)
    return keras.Model(model.inputs[0], output, name=model.name)


def readers_of(calls: Sequence[Call]) -> dict[str, list[Call]]:
    """Name of a call → the calls that read what it gives out, each once, in order."""
    made_by = {id(tensor): call.name for call in calls for tensor in call.outputs}
    readers: dict[str, list[Call]] = {call.name: [] for call in calls}
    for call in calls:
        for name in dict.fromkeys(made_by[id(tensor)] for tensor in call.inputs):
            readers[name].append(call)
    return readers


def passages(calls: Sequence[Call]) -> set[str]:
    """Names of the calls that every path from input to output runs through: no edge leaps over them in their order.

    Of a part of a network, those that every path through that part runs through.
    """
    place = {id(tensor): index for index, call in enumerate(calls) for tensor in call.outputs}
    found, furthest = set(), 0
    last_reader = [0] * len(calls)
    for index, call in enumerate(calls):
        for tensor in call.inputs:
            if id(tensor) in place:
                last_reader[place[id(tensor)]] = index
    for index, call in enumerate(calls):
        if furthest <= index:
            found.add(call.name)
        furthest = max(furthest, last_reader[index])
    return found


def parallel_parts(calls: Sequence[Call]) -> list[list[list[Call]]]:
    """Between one passage and the next, the parts of a network that nothing leads from one to another of."""
    through = passages(calls)
    made_by = {id(tensor): call.name for call in calls for tensor in call.outputs if call.name not in through}
    part_of: dict[str, str] = {}
    """Name of a call → name of the first call of its part."""
    stretches: list[dict[str, list[Call]]] = [{}]
    for call in calls:
        parts = stretches[-1]
        if call.name in through:
            stretches.append({})
            continue
        read = dict.fromkeys(part_of[made_by[id(tensor)]] for tensor in call.inputs if id(tensor) in made_by)
        first, *others = read or [call.name]
        for other in others:
            part_of.update((each.name, first) for each in parts[other])
            parts[first] += parts.pop(other)
        parts.setdefault(first, []).append(call)
        part_of[call.name] = first
    place = {call.name: index for index, call in enumerate(calls)}
    return [
        [sorted(part, key=lambda call: place[call.name]) for part in parts.values()]
        for parts in stretches
        if len(parts) > 1
    ]


def _nodes_in_order(model: Any) -> Iterable[Any]:
    """Depth-first from the outputs, without recursion: networks are deeper than Python's stack."""
    inputs = {id(tensor) for tensor in model.inputs}
    done: dict[int, Any] = {}
    for tensor in model.outputs:
        stack: list[tuple[Any, Iterator[Any]]] = [_visit(tensor, inputs)]
        while stack:
            node, parents = stack[-1]
            parent = next(parents, None)
            if parent is None:
                done.setdefault(id(node), node)
                stack.pop()
            elif id(_node_of(parent)) not in done:
                stack.append(_visit(parent, inputs))
    return done.values()


def _visit(tensor: Any, inputs: set[int]) -> tuple[Any, Iterator[Any]]:
    node = _node_of(tensor)
    return node, iter(()) if id(tensor) in inputs else iter(node.input_tensors)


def _node_of(tensor: Any) -> Any:
    history = tensor._keras_history
    return history.operation._inbound_nodes[history.node_index]
