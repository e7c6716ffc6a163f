"""What `tetrascope analyze` is asked for."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tetrascope.networks.source import NetworkSource
from tetrascope.photos.values import Range
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest


class Wanted(NamedTuple):
    """What the command line asks for; the requests' `image_id` is still to come."""

    layers: LayersRequest
    pool: PoolRequest
    layer_names: Sequence[str] | None
    """Layers to show; `["all"]` for all; None for the network's choice."""
    label: str | None
    """Name or number of the label to examine in scene 2, a merged one too; None for the most probable one."""
    merged: Mapping[str, Sequence[str]]
    """By the name of each merged label its classes, by name or number."""
    sources: Sequence[NetworkSource]
    """Where networks come from."""
    shown_values: Range | None = None
    """Of an image with more than eight bits the numbers that become black and white."""
