"""What of a network a simulated participant has before them."""

from collections.abc import Sequence
from typing import NamedTuple

from tetrascope.protocol.layer import Layer


class SeenNetwork(NamedTuple):
    """A network as its pictures show it."""

    height: int
    """Rows of its input, in pixels."""
    width: int
    """Columns of its input, in pixels."""
    layers: Sequence[Layer]
    """The layers that have a column."""
    class_names: Sequence[str]
    """What its classes are called."""
