"""The blocks of which a person makes a network, one after another."""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.protocol.message import Message

MAX_FILTERS = 2048
"""Channels of a convolution, units of a dense block."""
MAX_KERNEL = 31
"""Rows and columns of a kernel or a pool."""
MAX_STRIDE = 8

Padding = Literal["same", "valid"]
"""`same`: the edge is filled with zeros, so that a stride of 1 keeps the size; `valid`: nothing is filled."""
ActivationName = Literal["relu", "relu6", "leaky_relu", "elu", "gelu", "silu", "sigmoid", "tanh", "softmax"]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""Of a block: it keeps it when it is moved or changed, so that its weights are found again."""
_Filters = Annotated[int, Field(ge=1, le=MAX_FILTERS)]
_Kernel = Annotated[int, Field(ge=1, le=MAX_KERNEL)]
_Stride = Annotated[int, Field(ge=1, le=MAX_STRIDE)]


class Convolution(Message):
    """A convolution of all channels."""

    kind: Literal["convolution"] = "convolution"
    name: Name
    """No two blocks have the same."""
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
    """A convolution of each channel by itself."""

    kind: Literal["depthwise"] = "depthwise"
    name: Name
    """No two blocks have the same."""
    kernel: _Kernel = 3
    """Rows and columns of its kernel."""
    stride: _Stride = 1
    """Pixels from one position to the next."""
    padding: Padding = "same"
    """What is done at the edge."""
    bias: bool = True
    """Whether a number of its own is added to each channel."""


class Pooling(Message):
    """The largest value, or the mean, of a window."""

    kind: Literal["pooling"] = "pooling"
    name: Name
    """No two blocks have the same."""
    of: Literal["max", "average"] = "max"
    """What is taken of a window."""
    size: _Kernel = 2
    """Rows and columns of the window."""
    stride: _Stride = 2
    """Pixels from one window to the next."""
    padding: Padding = "valid"
    """What is done at the edge."""


class Normalisation(Message):
    """Batch normalisation of each channel (Ioffe & Szegedy 2015)."""

    kind: Literal["normalisation"] = "normalisation"
    name: Name
    """No two blocks have the same."""


class Activation(Message):
    """A function of each value; softmax is one of all units together."""

    kind: Literal["activation"] = "activation"
    name: Name
    """No two blocks have the same."""
    function: ActivationName = "relu"
    """Which."""


class Dropout(Message):
    """While it trains, a share of the values is set to zero, chosen anew for every picture (Srivastava et al. 2014)."""

    kind: Literal["dropout"] = "dropout"
    name: Name
    """No two blocks have the same."""
    rate: Annotated[float, Field(ge=0, lt=1)] = 0.5
    """Which share."""


class GlobalPooling(Message):
    """The largest value, or the mean, of each whole map: from maps to units."""

    kind: Literal["global_pooling"] = "global_pooling"
    name: Name
    """No two blocks have the same."""
    of: Literal["max", "average"] = "average"
    """What is taken of a map."""


class Dense(Message):
    """Every unit sees everything of the block before; maps are laid out in a row for it."""

    kind: Literal["dense"] = "dense"
    name: Name
    """No two blocks have the same."""
    units: _Filters
    """How many numbers it gives out; of the last block, the classes."""
    bias: bool = True
    """Whether a number of its own is added to each unit."""


Block = Annotated[
    Convolution | Depthwise | Pooling | Normalisation | Activation | Dropout | GlobalPooling | Dense,
    Field(discriminator="kind"),
]
"""Any of them."""
