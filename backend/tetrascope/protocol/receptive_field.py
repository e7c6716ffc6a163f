"""What a tensor on the way through a network reads of those before it: the geometry of receptive fields."""

from tetrascope.protocol.message import Message


class Step(Message):
    """How positions along one axis read positions of the stage before."""

    kernel: int
    """Positions read, counted without dilation; 1 or more."""
    stride: int
    """Distance in source positions between neighbouring output positions; 1 or more."""
    padding: int
    """Positions of padding before the first source position; negative where the source is cropped."""
    dilation: int
    """Distance in source positions between the positions that one output reads; 1 or more."""


class Edge(Message):
    """What one stage reads of one earlier stage."""

    source: int
    """Index in `stages` of the stage that is read; always smaller than the reader's own."""
    whole: bool
    """True where every output position reads the whole source (global pooling, squeeze-and-excite);
    `rows` and `columns` are then null."""
    rows: Step | None
    """How rows are read."""
    columns: Step | None
    """How columns are read."""

    @property
    def is_in_place(self) -> bool:
        """Whether every position reads just the one at the same place."""
        return self.rows == self.columns == Step(kernel=1, stride=1, padding=0, dilation=1)


class Stage(Message):
    """One tensor on the way from the input to the output; stage 0 is the input."""

    name: str
    """The operation's name in the network, unique."""
    height: int
    """Rows of the tensor."""
    width: int
    """Columns of the tensor."""
    edges: list[Edge]
    """What it reads; empty for the input."""
