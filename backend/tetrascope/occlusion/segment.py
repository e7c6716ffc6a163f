"""A stretch of a network between two points that every path runs through, computed whole or on patches."""

import time
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import keras
import numpy as np

from tetrascope.networks.device import Compiled, compile_function, wait_for_device
from tetrascope.networks.graph import Call, is_spatial, value_count
from tetrascope.occlusion.context import context_table, gather_context
from tetrascope.occlusion.known_operations import patch_operation
from tetrascope.occlusion.patch_operation import PatchOperation, Sources, Tables
from tetrascope.occlusion.region import PatchRegion
from tetrascope.protocol.layer import FLOAT_BYTES


class Reach(NamedTuple):
    """What a segment makes of patches."""

    output: PatchRegion
    """Where its output's patches lie."""
    bytes_per_mask: int
    """Bytes that its largest operation takes for each mask."""


class PatchPlan(NamedTuple):
    """How a segment is computed on the patches of one chunk of masks."""

    output: PatchRegion
    """Where its output's patches lie."""
    tables: list[Tables]
    """For each operation, what brings its contexts together."""

    @property
    def bytes(self) -> int:
        """Bytes that the tables take."""
        return sum(table.nbytes for tables in self.tables for table in tables if table is not None)


class Timed(NamedTuple):
    """A tensor, or several, and how long it took."""

    value: Any
    seconds: float | None
    """None where the time tells nothing, because something was compiled first."""


class Segment:
    """Calls of a network from one tensor to a later one, with nothing leading around them.

    Args:
        entry: the symbolic tensor that it reads; it reads no other from before.
        calls: in the order data flows; the last one's output is the segment's.
    """

    def __init__(self, entry: Any, calls: Sequence[Call]) -> None:
        self.entry = entry
        self.calls = list(calls)
        self.exit = self.calls[-1].outputs[0]
        operations = [patch_operation(call) for call in self.calls]
        self.operations: list[PatchOperation] | None = (
            [operation for operation in operations if operation is not None] if None not in operations else None
        )
        """How it is computed on patches; None where it cannot be."""
        self._originals = _sources(operation for operation in self.operations or () if operation.reads_originals)
        self._patch_functions: dict[tuple[bool, ...], Compiled] = {}
        self.bytes_per_image = max(
            FLOAT_BYTES * sum(map(value_count, [*call.inputs, *call.outputs])) for call in self.calls
        )
        """Bytes that its largest operation takes for each image, computed whole."""

    @property
    def entry_bytes(self) -> int:
        """Bytes of one image's map at the entry."""
        return FLOAT_BYTES * value_count(self.entry)

    @property
    def original_bytes(self) -> int:
        """Bytes of what `with_originals` gives for an image."""
        return FLOAT_BYTES * sum(map(value_count, [self.exit, *self._originals.values()]))

    def reach(self, entry: PatchRegion) -> Reach:
        """How far patches have grown at the exit, and what they take up on the way, without laying anything out."""
        regions = {id(self.entry): entry}
        size = 0
        for operation in self.operations or ():
            tensor = operation.call.outputs[0]
            sources = [regions[id(source)] for source in operation.call.inputs]
            regions[id(tensor)] = operation.region(sources)
            size = max(size, operation.values_per_mask(sources, regions[id(tensor)]))
        return Reach(regions[id(self.exit)], FLOAT_BYTES * size)

    def plan(self, entry: PatchRegion) -> PatchPlan:
        """Lay out the patches of every operation for those of the entry."""
        regions = {id(self.entry): entry}
        tables = []
        for operation in self.operations or ():
            sources = [regions[id(tensor)] for tensor in operation.call.inputs]
            output = operation.region(sources)
            regions[id(operation.call.outputs[0])] = output
            tables.append(operation.tables(sources, output))
        return PatchPlan(regions[id(self.exit)], tables)

    def join(self, original: Any, patches: Any, region: PatchRegion) -> Timed:
        """Whole maps of the entry, (n, h, w, c): patches laid over the unmasked image's map."""
        count, height, width = len(region.rows.start), region.rows.side, region.columns.side
        rows = np.broadcast_to(np.arange(height, dtype=np.int32), (count, height))
        columns = np.broadcast_to(np.arange(width, dtype=np.int32), (count, width))
        table = context_table(region, rows, columns)
        return Timed(patches, 0.0) if table is None else _timed(self._join, original, patches, table)

    def with_originals(self, value: Any) -> Timed:
        """For the unmasked image's entry the exit, and a list of what `patches` needs to know of that image."""
        return _timed(self._with_originals, value)

    def patches(self, entry: Any, originals: Sequence[Any], plan: PatchPlan) -> Timed:
        """The exit's patches for the entry's."""
        flat = [table for tables in plan.tables for table in tables]
        given = tuple(table is not None for table in flat)
        if given not in self._patch_functions:
            self._patch_functions[given] = self._compile_patches(given)
        arguments = entry, list(originals), [table for table in flat if table is not None]
        return _timed(self._patch_functions[given], *arguments)

    def whole(self, value: Any) -> Timed:
        """The exit for the entry, (n, ...) each."""
        return _timed(self._whole, value)

    @cached_property
    def _whole(self) -> Compiled:
        return compile_function(
            lambda value: self._run(value)[id(self.exit)], [_any_number_of(self.entry)], self._variables
        )

    @cached_property
    def _join(self) -> Compiled:
        def run(original: Any, patches: Any, table: Any) -> Any:
            return gather_context(original, patches, table, 0.0)

        return compile_function(run, [_one_of(self.entry), _any_size_of(self.entry), _table("int32")], [])

    @cached_property
    def _with_originals(self) -> Compiled:
        def run(value: Any) -> tuple[Any, list[Any]]:
            values = self._run(value)
            return values[id(self.exit)], [values[key] for key in self._originals]

        return compile_function(run, [_any_number_of(self.entry)], self._variables)

    def _run(self, value: Any) -> dict[int, Any]:
        values = {id(self.entry): value}
        for call in self.calls:
            values.update(
                (id(tensor), output) for tensor, output in zip(call.outputs, call.compute(values), strict=True)
            )
        return values

    def _compile_patches(self, given: tuple[bool, ...]) -> Compiled:
        operations = self.operations or []

        def run(entry: Any, originals: list[Any], tables: list[Any]) -> Any:
            values = {id(self.entry): entry}
            known = dict(zip(self._originals, originals, strict=True))
            rest = iter(tables)
            present = iter(given)
            for operation in operations:
                keys = [id(tensor) for tensor in operation.call.inputs]
                own = [next(rest) if next(present) else None for _ in operation.table_types]
                output = operation.apply(Sources([values[key] for key in keys], [known.get(key) for key in keys], own))
                values[id(operation.call.outputs[0])] = output
            return values[id(self.exit)]

        kinds = [dtype for operation in operations for dtype in operation.table_types]
        tables = [_table(kind) for kind, there in zip(kinds, given, strict=True) if there]
        signature = [_any_size_of(self.entry), list(self._originals.values()), tables]
        return compile_function(run, signature, self._variables)

    @cached_property
    def _variables(self) -> list[Any]:
        found = {id(variable): variable for call in self.calls for variable in getattr(call.operation, "variables", ())}
        return list(found.values())


def _timed(function: Compiled, *arguments: Any) -> Timed:
    is_compiled, started = function.is_compiled(*arguments), time.perf_counter()
    value = function(*arguments)
    wait_for_device(keras.tree.flatten(value)[0])
    return Timed(value, time.perf_counter() - started if is_compiled else None)


def _sources(operations: Iterable[PatchOperation]) -> dict[int, Any]:
    """Tensors whose maps of the unmasked image the operations read, each once, by `id`."""
    return {id(tensor): _one_of(tensor) for operation in operations for tensor in operation.call.inputs}


def _any_number_of(tensor: Any) -> Any:
    return keras.KerasTensor((None, *tensor.shape[1:]), tensor.dtype)


def _one_of(tensor: Any) -> Any:
    return keras.KerasTensor((1, *tensor.shape[1:]), tensor.dtype)


def _any_size_of(tensor: Any) -> Any:
    assert is_spatial(tensor)
    return keras.KerasTensor((None, None, None, tensor.shape[-1]), tensor.dtype)


def _table(dtype: str) -> Any:
    return keras.KerasTensor((None, None, None) if dtype == "int32" else (None, None, None, 1), dtype)
