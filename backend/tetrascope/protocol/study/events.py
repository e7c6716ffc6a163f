"""What is recorded of a session: everything a participant does, and when."""

import json
from collections.abc import Callable
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import AnyJson, LargeInt, Message
from tetrascope.protocol.study.event_kinds import EVENTS, ContentType, EventKind, SceneName

MAX_CONTENT_BYTES = 128 * 1024
"""What an event tells besides, as JSON: the bitmap of a mask fits, and the longest answer in words."""
MAX_CONTENT_DEPTH = 16
MAX_EVENTS = 500
"""Of one batch."""
MAX_SEQUENCE = 2**53
"""The greatest number of an event, which every language can tell from the one before."""
_MASK: TypeAdapter[Any] = TypeAdapter(Mask)


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


class SessionEvent(Message):
    """Something that happened at a client in a session. (Since 1.6.)"""

    sequence: LargeInt = Field(ge=1, le=MAX_SEQUENCE)
    """Numbers a client's events; it never gives a number twice."""
    kind: EventKind
    """What happened; [events](#events) says what each tells."""
    step: str = Field(min_length=1, max_length=300)
    """The step of the session in which it happened."""
    scene: SceneName | None = None
    """Where in Tetrascope; null outside."""
    monotonic_ms: float = Field(ge=0)
    """Milliseconds of a clock of the client that never goes back, from a beginning of its own: durations are
    differences of these, of one client."""
    wall_ms: float
    """Milliseconds since the beginning of 1970 by the client's clock, which may be wrong, and may jump."""
    content: Annotated[dict[str, AnyJson], AfterValidator(_bounded)] = {}
    """What else is to be told, as JSON: what the kind asks for, and anything besides. At most 128 KiB."""

    @model_validator(mode="after")
    def _tells(self) -> Self:
        """What the kind asks for."""
        for name, kind, meaning, required in EVENTS[self.kind].content:
            if name not in self.content:
                if required:
                    raise PydanticCustomError("content", f"Expected `content.{name}` of {self.kind}: {meaning}")
            elif not _IS[kind](self.content[name]):
                raise PydanticCustomError("content", f"Expected `content.{name}` of {self.kind} to be {_WORDS[kind]}")
        return self


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_mask(value: Any) -> bool:
    try:
        _MASK.validate_python(value)
    except ValidationError:
        return False
    return True


_IS: dict[ContentType, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    "numbers": lambda value: isinstance(value, list) and all(map(_is_number, value)),
    "mask": _is_mask,
    "masks": lambda value: isinstance(value, list) and all(map(_is_mask, value)),
    "answer": lambda _: True,  # by its question
}
_WORDS: dict[ContentType, str] = {
    "text": "a text",
    "whole": "a whole number",
    "number": "a number",
    "numbers": "a list of numbers",
    "mask": "a mask, as requests have it",
    "masks": "a list of masks, as requests have them",
    "answer": "an answer",
}
"""Types as a person reads them."""


class EventBatch(Message):
    """Events of one client, sent together, and again until they are acknowledged. (Since 1.6.)"""

    client_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    """Drawn at random by each client whenever its clock begins: each page that is loaded, each start of an app."""
    events: list[SessionEvent] = Field(min_length=1, max_length=MAX_EVENTS)
    """In any order. The server looks at each by itself: one that is wrong is refused, and the others are not."""


class RefusedEvent(Message):
    """An event that will never be recorded: to send it again is of no use. (Since 1.6.)"""

    sequence: LargeInt
    """Its number."""
    message: str
    """What was expected of it, and what was received."""


class EventReceipt(Message):
    """What has become of a batch. What it names need not be kept by the client any more. (Since 1.6.)"""

    acknowledged: list[LargeInt]
    """Sequence numbers of events that are on the server's disk, now or from before."""
    refused: list[RefusedEvent]
    """Events that are not, and never will be."""
