"""Events and answers become records, each once."""

import sqlite3

from tetrascope.errors import InvalidInput
from tetrascope.protocol.study.events import EventBatch, EventReceipt, RefusedEvent, SessionEvent, content_text
from tetrascope.study.records.asked import Asked, Place
from tetrascope.study.records.progress import note_progress

MAX_PARTICIPANT_EVENTS = 1_000_000
MAX_PARTICIPANT_SIZE = 2**30
"""Characters of what all events of a participant tell, as JSON: a client that went wild cannot fill the disk."""


def record(
    connection: sqlite3.Connection, number: int, asked: Asked, batch: EventBatch, received_ms: float
) -> EventReceipt:
    """Write the events of a participant's client within a transaction; the receipt holds once that is committed."""
    acknowledged: list[int] = []
    refused: list[RefusedEvent] = []
    new: list[SessionEvent] = []
    count, size = connection.execute("SELECT events, size FROM participants WHERE number = ?", (number,)).fetchone()
    for event in batch.events:
        try:
            place = asked.place(event)
            content = content_text(event.content)
            has_room = count + len(new) < MAX_PARTICIPANT_EVENTS and size + len(content) <= MAX_PARTICIPANT_SIZE
            where = (event.step, place.condition, place.image, event.scene)
            told = (event.wall_ms, event.monotonic_ms, *where, event.kind, content)
            event_id = _insert(connection, (number, batch.client_id, event.sequence), told, received_ms, has_room)
        except InvalidInput as error:
            refused.append(RefusedEvent(sequence=event.sequence, message=error.message))
            continue
        acknowledged.append(event.sequence)
        if event_id is None:
            continue
        new.append(event)
        size += len(content)
        if event.kind == "question_answered":
            _answer(connection, (number, batch.client_id), event, place, event_id)
    if new:
        counts = (count + len(new), size, number)
        connection.execute("UPDATE participants SET events = ?, size = ? WHERE number = ?", counts)
        note_progress(connection, number, asked, new, received_ms)
    return EventReceipt(acknowledged=acknowledged, refused=refused)


def _insert(
    connection: sqlite3.Connection,
    key: tuple[int, str, int],
    told: tuple[object, ...],
    received_ms: float,
    has_room: bool,
) -> int | None:
    """The id of the new row; None where the event is there.

    Raises:
        InvalidInput: another one is there under its number, or there is no room for more.
    """
    if has_room:
        written = connection.execute(
            "INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (participant, client, sequence) DO NOTHING",
            (*key, received_ms, *told),
        )
        if written.rowcount:
            return written.lastrowid
    known = connection.execute(
        "SELECT wall_ms, monotonic_ms, step, condition, image, scene, kind, content FROM events"
        " WHERE participant = ? AND client = ? AND sequence = ?",
        key,
    ).fetchone()
    if known is None:
        raise InvalidInput(
            f"Expected at most {MAX_PARTICIPANT_EVENTS} events of a participant, which tell at most"
            f" {MAX_PARTICIPANT_SIZE} characters, got more."
        )
    if known != told:
        raise InvalidInput(
            f"Expected the event that this client has sent as number {key[-1]}, got another one.",
            field="sequence",
        )
    return None


def _answer(
    connection: sqlite3.Connection, sender: tuple[int, str], event: SessionEvent, place: Place, event_id: int
) -> None:
    """The answer that arrived last counts; of one client the one that it gave last, however they arrive."""
    assert place.item is not None
    number, client = sender
    later = connection.execute(
        "SELECT 1 FROM answers JOIN events ON events.id = answers.event"
        " WHERE answers.participant = ? AND answers.step = ? AND item = ? AND client = ? AND sequence > ?",
        (number, event.step, place.item.id, client, event.sequence),
    ).fetchone()
    if later is None:
        value = content_text(event.content.get("value"))
        about = (place.item.question, place.condition, place.image)
        connection.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, event.step, place.item.id, *about, value, event_id),
        )
