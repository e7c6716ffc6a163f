"""How one value of a feature map comes about: the very numbers, step by step."""

from typing import Annotated

from pydantic import Field

from tetrascope.protocol.example import IMAGE_ID, LAYER_NAME, NETWORK_ID
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import Identifier, PhotoRequest

MAX_PLACE = 2**31 - 1
MAX_TERMS = 64
DEFAULT_TERMS = 8

Place = Annotated[int, Field(ge=0, le=MAX_PLACE)]


class ComputationsRequest(PhotoRequest):
    """How one value of a network comes about."""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    layer: Identifier | None = None
    """Name of the layer; null for the network's answer, whose channels are the classes."""
    output: Annotated[str, Field(min_length=1, max_length=512)] | None = None
    """An operation of the network, as a source's `operation` names it: a value of its output is asked about then, and
    `layer` says nothing. Null for a value of the layer's maps."""
    channel: Place
    """Index of the feature map in the layer, or of the class."""
    row: Place = 0
    """Row of the value in the map."""
    column: Place = 0
    """Column of the value in the map."""
    terms: int = Field(default=DEFAULT_TERMS, ge=1, le=MAX_TERMS)
    """Terms of a sum that are told in full, those that contribute most; the others are told as their sum."""


class ComputationSource(Message):
    """Where a step reads values: what an operation gives out. A vector is a row of channels of one position, a row of
    tokens a map of one column."""

    operation: str
    """Name of the operation. A request with it asks about one of these values."""
    layer: str | None
    """The layer whose maps these are; null where they are no layer's."""
    is_input: bool
    """Whether this is the image, scaled as the network wants it."""
    height: int
    """Rows of a map."""
    width: int
    """Columns of a map."""
    channels: int
    """Number of maps."""


class ComputationTerm(Message):
    """Values that are read of one map, and what they contribute."""

    source: int
    """Index of the map's source in the step's `sources`."""
    channel: int
    """Index of the map in the source."""
    top: int
    """Row in the source of the first value; negative, as rows beyond the last are too, where it is padding."""
    left: int
    """Column of the first value, likewise."""
    height: int
    """Rows read."""
    width: int
    """Columns read."""
    row_step: int
    """Distance in the source between rows that are read: the dilation."""
    column_step: int
    """Distance between columns, likewise."""
    values: list[float]
    """The values read, height * width, row by row; 0 where it is padding."""
    weights: list[float] | None
    """What each value is multiplied by; null where none is."""
    factor: float | None
    """What the sum of these products is multiplied by, where there is such a second weight; else null."""
    picked: int | None
    """Index in `values` of the one that is passed on, where only one is; else null."""
    total: float
    """What the term contributes."""


class ComputationNumber(Message):
    """A number that has a part in a step, beside the values that are read."""

    name: str
    """What it is called, such as `bias` or `variance`."""
    value: float
    """The number."""


class ComputationStep(Message):
    """One step from numbers to a number."""

    kind: str
    """What is done: `input`, `convolution`, `depthwise_convolution`, `separable_convolution`, `transposed_convolution`,
    `dense`, `bias`, `normalisation`, `layer_normalisation`, `scaling`, `activation`, `softmax`, `sigmoid`,
    `max_pooling`, `average_pooling`, `global_max_pooling`, `global_average_pooling`, `addition`, `subtraction`,
    `multiplication`, `division`, `average`, `maximum`, `minimum`, `concatenation`, `padding`, `cropping`,
    `upsampling`, `interpolation`, `rearrangement`, `unchanged`, or `unknown` where the operation is of a kind that
    cannot be told. More kinds may come."""
    operation: str
    """Name of the operation that does it. An operation may do several steps."""
    channel: int
    """Index of the map in which the operation's value lies."""
    row: int
    """Row of the value."""
    column: int
    """Column of the value."""
    sentence: str
    """What is done, in a sentence for a person."""
    formula: str
    """What is done, as a formula of the names of `numbers`, `x` for the number that it begins with and Σ for the sum of
    the terms; empty where there is none."""
    sources: list[ComputationSource]
    """Where values are read; empty where it begins with the value of the step before it alone."""
    terms: list[ComputationTerm]
    """What is read, the terms that contribute most first; at most as many as were asked for."""
    term_count: int
    """How many terms there are."""
    rest: float | None
    """Sum of the terms that are not told in full; null where terms are not added up."""
    numbers: list[ComputationNumber]
    """The other numbers that have a part in it, in the order of the formula."""
    start: float | None
    """The number that it begins with: the value of the step before it; null where it begins with its terms."""
    value: float
    """What comes out, computed anew in double precision from the numbers told here and those behind `rest`."""
    own: float | None
    """The network's own value, in the precision in which it computes; null where this step and the next are one to it,
    and for a step of an unknown kind the same as `value`."""
    difference: float | None
    """How far `value` is from `own`; null where there is none, or the kind is unknown."""
    largest: float | None
    """The largest absolute value that the operation gives out for this image, beside which a difference is large or
    small; null where `own` is."""


class Computation(Part):
    """How one value comes about."""

    layer: str | None
    """The layer whose map has it; null where an operation's value was asked about, or a class's."""
    operation: str
    """The operation that gives it out."""
    channel: int
    """As asked."""
    row: int
    """As asked."""
    column: int
    """As asked."""
    height: int
    """Rows of the map."""
    width: int
    """Columns of the map."""
    channels: int
    """Number of maps."""
    value: float
    """The network's own value."""
    known: bool
    """Whether every step is of a kind that can be told; then `value` is what the steps compute, but for rounding."""
    steps: list[ComputationStep]
    """From values of the nearest layers before it, or of the first operation that reads several values of one that is
    no layer's, to the value, in the order of computing."""


_SOURCE = ComputationSource(operation="input", layer=None, is_input=True, height=4, width=4, channels=2)
_TERM = ComputationTerm(
    source=0,
    channel=1,
    top=-1,
    left=1,
    height=2,
    width=2,
    row_step=1,
    column_step=1,
    values=[0.0, 0.0, 0.5, -1.0],
    weights=[1.0, 1.0, 0.5, 0.25],
    factor=None,
    picked=None,
    total=0.0,
)
_NUMBER = ComputationNumber(name="bias", value=-0.75)
_STEP = ComputationStep(
    kind="convolution",
    operation=LAYER_NAME,
    channel=5,
    row=0,
    column=1,
    sentence="Each value of the patch is multiplied by the weight at its place in the kernel, and all is added up.",
    formula="Σ",
    sources=[_SOURCE],
    terms=[_TERM],
    term_count=2,
    rest=0.5,
    numbers=[],
    start=None,
    value=0.5,
    own=None,
    difference=None,
    largest=None,
)
_BIAS = _STEP.model_copy(
    update={
        "kind": "bias",
        "sentence": "The bias of this channel is added.",
        "formula": "x + bias",
        "sources": [],
        "terms": [],
        "term_count": 0,
        "rest": None,
        "numbers": [_NUMBER],
        "start": 0.5,
        "value": -0.25,
        "own": -0.25,
        "difference": 0.0,
        "largest": 2.5,
    }
)

OPERATION = Operation(
    name="computations",
    summary="How one value of a feature map comes about, step by step",
    request=ComputationsRequest,
    parts={"computation": Computation},
    answer=Computation,
    examples={
        "computations_request": ComputationsRequest(
            image_id=IMAGE_ID, network_id=NETWORK_ID, layer=LAYER_NAME, channel=5, row=0, column=1, terms=1
        ),
        "computations_request_defaults": ComputationsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, channel=281),
        "computation_source": _SOURCE,
        "computation_term": _TERM,
        "computation_number": _NUMBER,
        "computation_step": _STEP,
        "computation": Computation(
            layer=LAYER_NAME,
            operation=LAYER_NAME,
            channel=5,
            row=0,
            column=1,
            height=2,
            width=2,
            channels=32,
            value=-0.25,
            known=True,
            steps=[_STEP, _BIAS],
        ),
    },
)
