"""Examples of the stream's frames, both directions."""

from collections.abc import Iterator

from tetrascope.protocol.frames import (
    CancelFrame,
    CancelledFrame,
    DoneFrame,
    ErrorFrame,
    FollowFrame,
    HelloFrame,
    JobFrame,
    PartFrame,
    ProgressFrame,
    RequestFrame,
    TrainingFrame,
    WatchFrame,
)
from tetrascope.protocol.generator.common_examples import ERROR, PROGRESS
from tetrascope.protocol.generator.job_examples import JOB, JOB_ID
from tetrascope.protocol.generator.training_examples import NEWS
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.version import PROTOCOL_VERSION

ID = "7"


def _frames_of(operation: Operation) -> Iterator[tuple[str, Message]]:
    """A request of the operation, and each of its parts."""
    examples = list(operation.examples.values())
    request = next(each for each in examples if isinstance(each, operation.request))
    yield (
        f"request_frame_{operation.name}",
        RequestFrame(type="request", id=ID, slot=operation.name, operation=operation.name, body=request),
    )
    for sequence, (kind, message) in enumerate(operation.parts.items()):
        part = next(each for each in examples if isinstance(each, message))
        yield f"part_frame_{kind}", PartFrame(id=ID, sequence=sequence, kind=kind, content=part)


STREAM_EXAMPLES: dict[str, Message] = {
    "watch_frame": WatchFrame(type="watch", id=ID, job_id=JOB_ID),
    "watch_frame_again": WatchFrame(type="watch", id=ID, slot="training", job_id=JOB_ID, from_sequence=12),
    "follow_frame": FollowFrame(type="follow", id=ID, run="photos"),
    "follow_frame_again": FollowFrame(type="follow", id=ID, slot="curve", run="photos", after=4096),
    "cancel_frame": CancelFrame(type="cancel", id=ID),
    "hello_frame": HelloFrame(version="0.1.0", protocol=PROTOCOL_VERSION),
    "progress_frame": ProgressFrame(id=ID, progress=PROGRESS),
    **{name: frame for operation in OPERATIONS.values() for name, frame in _frames_of(operation)},
    "job_frame": JobFrame(id=ID, job=JOB),
    "training_frame": TrainingFrame(id=ID, training=NEWS),
    "done_frame": DoneFrame(id=ID, seconds=2.5),
    "error_frame": ErrorFrame(id=ID, error=ERROR),
    "error_frame_without_request": ErrorFrame(id=None, error=ERROR),
    "cancelled_frame": CancelledFrame(id=ID, reason="cancelled"),
    "cancelled_frame_superseded": CancelledFrame(id=ID, reason="superseded"),
}
