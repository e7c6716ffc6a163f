"""Stages: every tensor on the way from the input to the output whose positions differ from those before it.

Operations that work point by point (normalisation, activation, dropout) add no stage: their output belongs to the
stage that they read.
"""

from dataclasses import dataclass, field
from typing import Any

import keras

from tetrascope.networks.geometry import Reading, reading_of
from tetrascope.networks.graph import Call, Size, is_spatial, read_graph, size_of
from tetrascope.networks.receptive_field import Edge, Stage, Step

_SAME = Step(kernel=1, stride=1, padding=0, dilation=1)


@dataclass(frozen=True)
class Trace:
    """A network's calls and the stage that each one's output belongs to."""

    calls: list[Call]
    """Every call, in the order data flows; the first is the input."""
    stages: list[Stage]
    """Every stage, each after those that it reads; the first is the input."""
    stage_of: dict[str, int]
    """Name of a call → index of its output's stage, for calls whose output is spatial."""


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
    stage_of = {call.name: tracer.stage_of[id(call.outputs[0])] for call in calls if is_spatial(call.outputs[0])}
    return Trace(calls, tracer.stages, stage_of)


@dataclass
class _Tracer:
    stages: list[Stage] = field(default_factory=list)
    stage_of: dict[int, int] = field(default_factory=dict)
    """Spatial tensor → its stage."""
    behind: dict[int, frozenset[int]] = field(default_factory=dict)
    """Tensor without positions (a vector) → the stages that it is computed from."""

    def add_stage(self, name: str, tensor: Any, edges: list[Edge]) -> None:
        rows, columns = size_of(tensor)
        self.stage_of[id(tensor)] = len(self.stages)
        self.stages.append(Stage(name=name, height=rows, width=columns, edges=edges))

    def follow(self, call: Call) -> None:
        for index, tensor in enumerate(call.outputs):
            if not is_spatial(tensor):
                self.behind[id(tensor)] = self._sources(call.inputs)
                continue
            reading = _reading(call)
            edges = self._edges(call, tensor, reading)
            if reading == "point" and len(edges) == 1 and not edges[0].whole:
                self.stage_of[id(tensor)] = edges[0].source
            else:
                self.add_stage(call.name if index == 0 else f"{call.name}.{index}", tensor, edges)

    def _sources(self, tensors: list[Any]) -> frozenset[int]:
        """Every stage that these tensors are, or are computed from."""
        spatial = {self.stage_of[id(tensor)] for tensor in tensors if is_spatial(tensor)}
        return frozenset(spatial).union(*(self.behind[id(tensor)] for tensor in tensors if not is_spatial(tensor)))

    def _edges(self, call: Call, output: Any, reading: Reading) -> list[Edge]:
        if reading == "whole":
            return [_whole(source) for source in sorted(self._sources(call.inputs))]
        if reading == "point":
            return self._point_edges(call.inputs, size_of(output))
        rows, columns = reading
        (source,) = [self.stage_of[id(tensor)] for tensor in call.inputs]
        return [Edge(source=source, whole=False, rows=rows, columns=columns)]

    def _point_edges(self, tensors: list[Any], size: Size) -> list[Edge]:
        """Sources of the output's size are read at the same position; others are spread over it: read as a whole."""
        same = [tensor for tensor in tensors if is_spatial(tensor) and size_of(tensor) == size]
        others = [tensor for tensor in tensors if not any(tensor is found for found in same)]
        direct = sorted({self.stage_of[id(tensor)] for tensor in same})
        spread = sorted(self._sources(others))
        return [Edge(source=source, whole=False, rows=_SAME, columns=_SAME) for source in direct] + [
            _whole(source) for source in spread
        ]


def _reading(call: Call) -> Reading:
    spatial = [tensor for tensor in call.inputs if is_spatial(tensor)]
    if not spatial or len(call.outputs) != 1:
        return "whole"
    return reading_of(call, size_of(spatial[0]))


def _whole(source: int) -> Edge:
    return Edge(source=source, whole=True, rows=None, columns=None)
