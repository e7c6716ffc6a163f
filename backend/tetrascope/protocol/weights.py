"""Where a network's weights come from."""

from typing import Literal

from tetrascope.protocol.message import Message

WeightsSource = Literal["package", "keras", "file", "memory", "random"]
"""Where weights come from, see `WeightsStatus.source`."""


class WeightsStatus(Message):
    """Where a network's weights come from, or why they are not here."""

    available: bool
    """Whether the network can be used now."""
    source: WeightsSource | None
    """`package` (installed with pip), `keras` (fetched by Keras), `file` (named on the command line), `memory` (a model
    that a program gave) or `random` (no knowledge: for trying out); null where not available. More may come."""
    megabytes: float
    """Size of the weights on disk, in 10^6 bytes; 0 where not known."""
    how_to_get: str | None
    """The command that brings them; null where they are available."""
