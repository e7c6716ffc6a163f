"""What whoever starts Tetrascope says of the weights of catalog networks. Light to import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class GivenWeights:
    """Where weights may come from besides where Keras and pip put them. A client never has a say in it."""

    files: Mapping[str, Path] = field(default_factory=dict)
    """By network: a file of weights that goes before any other source."""
    random: bool = False
    """Whether random weights may stand in for missing ones."""
