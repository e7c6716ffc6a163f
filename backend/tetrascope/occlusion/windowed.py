"""Operations that read a window around each position: convolution, pooling, cropping."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from keras import ops
from numpy.typing import NDArray

from tetrascope.networks.geometry import POOLINGS, kind_of
from tetrascope.networks.graph import Call, size_of
from tetrascope.occlusion.context import context_table, gather_context, patch_positions, read_count, read_positions
from tetrascope.occlusion.patch_operation import PatchOperation, Sources, Tables
from tetrascope.occlusion.region import Interval, PatchRegion, read_through
from tetrascope.protocol.receptive_field import Step

_LOWEST = float(np.finfo(np.float32).min)
"""Padding that no maximum takes."""


class Windowed(PatchOperation):
    """Convolution, pooling or cropping: reads a window around each position."""

    def __init__(self, call: Call, rows: Step, columns: Step) -> None:
        super().__init__(call)
        self.rows, self.columns = rows, columns
        self.kind = kind_of(call)
        self.size = size_of(call.outputs[0])
        is_point = all((step.kernel, step.stride, step.padding) == (1, 1, 0) for step in (rows, columns))
        self.reads_originals = not is_point
        self.averages_padding = self.kind == "AveragePooling2D" and call.operation.padding == "same"
        self.table_types = ("int32", "float32") if self.averages_padding else ("int32",)

    def region(self, sources: Sequence[PatchRegion]) -> PatchRegion:
        height, width = self.size
        (source,) = sources
        return PatchRegion(
            read_through(source.rows, self.rows, height), read_through(source.columns, self.columns, width)
        )

    def tables(self, sources: Sequence[PatchRegion], output: PatchRegion) -> Tables:
        (source,) = sources
        rows, columns = read_positions(output.rows, self.rows), read_positions(output.columns, self.columns)
        table = context_table(source, rows, columns)
        return [table, self._shares(source, output)] if self.averages_padding else [table]

    def _shares(self, source: PatchRegion, output: PatchRegion) -> NDArray[np.float32]:
        """By how much an average over a whole window is too small where part of the window is padding: (n, r, c, 1)."""
        rows = _share_inside(output.rows, self.rows, source.rows.side)
        columns = _share_inside(output.columns, self.columns, source.columns.side)
        return (1 / (rows[:, :, np.newaxis] * columns[:, np.newaxis]))[..., np.newaxis].astype(np.float32)

    def context_area(self, output: PatchRegion) -> int:
        return read_count(output.rows, self.rows) * read_count(output.columns, self.columns)

    def apply(self, sources: Sources) -> Any:
        context, table = sources.patches[0], sources.tables[0]
        if table is not None:
            padding = _LOWEST if self.kind == "MaxPooling2D" else 0.0
            context = gather_context(sources.originals[0], context, table, padding)
        if self.kind == "Cropping2D":
            return context
        return self._pool(context, sources.tables) if self.kind in POOLINGS else self._convolve(context)

    def _pool(self, context: Any, tables: Sequence[Any]) -> Any:
        pool = ops.max_pool if self.kind == "MaxPooling2D" else ops.average_pool
        pooled = pool(context, self.call.operation.pool_size, self._strides, "valid")
        return pooled * tables[1] if self.averages_padding else pooled

    def _convolve(self, context: Any) -> Any:
        layer = self.call.operation
        settings = {"strides": self._strides, "padding": "valid", "dilation_rate": layer.dilation_rate}
        if self.kind == "Conv2D":
            output = ops.conv(context, layer.kernel, **settings)
        elif self.kind == "DepthwiseConv2D":
            output = ops.depthwise_conv(context, layer.kernel, **settings)
        else:
            output = ops.separable_conv(context, layer.depthwise_kernel, layer.pointwise_kernel, **settings)
        if layer.use_bias:
            output = output + layer.bias
        return output if layer.activation is None else layer.activation(output)

    @property
    def _strides(self) -> tuple[int, int]:
        """Where a kernel has one position, the context leaves out what the stride leaps over."""
        rows, columns = (1 if step.kernel == 1 else step.stride for step in (self.rows, self.columns))
        return rows, columns


def _share_inside(output: Interval, step: Step, side: int) -> NDArray[np.float64]:
    """Share of each position's window that lies inside a map of `side` positions, (n, size)."""
    first = patch_positions(output) * step.stride - step.padding
    inside = np.minimum(first + step.kernel, side) - np.maximum(first, 0)
    return np.asarray(inside / step.kernel)
