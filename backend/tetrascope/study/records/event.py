"""What is recorded of a session: everything a participant does, and when."""

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from tetrascope.protocol.message import LargeInt, Message

MAX_CONTENT_BYTES = 128 * 1024
"""What an event tells besides, as JSON: the bitmap of a mask fits, and the longest answer in words."""
MAX_CONTENT_DEPTH = 16
MAX_EVENTS = 500
"""Of one batch."""

EventKind = Literal[
    "session_started",
    "session_ended",
    "step_started",
    "step_finished",
    "scene_entered",
    "mask_drawn",
    "mask_moved",
    "mask_removed",
    "recalculation_requested",
    "recalculation_answered",
    "hover",
    "layer_opened",
    "cluster_opened",
    "pool_image_opened",
    "filter_changed",
    "help_opened",
    "reference_opened",
    "reference_closed",
    "question_shown",
    "answer_changed",
    "question_answered",
]
"""What happened. `content` tells more: of masks their geometry, of what was recalculated how long it took, of a hover
how long it lasted; of questions the `item`, and of answers the `value`."""
QUESTION_KINDS: tuple[EventKind, ...] = ("question_shown", "answer_changed", "question_answered")
SceneName = Literal["menu", "structure", "pool"]


def _bounded(content: dict[str, Any]) -> dict[str, Any]:
    if _depth(content) > MAX_CONTENT_DEPTH:
        raise PydanticCustomError("deep", f"Expected at most {MAX_CONTENT_DEPTH} levels of lists and maps")
    try:
        size = len(content_text(content).encode())
    except (TypeError, ValueError):
        raise PydanticCustomError("no_json", "Expected what JSON can say, in UTF-8 and with finite numbers") from None
    if size > MAX_CONTENT_BYTES:
        raise PydanticCustomError("large", f"Expected at most {MAX_CONTENT_BYTES} bytes of JSON")
    return content


def _depth(value: Any) -> int:
    """Levels of lists and maps; it stops counting where there are too many."""
    level, depth = [value], 0
    while level and depth <= MAX_CONTENT_DEPTH:
        inner = [
            list(each.values()) if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)
        ]
        depth += bool(inner)
        level = [each for values in inner for each in values]
    return depth


def content_text(content: Any) -> str:
    """Content as JSON on one line. Raises TypeError or ValueError for what JSON cannot say."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class Event(Message):
    """Something that happened at a client."""

    sequence: LargeInt = Field(ge=1, le=2**53)
    """Numbers a client's events; it never gives a number twice."""
    kind: EventKind
    step: str = Field(min_length=1, max_length=300)
    """The step of the session in which it happened."""
    scene: SceneName | None = None
    """Where in Tetrascope; null outside."""
    monotonic_ms: float = Field(ge=0)
    """Milliseconds of a clock of the client that never goes back, from a beginning of its own: durations are
    differences of these, of one client."""
    wall_ms: float
    """Milliseconds since the beginning of 1970 by the client's clock, which may be wrong, and may jump."""
    content: Annotated[dict[str, Any], AfterValidator(_bounded)] = {}
    """What else is to be told, as JSON."""


class EventBatch(Message):
    """Events of one client, sent together, and again until they are acknowledged."""

    client_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    """Drawn at random by each client whenever its clock begins: each page that is loaded, each start of an app."""
    events: list[Event] = Field(min_length=1, max_length=MAX_EVENTS)


class RefusedEvent(Message):
    """An event that will never be recorded: to send it again is of no use."""

    sequence: LargeInt
    message: str


class Receipt(Message):
    """What has become of a batch. What it names need not be kept by the client any more."""

    acknowledged: list[LargeInt]
    """Sequence numbers of events that are on the server's disk, now or from before."""
    refused: list[RefusedEvent]
