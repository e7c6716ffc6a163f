"""The frames of the stream, and the one list of all messages of the protocol."""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.api.messages import ErrorBody, ErrorEnvelope, Health, NetworkList, SampleList
from tetrascope.engine.requests import (
    ActivationsRequest,
    Bitmap,
    BoundaryRequest,
    InputsRequest,
    LayersRequest,
    PoolRequest,
    Rectangle,
    SuperpixelsRequest,
    Window,
)
from tetrascope.engine.results import (
    Activations,
    Boundary,
    ClassLabel,
    ClassScore,
    Cluster,
    ClusteredLayer,
    FeatureMap,
    ImageInfo,
    Input,
    Layers,
    NetworkDescription,
    NetworkOutput,
    NetworkSummary,
    Part,
    Pool,
    PoolBatch,
    PoolImage,
    PoolVertex,
    Predictions,
    Progress,
    Sample,
    Superpixels,
    Tensor,
)
from tetrascope.message import Message
from tetrascope.networks.fit import Area, Framing
from tetrascope.networks.layer import Layer
from tetrascope.networks.receptive_field import Edge, Stage, Step
from tetrascope.networks.weights import WeightsStatus

RequestId = Annotated[str, Field(min_length=1, max_length=64)]
Slot = Annotated[str, Field(min_length=1, max_length=64)]
Operation = Literal["layers", "activations", "pools", "boundaries", "inputs", "superpixels"]
PartKind = Literal["predictions", "layer", "activations", "pool_batch", "pool", "boundary", "input", "superpixels"]

PART_KINDS: dict[PartKind, type[Message]] = {
    "predictions": Predictions,
    "layer": ClusteredLayer,
    "activations": Activations,
    "pool_batch": PoolBatch,
    "pool": Pool,
    "boundary": Boundary,
    "input": Input,
    "superpixels": Superpixels,
}
"""Which message a part's `content` is, by the part's `kind`."""

KIND_OF: dict[type[Message], PartKind] = {message: kind for kind, message in PART_KINDS.items()}
"""The same table, the other way round."""


class RequestHead(Message):
    """A request frame without its body; read first, so that an error in the body can name the request."""

    type: Literal["request"]
    """Always `request`."""
    id: RequestId
    """The client's name for this request, not in use by another request of the connection that is under way."""
    slot: Slot | None = None
    """A place in the client that shows one answer at a time: a newer request of the same slot supersedes the older.
    Null for a request that is never superseded."""
    operation: Operation
    """What to do: the last part of the HTTP route that does the same."""


class RequestFrame(RequestHead):
    """Client to server: begin an analysis."""

    # The server reads a body by its operation; here, what fits several must be tried as the narrowest first.
    body: InputsRequest | SuperpixelsRequest | LayersRequest | ActivationsRequest | PoolRequest | BoundaryRequest
    """The request, as it would be posted: `LayersRequest` for `layers`, `ActivationsRequest` for `activations`,
    `PoolRequest` for `pools`, `BoundaryRequest` for `boundaries`, `InputsRequest` for `inputs`, `SuperpixelsRequest`
    for `superpixels`."""


class CancelFrame(Message):
    """Client to server: stop an analysis. No effect where the request has already ended."""

    type: Literal["cancel"]
    """Always `cancel`."""
    id: RequestId
    """The request to stop."""


class HelloFrame(Message):
    """Server to client, once, first, always as MessagePack."""

    type: Literal["hello"] = "hello"
    """Always `hello`."""
    version: str
    """Version of Tetrascope."""
    protocol: str
    """Version of the protocol, `major.minor`."""


class ProgressFrame(Message):
    """Server to client: how far a request is. Only the latest is sent when the client reads slowly."""

    type: Literal["progress"] = "progress"
    """Always `progress`."""
    id: RequestId
    """The request."""
    progress: Progress
    """How far it is."""


class PartFrame(Message):
    """Server to client: a part of an answer."""

    type: Literal["part"] = "part"
    """Always `part`."""
    id: RequestId
    """The request."""
    sequence: int
    """0, 1, 2 … within the request, without gaps."""
    kind: PartKind
    """Which message `content` is: `predictions` Predictions, `layer` ClusteredLayer, `activations` Activations,
    `pool_batch` PoolBatch, `pool` Pool, `boundary` Boundary, `input` Input, `superpixels` Superpixels."""
    content: Part
    """The part."""


class DoneFrame(Message):
    """Server to client: the request has been answered in full. Nothing more follows for its id."""

    type: Literal["done"] = "done"
    """Always `done`."""
    id: RequestId
    """The request."""
    seconds: float
    """Time from the request's arrival to its last part, in seconds."""


class ErrorFrame(Message):
    """Server to client: a request failed, or a frame could not be read. The connection lives on."""

    type: Literal["error"] = "error"
    """Always `error`."""
    id: RequestId | None
    """The request that ends here; null where the frame names no request that could end, which includes a frame
    that takes an id in use: the request that has the id goes on."""
    error: ErrorBody
    """What went wrong."""


class CancelledFrame(Message):
    """Server to client: the request was stopped. Nothing more follows for its id."""

    type: Literal["cancelled"] = "cancelled"
    """Always `cancelled`."""
    id: RequestId
    """The request."""
    reason: Literal["cancelled", "superseded"]
    """`cancelled` by the client's frame, or `superseded` by a newer request of the same slot."""


ServerFrame = HelloFrame | ProgressFrame | PartFrame | DoneFrame | ErrorFrame | CancelledFrame

PROTOCOL_MESSAGES: tuple[type[Message], ...] = (
    # what a client sends
    Rectangle,
    Bitmap,
    Window,
    LayersRequest,
    ActivationsRequest,
    PoolRequest,
    BoundaryRequest,
    InputsRequest,
    SuperpixelsRequest,
    RequestFrame,
    CancelFrame,
    # what a client receives
    Health,
    NetworkList,
    NetworkSummary,
    NetworkOutput,
    NetworkDescription,
    WeightsStatus,
    Layer,
    Stage,
    Edge,
    Step,
    SampleList,
    Sample,
    ImageInfo,
    ErrorEnvelope,
    ErrorBody,
    Tensor,
    Area,
    Framing,
    ClassLabel,
    ClassScore,
    Progress,
    Predictions,
    Cluster,
    ClusteredLayer,
    Layers,
    FeatureMap,
    Activations,
    PoolVertex,
    PoolImage,
    PoolBatch,
    Pool,
    Boundary,
    Input,
    Superpixels,
    HelloFrame,
    ProgressFrame,
    PartFrame,
    DoneFrame,
    ErrorFrame,
    CancelledFrame,
)
"""Every message of the protocol. JSON Schema and the clients' types are generated from this list."""
