"""Networks as lists of blocks that a person edits, and what is known of a list before it is trained. (Since 1.7.)"""

from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from tetrascope.protocol.message import LargeInt, Message
from tetrascope.protocol.request import Identifier

MAX_BLOCKS = 200
MAX_SIDE = 1024
"""Rows and columns of the input, in pixels."""
MIN_TRAINED_SIDE, MAX_TRAINED_SIDE = 16, 256
"""Of an input of which the network is trained."""
MAX_FILTERS = 4096
"""Channels of a convolution, units of a dense block."""
MAX_KERNEL = 31
"""Rows and columns of a kernel or a pool."""
MAX_STRIDE = 8

Padding = Literal["same", "valid"]
"""`same`: the edge is filled with zeros, so that a stride of 1 keeps the size; `valid`: nothing is filled."""
Pooled = Literal["max", "average"]
"""What a pooling takes of a window or of a map."""
ActivationName = Literal["relu", "relu6", "leaky_relu", "elu", "gelu", "silu", "sigmoid", "tanh", "softmax"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""Of a block."""
_Filters = Annotated[int, Field(ge=1, le=MAX_FILTERS)]
_Kernel = Annotated[int, Field(ge=1, le=MAX_KERNEL)]
_Stride = Annotated[int, Field(ge=1, le=MAX_STRIDE)]
_Side = Annotated[int, Field(ge=1, le=MAX_SIDE)]


class Convolution(Message):
    """A block: a convolution of all channels. (Since 1.7.)"""

    kind: Literal["convolution"] = "convolution"
    """Always `convolution`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    filters: _Filters
    """Channels that it gives out."""
    kernel: _Kernel = 3
    """Rows and columns of its kernel."""
    stride: _Stride = 1
    """Pixels from one position to the next."""
    padding: Padding = "same"
    """What is done at the edge."""
    bias: bool = True
    """Whether a number of its own is added to each channel."""


class Depthwise(Message):
    """A block: a convolution of each channel by itself. (Since 1.7.)"""

    kind: Literal["depthwise"] = "depthwise"
    """Always `depthwise`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    kernel: _Kernel = 3
    """Rows and columns of its kernel."""
    stride: _Stride = 1
    """Pixels from one position to the next."""
    padding: Padding = "same"
    """What is done at the edge."""
    bias: bool = True
    """Whether a number of its own is added to each channel."""


class Pooling(Message):
    """A block: the largest value, or the mean, of a window. (Since 1.7.)"""

    kind: Literal["pooling"] = "pooling"
    """Always `pooling`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    of: Pooled = "max"
    """What is taken of a window."""
    size: _Kernel = 2
    """Rows and columns of the window."""
    stride: _Stride = 2
    """Pixels from one window to the next."""
    padding: Padding = "valid"
    """What is done at the edge."""


class Normalisation(Message):
    """A block: batch normalisation of each channel (Ioffe & Szegedy 2015). (Since 1.7.)"""

    kind: Literal["normalisation"] = "normalisation"
    """Always `normalisation`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""


class Activation(Message):
    """A block: a function of each value; softmax is one of all units together. (Since 1.7.)"""

    kind: Literal["activation"] = "activation"
    """Always `activation`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    function: ActivationName = "relu"
    """Which."""


class Dropout(Message):
    """A block: while it trains, a share of the values is set to zero, chosen anew for every picture (Srivastava et al.
    2014). (Since 1.7.)"""

    kind: Literal["dropout"] = "dropout"
    """Always `dropout`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    rate: Annotated[float, Field(ge=0, lt=1)] = 0.5
    """Which share."""


class GlobalPooling(Message):
    """A block: the largest value, or the mean, of each whole map: from maps to units. (Since 1.7.)"""

    kind: Literal["global_pooling"] = "global_pooling"
    """Always `global_pooling`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    of: Pooled = "average"
    """What is taken of a map."""


class Dense(Message):
    """A block: every unit sees everything of the block before; maps are laid out in a row for it. (Since 1.7.)"""

    kind: Literal["dense"] = "dense"
    """Always `dense`."""
    name: Name
    """No two blocks of a list have the same. A block keeps it when it is moved or changed, by which its weights are
    found again."""
    units: _Filters
    """How many numbers it gives out; of the last block, the classes."""
    bias: bool = True
    """Whether a number of its own is added to each unit."""


Block = Annotated[
    Convolution | Depthwise | Pooling | Normalisation | Activation | Dropout | GlobalPooling | Dense,
    Field(discriminator="kind"),
]
"""Any of them."""


class BlockList(Message):
    """A network that begins with an image and goes from block to block, to as many units as there are classes. Softmax,
    which makes probabilities of them, is no block of it and is added by itself. (Since 1.7.)"""

    height: _Side
    """Rows of its input, in pixels. Of one that is trained, from 16 to 256, as its columns."""
    width: _Side
    """Columns."""
    channels: Annotated[int, Field(ge=1, le=3)] = 3
    """3 for red, green, blue, or 1 for grey."""
    blocks: Annotated[list[Block], Field(min_length=1, max_length=MAX_BLOCKS)]
    """In the order in which data flow."""

    @field_validator("channels")
    @classmethod
    def _of_an_image(cls, channels: int) -> int:
        if channels == 2:
            raise PydanticCustomError("grey_or_colour", "Expected 1 channel or 3")
        return channels

    @field_validator("blocks")
    @classmethod
    def _names_differ(cls, blocks: list[Block]) -> list[Block]:
        seen: set[str] = set()
        for block in blocks:
            if block.name in seen:
                received = {"received": f"two called {block.name!r}"}
                raise PydanticCustomError("block_names", "Expected names that differ", received)
            seen.add(block.name)
        return blocks


class MeasureBlocksRequest(Message):
    """A list of which is asked what it would be as a network. (Since 1.7.)"""

    network: BlockList
    """The list."""
    data_id: Identifier | None = None
    """Whose classes it should tell apart, see TrainingOffer; null for any number from 2 on."""
    keep: Identifier | None = None
    """A run, or RUN@EPOCH, whose weights are to stay where they fit; null for none."""


class MeasuredBlock(Message):
    """What there is to say of a block. (Since 1.7.)"""

    output: list[int] | None
    """What it gives out for an image: rows, columns and channels of maps, or a number of units. Null where it, or one
    before it, does not fit; so are the next four."""
    parameters: int | None
    """Numbers that it has, those that are not trained (a normalisation's mean and variance) among them."""
    multiplications: LargeInt | None
    """Multiply-adds for an image."""
    field_rows: int | None
    """Rows of the input, in pixels, that one value of its output is computed from where no edge cuts that off; at most
    the whole input."""
    field_columns: int | None
    """Columns of it."""
    reason: str | None
    """Why it does not fit, with what would do, in sentences; null where it does, or one before it does not."""
    kept: bool | None
    """Whether its weights stay; null where it has none, or nothing is compared with."""
    kept_reason: str | None
    """Why they stay or do not, in a sentence; null as `kept` is."""


class MeasuredBlocks(Message):
    """What a list would be as a network. (Since 1.7.)"""

    blocks: list[MeasuredBlock]
    """Each of them, in order."""
    parameters: int
    """Numbers of those that fit, in all."""
    multiplications: LargeInt
    """Multiply-adds of those that fit, for an image."""
    fault_at: int | None
    """Where in `blocks` it does not fit: the first that does not, or the last, where the list is no classifier of these
    classes. Null where it can be trained, and where `fault` is about the size of the input."""
    fault: str | None
    """Why it cannot be trained, with what would do, in sentences; null where it can."""
    kept_parameters: int | None
    """Numbers that stay, of all; null where nothing is compared with."""


class RunBlocks(Message):
    """The blocks of a run's network, to be edited. (Since 1.7.)"""

    network: BlockList
    """The list."""
    changed_from: str | None
    """The run whose list was edited, as RUN@EPOCH where weights of it stayed where they fitted; null where there is
    none. It may be gone by now."""
    changes: list[str]
    """In what it differs from that one's, in words, one each."""
