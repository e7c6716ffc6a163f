"""Jobs: work that outlives whoever asked for it."""

from typing import Literal

from pydantic import Field

from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS, REQUEST_OF, AnyAnswer, AnyRequest, OperationName
from tetrascope.protocol.progress import Progress

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
"""`waiting` for its turn, `running`, or how it ended."""


class JobHead(Message):
    """A request for a job without its body; read first, so that an error in the body can be told as the operation's."""

    operation: OperationName
    """What to do: the last part of the HTTP route that does the same."""


class JobRequest(JobHead):
    """An operation that is to be done as a job. (Since 1.5.)"""

    # The server reads a body by its operation.
    body: AnyRequest = Field(description=f"The operation's request, as it would be posted: {REQUEST_OF}.")


class _JobStatus(Message):
    """What everyone may know of a job."""

    operation: OperationName
    """What it does: the name of an operation."""
    state: JobState
    """`waiting` for its turn, `running`, or how it ended."""
    created: float
    """When it was asked for, in seconds since the beginning of 1970 (UTC)."""
    ended: float | None
    """When it ended, likewise; null where it has not."""
    progress: Progress | None
    """How far it is; null before there is something to tell."""


class Job(_JobStatus):
    """How a job stands. (Since 1.5.)"""

    job_id: str
    """Its name, 32 hexadecimal digits that nobody can guess. Whoever has it may watch and cancel the job, and have its
    answer; so it is told to nobody but whoever began it."""
    error: ErrorBody | None
    """Why it failed; null where it did not."""


class ListedJob(_JobStatus):
    """A job as it is listed, for everyone who may ask. (Since 1.5.)"""

    job_id: str | None
    """Its name, where the server has no token and so serves one person; null where it has one, which many may share."""


class JobList(Message):
    """The jobs that are kept. (Since 1.5.)"""

    jobs: list[ListedJob]
    """In the order in which they were asked for."""


class JobAnswer(Message):
    """The whole answer of a job that is done. (Since 1.5.)"""

    operation: OperationName
    """What was done; it says which message `content` is."""
    content: AnyAnswer = Field(
        description="The operation's answer, as it would be answered over HTTP: "
        + ", ".join(f"`{each.answer.__name__}` of `{each.name}`" for each in OPERATIONS.values())
        + "."
    )
