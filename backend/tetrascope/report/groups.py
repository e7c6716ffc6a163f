"""What pictures and pages say of whose clusters a masked image is drawn by."""

from collections.abc import Mapping, Sequence

from tetrascope.protocol.groups import Groups
from tetrascope.protocol.operations.layers import ClusteredLayer

GROUPS_NAMES: Mapping[Groups, str] = {"own": "its own", "original": "those of the original"}


def groups_note(layers: Sequence[ClusteredLayer]) -> str:
    """A sentence to go on with where clusters are those of the unmasked image; else nothing."""
    if not any(layer.groups == "original" for layer in layers):
        return ""
    return " Clusters, their order and the weights of their components are those of the image without masks."
