"""How far a participant is: it follows from their events, and is kept beside them, in the same transaction."""

import sqlite3
from collections.abc import Sequence

from tetrascope.protocol.study.event_kinds import EventKind
from tetrascope.protocol.study.events import SessionEvent
from tetrascope.study.records.asked import Asked
from tetrascope.study.session.plan import resumed
from tetrascope.study.session.step import Step

_LEADS_ON: tuple[EventKind, ...] = ("step_finished", "question_answered")
"""Kinds of events after which a participant may go on elsewhere."""


def note_progress(
    connection: sqlite3.Connection, number: int, asked: Asked, events: Sequence[SessionEvent], at_ms: float
) -> None:
    """Write down where a participant goes on after these events, which are recorded: at the first step that is not
    finished, or lacks a required answer."""
    if any(event.kind in _LEADS_ON for event in events):
        step = _next_step(connection, number, asked)
        connection.execute(
            "UPDATE participants SET step_ms = CASE WHEN step = :step THEN step_ms END, step = :step,"
            " ended_ms = coalesce(ended_ms, :ended_ms) WHERE number = :number",
            {"step": step.id, "ended_ms": at_ms if step is asked.steps[-1] else None, "number": number},
        )
    connection.executemany(
        "UPDATE participants SET step_ms = ? WHERE number = ? AND step = ? AND step_ms IS NULL",
        [(at_ms, number, step) for step in {event.step for event in events}],
    )


def _next_step(connection: sqlite3.Connection, number: int, asked: Asked) -> Step:
    finished = connection.execute(
        "SELECT DISTINCT step FROM events WHERE participant = ? AND kind = 'step_finished'", (number,)
    ).fetchall()
    answered = set(connection.execute("SELECT step, item FROM answers WHERE participant = ?", (number,)))
    return resumed(asked.steps, {step for (step,) in finished if asked.is_answered(step, answered)})
