"""A batch of events as a client sent it, each read by itself, so that one that is wrong costs only itself."""

from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from tetrascope.errors import InvalidInput
from tetrascope.protocol.complaint import complaint, shortened
from tetrascope.protocol.message import Message
from tetrascope.protocol.study.events import MAX_EVENTS, MAX_SEQUENCE, EventBatch, RefusedEvent, SessionEvent

M = TypeVar("M", bound=Message)


class SentEvents(NamedTuple):
    """What was made of a batch."""

    batch: EventBatch | None
    """The events that can be recorded; None where there is none."""
    refused: list[RefusedEvent]
    """The others."""


def read_events(value: object) -> SentEvents:
    """Read a batch.

    Raises:
        InvalidInput: it is no batch, or has an event without a number by which it could be refused.
    """
    head = {**value, "events": [_ANY]} if isinstance(value, dict) and "events" in value else value
    batch = _validated(EventBatch, head)
    given = value["events"] if isinstance(value, dict) else None
    if not isinstance(given, list) or not 1 <= len(given) <= MAX_EVENTS:
        received = len(given) if isinstance(given, list) else shortened(given)
        raise InvalidInput(f"Expected 1 to {MAX_EVENTS} events, got {received}.", field="events")
    events, refused = [], []
    for place, each in enumerate(given):
        number = _number(place, each)
        try:
            events.append(_validated(SessionEvent, each))
        except InvalidInput as error:
            refused.append(RefusedEvent(sequence=number, message=error.message))
    return SentEvents(batch.model_copy(update={"events": events}) if events else None, refused)


_ANY = SessionEvent(sequence=1, kind="page_shown", step="-", monotonic_ms=0, wall_ms=0)
"""Stands for the events while the batch itself is looked at."""


def _number(place: int, event: object) -> int:
    number = event.get("sequence") if isinstance(event, dict) else None
    if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= MAX_SEQUENCE:
        return number
    raise InvalidInput(
        f"Expected `sequence`, a number from 1 to {MAX_SEQUENCE}, of every event, got {shortened(number)}.",
        field=f"events[{place}].sequence",
        hint="Nothing of this batch was recorded. Send the others without it.",
    )


def _validated(model: type[M], value: object) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise complaint(error, value) from None
