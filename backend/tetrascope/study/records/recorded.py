"""What is read from a study's records."""

from typing import Any, NamedTuple

from tetrascope.errors import NotFound


class Participant(NamedTuple):
    """A participant: a number, and nothing else of a person."""

    number: int
    """1-based, and never given again."""
    order_number: int
    """Their order among those written down; that of somebody who was forgotten goes to the next who comes."""
    simulated: bool
    """Whether nobody was there: a dry run."""


class RecordedEvent(NamedTuple):
    """An event as it was recorded; the fields are those of `SessionEvent`, and where it belongs."""

    id: int
    participant: int
    client: str
    sequence: int
    received_ms: float
    wall_ms: float
    monotonic_ms: float
    step: str
    condition: str | None
    image: str | None
    scene: str | None
    kind: str
    content: dict[str, Any]


class RecordedAnswer(NamedTuple):
    """The last answer to a question."""

    participant: int
    step: str
    item: str
    question: str
    condition: str | None
    image: str | None
    value: Any
    event: int
    """The event that gave it, by its `id`."""
    wall_ms: float
    received_ms: float


def no_such_participant(number: int) -> NotFound:
    """What is said of a number that nobody has."""
    return NotFound(f"Expected the number of a participant, got {number}.", field="participant")
