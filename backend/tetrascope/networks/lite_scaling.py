"""How the members of the EfficientNet-Lite family differ. Light to import."""

from typing import NamedTuple


class Scaling(NamedTuple):
    """How a member of the family scales the table of stages."""

    side: int
    """Rows and columns of the input, in pixels."""
    width: float
    """Factor on the number of channels."""
    depth: float
    """Factor on the number of blocks in a stage."""


SCALINGS = {
    "lite0": Scaling(224, 1.0, 1.0),
    "lite1": Scaling(240, 1.0, 1.1),
    "lite2": Scaling(260, 1.1, 1.2),
}
