"""Every event, a row each."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.study.event_kinds import EVENTS, ContentType
from tetrascope.study.records.recorded import Participant, RecordedEvent
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.shared_columns import moment_columns, participant_columns
from tetrascope.study.results.table import Column, ColumnType, Table


class EventResult(NamedTuple):
    """A row."""

    event: RecordedEvent
    participant: Participant


def _rows(records: StudyRecords) -> Iterator[EventResult]:
    participants = {each.number: each for each in records.participants()}
    return (EventResult(event, participants[event.participant]) for event in records.each_event())


_TYPES: dict[ContentType, ColumnType] = {
    "text": "text",
    "whole": "whole number",
    "number": "number",
    "answer": "number or text",
    "mask": "JSON",
}
"""Content that has a column of its own. What is more than one value is in `content` alone, but for a mask's place."""
_OF_MASK = ("top", "left", "height", "width")
"""What masks of all kinds have, in pixels."""


def _content_columns() -> Iterator[Column[EventResult]]:
    """A column for each field that events tell in their content, as far as it is one value; four for a mask."""
    types: dict[str, list[ColumnType]] = {}
    kinds: dict[str, dict[str, list[str]]] = {}
    for kind, described in EVENTS.items():
        for field in described.content:
            if field.type in _TYPES:
                types.setdefault(field.name, []).append(_TYPES[field.type])
                kinds.setdefault(field.name, {}).setdefault(field.meaning, []).append(kind)
    for name, meanings in kinds.items():
        told = "; ".join(f"{meaning} ({', '.join(of)})" for meaning, of in meanings.items())
        if "JSON" in types[name]:
            for side in _OF_MASK:
                meaning = f"Of `{name}`, {told}: {Rectangle.model_fields[side].description}"
                value = partial(_told, (name, side))
                yield Column(f"content.{name}.{side}", "whole number", meaning, value, "px", only="csv")
        else:
            column_type = types[name][0] if len({*types[name]}) == 1 else "number or text"
            unit = "ms" if name.endswith("_ms") else ""
            yield Column(f"content.{name}", column_type, f"{told}.", partial(_told, (name,)), unit, only="csv")


def _told(names: Sequence[str], row: EventResult) -> Any:
    """What stands at a place in the content; None for nothing, or for more than one value."""
    found: Any = row.event.content
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return None if isinstance(found, dict | list) else found


EVENT_TABLE: Table[EventResult] = Table(
    name="events",
    row="an event, in the order in which they arrived at the server",
    rows=_rows,
    columns=[
        Column("event", "whole number", "Numbers events as they arrived.", lambda row: row.event.id),
        *participant_columns(lambda row: row.participant),
        Column(
            "client_id",
            "text",
            "Drawn at random by each page that is loaded, and at each start of an app.",
            lambda row: row.event.client,
        ),
        Column(
            "sequence",
            "whole number",
            "Numbers the events of a client as they happened; they can arrive in another order.",
            lambda row: row.event.sequence,
        ),
        Column("kind", "text", "What happened: see the kinds of event.", lambda row: row.event.kind),
        Column("step", "text", "The step of the session in which it happened.", lambda row: row.event.step),
        Column("condition", "text", "The condition it belongs to; empty for none.", lambda row: row.event.condition),
        Column("image", "text", "The image it belongs to; empty for none.", lambda row: row.event.image),
        Column("scene", "text", "Where in Tetrascope; empty outside.", lambda row: row.event.scene),
        Column(
            "monotonic_ms",
            "number",
            "The client's clock that never goes back, from a beginning of its own. Durations are differences of these, "
            "within one `client_id` only.",
            lambda row: row.event.monotonic_ms,
            "ms",
        ),
        *moment_columns(
            "wall", "When it happened by the client's clock, which may be wrong.", lambda row: row.event.wall_ms
        ),
        *moment_columns(
            "received",
            "When it arrived by the server's clock: later where a client was without its server.",
            lambda row: row.event.received_ms,
        ),
        Column(
            "content",
            "JSON",
            "All that the event tells besides: see the kinds of event.",
            lambda row: row.event.content,
        ),
        *_content_columns(),
    ],
)
