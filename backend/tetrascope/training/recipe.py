"""What a run trains, on what, and how."""

from typing import Literal

from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.message import Message

SCRATCH = "scratch"
"""The name of a network that is trained from nothing."""
MAX_EPOCHS = 1000
MAX_BATCH = 512
MAX_SEED = 2**31 - 1


class Recipe(Message):
    """All that the curve of a run depends on, besides the pictures, the libraries and the machine."""

    data: str
    """The folder of classes, absolute, or the name of an embedded set."""
    embedded: bool
    """Whether the data come with a package."""
    start: str
    """`scratch`, or the network of the catalog whose layers are kept as they are and get a new head."""
    start_identity: str | None
    """Which weights that network had; null from scratch."""
    filters: list[int]
    """Filters of each stage of a network from scratch of which nobody has said the blocks; else empty."""
    blocks: BlockList | None = None
    """The blocks of a network from scratch, once its classes are known; null for a head, and of runs that were begun
    before there were such lists. See `blocks_of_recipe`."""
    kept_from: str | None = None
    """The run, with its epoch as `NAME@EPOCH`, whose weights stay where they fit; null where all begin anew."""
    kept_identity: str | None = None
    """Which weights these were."""
    input_height: int
    """Rows of the network's input, in pixels."""
    input_width: int
    """Columns."""
    input_channels: Literal[1, 3]
    """1 for grey, 3 for red, green, blue."""
    preprocessing: str
    """How pixels are scaled, see `read_preprocessing`."""
    fit: Fit
    """How pictures are made to fit the input."""
    epochs: int
    """How many times it sees every picture that it learns from."""
    batch: int
    """Pictures of a step, at most."""
    learning_rate: float
    """Of the optimizer, Adam."""
    validation_share: float
    """Share of each class that it is only tried on, above 0 and below 1."""
    seed: int
    """Decides the split, the first weights and the order of the pictures."""

    @property
    def from_scratch(self) -> bool:
        """Whether all of its layers learn."""
        return self.start == SCRATCH
