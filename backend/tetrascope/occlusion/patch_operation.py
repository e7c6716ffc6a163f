"""An operation of a network, computed on the patches of many masks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.graph import Call, is_spatial
from tetrascope.occlusion.context import Table, context_table, gather_context, patch_positions
from tetrascope.occlusion.region import PatchRegion, hull, same_patches, shifted

Tables = list[Table | NDArray[np.float32] | None]


class Sources(NamedTuple):
    """What an operation is computed from."""

    patches: Sequence[Any]
    """The patches of each source, (n, rows, columns, channels)."""
    originals: Sequence[Any]
    """Each source's map of the unmasked image, (1, h, w, channels); None for an operation that does not read it."""
    tables: Sequence[Any]
    """What the operation's `tables` laid out."""


class PatchOperation:
    """One call of a network, computed on patches; by itself one that leaves patches where they are.

    Args:
        call: its sources and its output are maps.
    """

    table_types: tuple[str, ...] = ()
    """Types of the tables that it takes, those that are None for some chunks among them."""
    reads_originals = False
    """Whether it reads its sources' maps of the unmasked image."""

    def __init__(self, call: Call) -> None:
        self.call = call

    def region(self, sources: Sequence[PatchRegion]) -> PatchRegion:
        """Where its output's patches lie."""
        return sources[0]

    def tables(self, sources: Sequence[PatchRegion], output: PatchRegion) -> Tables:  # noqa: ARG002 - for those that take tables
        """What `apply` takes to bring contexts together; None where the patches themselves will do."""
        return []

    def values_per_mask(self, sources: Sequence[PatchRegion], output: PatchRegion) -> int:
        """Numbers held at once for each mask: sources, what is brought together from them, and the output.

        Patches that are gathered from are there twice, because they are first joined with the unmasked image's map.
        """
        tensors = self.call.inputs
        copies = 2 if self.reads_originals else 1
        held = sum(
            copies * source.area * channel_count(tensor) for source, tensor in zip(sources, tensors, strict=True)
        )
        gathered = sum(self.context_area(output) * channel_count(tensor) for tensor in tensors)
        return held + gathered + output.area * channel_count(self.call.outputs[0])

    def context_area(self, output: PatchRegion) -> int:
        """Positions that are brought together of each source."""
        return output.area if self.reads_originals else 0

    def apply(self, sources: Sources) -> Any:
        """The output's patches."""
        return self.call_with(sources.patches)

    def call_with(self, values: Sequence[Any]) -> Any:
        """The network's own operation on other values than whole maps."""
        (output,) = self.call.compute(
            {id(tensor): value for tensor, value in zip(self.call.inputs, values, strict=True)}
        )
        return output


class Pointwise(PatchOperation):
    """Activation, normalisation and whatever else works on each position alone, the same everywhere."""


class Padding(PatchOperation):
    """Zeros around a map: the patches stay as they are and lie elsewhere."""

    def region(self, sources: Sequence[PatchRegion]) -> PatchRegion:
        (top, bottom), (left, right) = self.call.operation.padding
        return PatchRegion(shifted(sources[0].rows, top, bottom), shifted(sources[0].columns, left, right))

    def apply(self, sources: Sources) -> Any:
        return sources.patches[0]


class Merge(PatchOperation):
    """Addition, concatenation and the like of maps of one size whose patches may lie at different places."""

    reads_originals = True

    def __init__(self, call: Call) -> None:
        super().__init__(call)
        self.table_types = ("int32",) * len(call.inputs)

    def region(self, sources: Sequence[PatchRegion]) -> PatchRegion:
        return PatchRegion(hull([source.rows for source in sources]), hull([source.columns for source in sources]))

    def tables(self, sources: Sequence[PatchRegion], output: PatchRegion) -> Tables:
        rows, columns = patch_positions(output.rows), patch_positions(output.columns)
        return [None if same_patches(source, output) else context_table(source, rows, columns) for source in sources]

    def apply(self, sources: Sources) -> Any:
        moved = [
            patch if table is None else gather_context(original, patch, table, 0.0)
            for patch, original, table in zip(*sources, strict=True)
        ]
        return self.call_with(moved)


def channel_count(tensor: Any) -> int:
    """Channels of maps; one where they are taken out of their stack, (n, rows, columns)."""
    return int(tensor.shape[-1]) if is_spatial(tensor) else 1
