"""Layers without rows and columns of their own, laid out as maps.

A transformer works on a row of tokens, one for each patch of the picture: each of its blocks gives out maps again once
the tokens are laid back on the grid that they came from. A network without any map gives out vectors only: a dense
layer's units are laid out as one map, a unit to a pixel; their places mean nothing, as the units' order does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from tetrascope.networks.columns import MAX_COLUMNS
from tetrascope.networks.geometry import CONVOLUTIONS, MERGES, keeps_maps, kind_of
from tetrascope.networks.graph import Call, is_spatial, passages, readers_of, size_of
from tetrascope.networks.layer_titles import LayerTitle
from tetrascope.networks.stages import Trace
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.receptive_field import Edge, Stage


@dataclass(frozen=True)
class FlatLayer:
    """A layer and how its output becomes maps."""

    layer: Layer
    stage: Stage
    first: int = 0
    """Tokens before those of the grid, such as one for the class."""

    def maps(self, output: Any) -> Any:
        """(n, rows, columns, channels) of the layer's output, (n, tokens, channels) or (n, units)."""
        return _Laying(self, name=self.stage.name)(output)

    def maps_in(self, output: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, rows, columns, channels) within an array of the layer's output: writing to one writes to the other."""
        maps: NDArray[np.float32] = _laid_out(self, output, np.reshape)
        return maps


class _Laying(keras.layers.Layer):  # type: ignore[misc]
    """Lays a flat layer's output out. As a layer, because an operation's name may be one of the network's too."""

    def __init__(self, flat: FlatLayer, *, name: str) -> None:
        super().__init__(name=name)
        self.flat = flat

    def call(self, output: Any) -> Any:
        return _laid_out(self.flat, output, ops.reshape)


def _laid_out(flat: FlatLayer, output: Any, reshape: Callable[..., Any]) -> Any:
    layer, first = flat.layer, flat.first
    if len(output.shape) == 3:
        output = output[:, first : first + layer.height * layer.width]
    return reshape(output, (-1, layer.height, layer.width, layer.channels))


def find_flat_layers(trace: Trace, layers: Sequence[Layer]) -> list[FlatLayer]:
    """The flat layers that can be shown, in the order data flows.

    Args:
        trace: what `trace_network` says of the network.
        layers: those with rows and columns, of which no others are shown where there is any.

    Returns:
        The blocks of a transformer; where nothing else is shown, the layers that give out vectors.
    """
    columns = sum(layer.shown for layer in layers)
    blocks = _blocks_of_tokens(trace)
    found = blocks or ([] if columns else _vectors(trace))
    section, one = ("Blocks", "Block") if blocks else ("Dense layers", "Dense layer")
    shown = _spread(len(found), max(MAX_COLUMNS - columns, 2))
    return [
        _flat_layer(
            trace,
            len(trace.stages) + index,
            LayerTitle(f"{one} {index + 1}", section, index + 1),
            *each,
            shown=index in shown,
        )
        for index, each in enumerate(found)
    ]


def in_order(trace: Trace, layers: Sequence[Layer], flat: Sequence[FlatLayer]) -> list[Layer]:
    """All layers as data flows; a flat one stands for the same layer taken as it is."""
    by_name = {layer.name: layer for layer in [*layers, *(each.layer for each in flat)]}
    return [by_name[call.name] for call in trace.calls if call.name in by_name]


_Found = tuple[Call, Call, tuple[int, int, int], int]
"""Which call, whose output is shown, rows, columns and channels, and the first token."""


def _flat_layer(
    trace: Trace,
    stage: int,
    title: LayerTitle,
    call: Call,
    output: Call,
    shape: tuple[int, int, int],
    first: int,
    *,
    shown: bool,
) -> FlatLayer:
    rows, columns, channels = shape
    kind = "convolution" if kind_of(call) in CONVOLUTIONS else "merge" if kind_of(call) in MERGES else "dense"
    layer = Layer(
        name=call.name,
        kind=kind,
        output=output.name,
        height=rows,
        width=columns,
        channels=channels,
        stage=stage,
        shown=shown,
        title=title.title,
        section=title.section,
        block=title.block,
    )
    edges = [Edge(source=source, whole=True, rows=None, columns=None) for source in trace.read[call.name]]
    return FlatLayer(layer, Stage(name=f"{call.name}.laid_out", height=rows, width=columns, edges=edges), first)


def _blocks_of_tokens(trace: Trace) -> list[_Found]:
    """Sums that every path runs through and that mix tokens, or follow what mixes them."""
    through, found = passages(trace.calls), []
    for call in trace.calls:
        shape = call.outputs[0].shape
        grid = trace.grids.get(shape[1]) if len(shape) == 3 else None
        is_sum = kind_of(call) in MERGES and len(call.inputs) > 1 and call.name in through
        if grid is not None and is_sum and call.name not in trace.followed:
            found.append((call, call, (grid.rows, grid.columns, int(shape[2])), grid.first))
    return found


def _vectors(trace: Trace) -> list[_Found]:
    """Dense layers and convolutions of one position, but for the last, which gives the classes' scores."""
    readers, found = readers_of(trace.calls), []
    for call in trace.calls:
        is_vector = len(call.outputs[0].shape) == 2 if kind_of(call) == "Dense" else _is_one_position(call)
        if not is_vector:
            continue
        output = call
        while len(readers[output.name]) == 1 and _goes_on(readers[output.name][0], output):
            (output,) = readers[output.name]
        units = int(output.outputs[0].shape[-1])
        if readers[output.name]:
            found.append((call, output, (*_folded(units), 1), 0))
    return found


def _is_one_position(call: Call) -> bool:
    return kind_of(call) in CONVOLUTIONS and is_spatial(call.outputs[0]) and size_of(call.outputs[0]) == (1, 1)


def _goes_on(following: Call, call: Call) -> bool:
    """Whether a call normalises or bends what another gives out."""
    same = following.outputs[0].shape == call.outputs[0].shape
    return same and len(following.inputs) == 1 and kind_of(following) != "Dense" and keeps_maps(following)


def _folded(units: int) -> tuple[int, int]:
    """Rows and columns that hold just so many units, as near to a square as can be."""
    rows = next(rows for rows in range(isqrt(units), 0, -1) if units % rows == 0)
    return rows, units // rows


def _spread(count: int, most: int) -> set[int]:
    """At most so many of `count`, evenly spread, the first and the last among them."""
    return set(np.linspace(0, count - 1, min(count, most)).round().astype(int).tolist()) if count else set()
