"""Stages: every tensor on the way from the input to the output whose positions differ from those before it.

Operations that work point by point (normalisation, activation, dropout), and those that only touch channels, add no
stage: their output belongs to the stage that they read. A tensor without rows and columns of its own, such as a vector
or a row of tokens, is no stage either; what it is computed from is kept for the next one.
"""

from dataclasses import dataclass, field
from typing import Any

import keras

from tetrascope.networks.geometry import Along, Reading, kind_of, reading_of
from tetrascope.networks.graph import Call, is_spatial, read_graph, size_of
from tetrascope.networks.network_input import Size
from tetrascope.networks.origins import (
    Grid,
    Origin,
    Origins,
    along,
    everything,
    joined,
    moved,
    side_by_side,
    step_through,
)
from tetrascope.protocol.receptive_field import Edge, Stage


@dataclass(frozen=True)
class Trace:
    """A network's calls and the stage that each one's output belongs to."""

    calls: list[Call]
    """Every call, in the order data flows; the first is the input."""
    stages: list[Stage]
    """Every stage, each after those that it reads; the first is the input."""
    stage_of: dict[str, int]
    """Name of a call → index of its output's stage, for calls whose output has the rows and columns of one."""
    read: dict[str, list[int]]
    """Name of a call → the stages nearest to it that its output is computed from."""
    followed: set[str]
    """Names of the calls whose values are each computed from a part of those stages."""
    grids: dict[int, Grid]
    """Number of tokens → the grid of positions that a row of so many is laid out from."""


def trace_network(model: keras.Model) -> Trace:
    """The stages of a flat network and how its calls belong to them.

    Args:
        model: without nested models (see `flatten`), channels last, fixed input size.

    Raises:
        InvalidInput: a map's size is not fixed, or channels come first.
    """
    tracer = _Tracer()
    calls = read_graph(model)
    inputs = {id(tensor) for tensor in model.inputs}
    for call in calls:
        if id(call.outputs[0]) in inputs:
            tracer.add_stage(call.name, call.outputs[0], [])
        else:
            tracer.follow(call)
    for tensor in model.outputs:
        if is_spatial(tensor):
            tracer.require_stage(tensor)
    stage_of = {
        call.name: tracer.stage_of[id(call.outputs[0])] for call in calls if id(call.outputs[0]) in tracer.stage_of
    }
    read = {call.name: sorted(tracer.origins[id(call.outputs[0])]) for call in calls}
    followed = {call.name for call in calls if tracer.is_local(call.outputs[0])}
    return Trace(calls, tracer.stages, stage_of, read, followed, tracer.grids)


@dataclass
class _Tracer:
    stages: list[Stage] = field(default_factory=list)
    stage_of: dict[int, int] = field(default_factory=dict)
    """Tensor that has the rows and columns of a stage → that stage."""
    origins: dict[int, Origins] = field(default_factory=dict)
    """Tensor → where its values come from."""
    names: dict[int, str] = field(default_factory=dict)
    """Tensor → what it is called if it becomes a stage."""
    grids: dict[int, Grid] = field(default_factory=dict)

    def add_stage(self, name: str, tensor: Any, edges: list[Edge]) -> None:
        rows, columns = size_of(tensor)
        index = self.stage_of[id(tensor)] = len(self.stages)
        self.stages.append(Stage(name=name, height=rows, width=columns, edges=edges))
        self.origins[id(tensor)] = {index: Origin.of_map((rows, columns))}

    def follow(self, call: Call) -> None:
        maps = [tensor for tensor in call.inputs if is_spatial(tensor)]
        reading = reading_of(call, size_of(maps[0]) if maps else None)
        if isinstance(reading, tuple):
            source = self.require_stage(maps[0])
            rows, columns = reading
            self.add_stage(call.name, call.outputs[0], [Edge(source=source, whole=False, rows=rows, columns=columns)])
            return
        found = self._origins(call, reading)
        for index, (tensor, origins) in enumerate(zip(call.outputs, found or self._whole(call), strict=True)):
            self.origins[id(tensor)] = origins
            self.names[id(tensor)] = call.name if index == 0 else f"{call.name}.{index}"
            if is_spatial(tensor):
                self._place(tensor, origins, is_followed=found is not None)
            elif len(tensor.shape) == 3 and None not in tensor.shape[1:] and len(origins) == 1:
                ((stage, origin),) = origins.items()
                grid = origin.grid(self._size(stage), int(tensor.shape[1]))
                if grid is not None:
                    self.grids.setdefault(int(tensor.shape[1]), grid)

    def is_local(self, tensor: Any) -> bool:
        """Whether no value of a tensor is computed from everything."""
        return not any(all(origin.is_whole(self._size(stage))) for stage, origin in self.origins[id(tensor)].items())

    def require_stage(self, tensor: Any) -> int:
        """The stage that has the rows and columns of a spatial tensor; made if need be."""
        if id(tensor) not in self.stage_of:
            edges = [self._edge(tensor, stage, origin)[0] for stage, origin in self.origins[id(tensor)].items()]
            self.add_stage(self.names[id(tensor)], tensor, _in_order(edges))
        return self.stage_of[id(tensor)]

    def _place(self, tensor: Any, origins: Origins, *, is_followed: bool) -> None:
        """Give a spatial tensor its stage, unless its axes may be others than rows and columns, for a while."""
        shape = size_of(tensor)
        same = [stage for stage, origin in origins.items() if origin.is_map(self._size(stage), shape)]
        if is_followed and len(origins) == 1 and same:
            self.stage_of[id(tensor)] = same[0]
        elif not is_followed or all(self._edge(tensor, *item)[1] for item in origins.items()):
            self.require_stage(tensor)

    def _origins(self, call: Call, reading: Reading) -> list[Origins] | None:
        """Of each output; None where it may be anything."""
        sources = [self.origins[id(tensor)] for tensor in call.inputs]
        ranks = {len(tensor.shape) for tensor in call.inputs}
        if reading == "point" and ranks == {len(call.outputs[0].shape)}:
            return [joined(sources)] * len(call.outputs)
        if isinstance(reading, Along) and len(ranks) == 1 and 0 not in reading.axes:
            return [along(joined(sources), reading.axes, tensor.shape[1:]) for tensor in call.outputs]
        if reading != "moved":
            return None
        if kind_of(call) == "Concatenate":
            beside = side_by_side(sources, call.operation.axis % max(ranks))
            if beside is not None:
                return [beside]
        return moved(call, {id(tensor): self.origins[id(tensor)] for tensor in call.inputs})

    def _whole(self, call: Call) -> list[Origins]:
        read = sorted({stage for tensor in call.inputs for stage in self.origins[id(tensor)]})
        return [
            {stage: Origin.of_whole(self._size(stage), len(tensor.shape)) for stage in read} for tensor in call.outputs
        ]

    def _size(self, stage: int) -> Size:
        return self.stages[stage].height, self.stages[stage].width

    def _edge(self, tensor: Any, source: int, origin: Origin) -> tuple[Edge, bool]:
        """What a tensor reads of a stage, and whether it reads just that."""
        size, shape = self._size(source), tuple(int(side) for side in tensor.shape[1:])
        (rows, exact_rows), (columns, exact_columns) = map(step_through, origin.bounds(shape), size)
        all_rows, all_columns = origin.is_whole(size)
        exact = (exact_rows or all_rows) and (exact_columns or all_columns)
        if (rows, columns) == tuple(map(everything, shape, size)) and not origin.is_map(size, shape):
            return Edge(source=source, whole=True, rows=None, columns=None), exact
        return Edge(source=source, whole=False, rows=rows, columns=columns), exact


def _in_order(edges: list[Edge]) -> list[Edge]:
    """Those of a position's own first, then those of which everything is read."""
    return sorted(edges, key=lambda edge: (edge.whole, edge.source))
