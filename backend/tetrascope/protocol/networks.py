"""The networks that can be asked for."""

from typing import Literal

from tetrascope.protocol.framing import Fit
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.message import LargeInt, Message
from tetrascope.protocol.receptive_field import Stage
from tetrascope.protocol.weights import WeightsStatus

AnswerKind = Literal["exclusive", "independent"]
"""`exclusive`: one class at a time, probabilities sum to 1. `independent`: every label has a probability of its own."""


class NetworkOutput(Message):
    """What a network's answers mean."""

    kind: AnswerKind
    """`exclusive`: classes of which one is right, probabilities sum to 1. `independent`: labels that each are there or
    not, with a probability of their own."""
    decided: str
    """How that was found, in sentences for a person."""


class NetworkSummary(Message):
    """A network of the catalog."""

    network_id: str
    """The name by which a request asks for it."""
    title: str
    """Its name for a person."""
    input_height: int
    """Rows of its input, in pixels."""
    input_width: int
    """Columns of its input, in pixels."""
    input_channels: int
    """3 for a network that takes RGB, 1 for one that takes grey; pictures are RGB for either."""
    fit: Fit
    """How photos are made to fit its input where a request does not say."""
    class_count: int
    """Number of classes."""
    default: bool
    """Whether it is the one to start with."""
    weights: WeightsStatus
    """Whether it can be used now."""
    output: NetworkOutput
    """What its answers mean."""
    warnings: list[str]
    """What looked wrong when it was loaded, in sentences for a person, such as pixels scaled otherwise than in its
    training, or a loss that contradicts its answers; empty where nothing did."""


class NetworkDescription(Message):
    """A network with its layers and their geometry."""

    summary: NetworkSummary
    """What the list of networks says of it."""
    parameters: LargeInt
    """Number of weights."""
    class_names: list[str]
    """Name of every class that it can answer with, by index: `class_count` of them."""
    layers: list[Layer]
    """Every layer that can be asked for, in the order data flows."""
    stages: list[Stage]
    """Every tensor on the way, for receptive fields; stage 0 is the input."""


class NetworkList(Message):
    """The catalog."""

    networks: list[NetworkSummary]
    """Every network that can be asked for."""
