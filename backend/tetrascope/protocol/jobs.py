"""Jobs: work that outlives whoever asked for it."""

from typing import Literal

from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.message import Message
from tetrascope.protocol.progress import Progress

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]
"""`waiting` for its turn, `running`, or how it ended."""


class Job(Message):
    """How a job stands."""

    job_id: str
    """Its name; nobody can guess it."""
    operation: str
    """What it does: the name of an operation."""
    state: JobState
    """`waiting` for its turn, `running`, or how it ended."""
    created: float
    """When it was asked for, in seconds since the beginning of 1970 (UTC)."""
    ended: float | None
    """When it ended, likewise; null where it has not."""
    progress: Progress | None
    """How far it is; null before there is something to tell."""
    error: ErrorBody | None
    """Why it failed; null where it did not."""
