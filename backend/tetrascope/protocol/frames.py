"""The frames of the stream."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.message import LargeInt, Message
from tetrascope.protocol.operations import PART_KINDS, REQUEST_OF, AnyPart, AnyRequest, OperationName, PartKind
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import Identifier
from tetrascope.protocol.training import MAX_POSITION, TrainingProgress

RequestId = Annotated[str, Field(min_length=1, max_length=64)]
Slot = Annotated[str, Field(min_length=1, max_length=64)]


class RequestHead(Message):
    """A request frame without its body; read first, so that an error in the body can name the request."""

    type: Literal["request"]
    """Always `request`."""
    id: RequestId
    """The client's name for this request, not in use by another request of the connection that is under way."""
    slot: Slot | None = None
    """A place in the client that shows one answer at a time: a newer request of the same slot supersedes the older.
    Null for a request that is never superseded."""
    operation: OperationName
    """What to do: the last part of the HTTP route that does the same."""


class RequestFrame(RequestHead):
    """Client to server: begin an analysis."""

    # The server reads a body by its operation.
    body: AnyRequest = Field(description=f"The request, as it would be posted: {REQUEST_OF}.")


class WatchFrame(Message):
    """Client to server: follow a job, which goes on whoever watches it. Answered with the job, its parts and its
    progress, and with `done` when the job has ended, however it did. (Since 1.5.)"""

    type: Literal["watch"]
    """Always `watch`."""
    id: RequestId
    """The client's name for this watch, as for a request; to cancel it does nothing to the job."""
    slot: Slot | None = None
    """As of a request: a newer request or watch of the same slot ends this one."""
    job_id: Identifier
    """The job."""
    from_sequence: int = Field(default=0, ge=0)
    """The `sequence` of the first part that is wanted: 0 for all, after a lost connection as many as have come."""


class FollowFrame(Message):
    """Client to server: follow a run of training, which goes on whoever follows it. Answered with its curve in parts,
    with progress, and with `done` when it is finished or stopped. (Since 1.7.)"""

    type: Literal["follow"]
    """Always `follow`."""
    id: RequestId
    """The client's name for this, as for a request; to cancel it does nothing to the run."""
    slot: Slot | None = None
    """As of a request: a newer request of the same slot ends this one."""
    run: Identifier
    """The run's name."""
    after: LargeInt = Field(default=0, ge=0, le=MAX_POSITION)
    """From where on its curve is wanted: 0 for all, after a lost connection the `position` of what came last."""


class CancelFrame(Message):
    """Client to server: stop an analysis, or following a job or a run. No effect where the request has ended."""

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
    """0, 1, 2 … within the request, without gaps. Of a job that is watched: within its answer."""
    kind: PartKind = Field(
        description="Which message `content` is: "
        + ", ".join(f"`{kind}` {message.__name__}" for kind, message in PART_KINDS.items())
        + "."
    )
    content: AnyPart
    """The part."""


class JobFrame(Message):
    """Server to client: how a watched job stands. The first answer to a watch, sent again when the job's turn has come,
    and before `done` when it has ended: `state` says how. (Since 1.5.)"""

    type: Literal["job"] = "job"
    """Always `job`."""
    id: RequestId
    """The watch."""
    job: Job
    """The job."""


class TrainingFrame(Message):
    """Server to client: how a run goes that is followed. The first has its curve so far, the others what is new.
    (Since 1.7.)"""

    type: Literal["training"] = "training"
    """Always `training`."""
    id: RequestId
    """The request to follow it."""
    training: TrainingProgress
    """How it goes."""


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


ServerFrame = (
    HelloFrame | ProgressFrame | PartFrame | JobFrame | TrainingFrame | DoneFrame | ErrorFrame | CancelledFrame
)

FROM_CLIENT: tuple[type[Message], ...] = (RequestFrame, WatchFrame, FollowFrame, CancelFrame)
FROM_SERVER: tuple[type[Message], ...] = get_args(ServerFrame)
