"""How the session of a participant stands: what the experimenter did with it, and how far the participant is."""

import sqlite3
from collections import defaultdict
from typing import NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.protocol.study.overview import ControlAction, SessionNote
from tetrascope.protocol.study.session import SessionState
from tetrascope.study.records.recorded import Participant, no_such_participant

_LEADS_TO: dict[ControlAction, SessionState] = {
    "start": "running",
    "pause": "paused",
    "resume": "running",
    "abort": "aborted",
}
_COMES_FROM: dict[ControlAction, tuple[SessionState, ...]] = {
    "start": ("waiting",),
    "pause": ("running",),
    "resume": ("paused",),
    "abort": ("waiting", "running", "paused"),
}


class Control(NamedTuple):
    """Something that the experimenter did with a session."""

    action: ControlAction
    at_ms: float
    """By the server's clock, as all times here."""


class Standing(NamedTuple):
    """How the session of a participant stands."""

    participant: Participant
    key: str
    """Opens their session."""
    added_ms: float
    """When they were let in."""
    step: str
    """Where they go on."""
    step_ms: float | None
    """When the first event at it arrived."""
    events: int
    """Events that are recorded."""
    answers: int
    """Questions that are answered."""
    reached_end_ms: float | None
    """When they came to the last step."""
    controls: list[Control]
    """In order."""
    notes: list[SessionNote]
    """In order."""

    @property
    def state(self) -> SessionState:
        """What may go on. That a session has ended follows from its steps."""
        if self.controls and self.controls[-1].action == "abort":
            return "aborted"
        if self.reached_end_ms is not None:
            return "ended"
        return _LEADS_TO[self.controls[-1].action] if self.controls else "waiting"

    @property
    def state_since_ms(self) -> float:
        """Since when it stands so."""
        if self.state == "ended" and self.reached_end_ms is not None:
            return self.reached_end_ms
        return self.controls[-1].at_ms if self.controls else self.added_ms

    @property
    def started_ms(self) -> float | None:
        """When the session was started."""
        return next((each.at_ms for each in self.controls if each.action == "start"), None)

    @property
    def ended_ms(self) -> float | None:
        """When it ended or was aborted."""
        return self.controls[-1].at_ms if self.state == "aborted" else self.reached_end_ms

    def changes(self, action: ControlAction) -> bool:
        """Whether the action changes something; it does not where it has been done already.

        Raises:
            InvalidInput: a session that stands so cannot be treated so.
        """
        if self.state in _COMES_FROM[action]:
            return True
        if self.state == _LEADS_TO[action]:
            return False
        raise InvalidInput(
            f"Expected a session that is {' or '.join(_COMES_FROM[action])} to {action}, got one that is {self.state}.",
            field="action",
            hint="Look at how it stands now.",
        )


def standings(connection: sqlite3.Connection, number: int | None = None) -> list[Standing]:
    """Of one participant, or of all by number; an empty list where there is none."""
    whose, given = ("", ()) if number is None else (" WHERE {} = ?", (number,))
    controls, notes = defaultdict(list), defaultdict(list)
    for participant, action, at_ms in connection.execute(
        f"SELECT participant, action, at_ms FROM controls{whose.format('participant')} ORDER BY rowid", given
    ):
        controls[participant].append(Control(action, at_ms))
    for participant, at_ms, step, text in connection.execute(
        f"SELECT participant, at_ms, step, text FROM notes{whose.format('participant')} ORDER BY rowid", given
    ):
        notes[participant].append(SessionNote(at_ms=at_ms, step=step, text=text))
    rows = connection.execute(
        "SELECT number, order_number, simulated, key, added_ms, step, step_ms, events, ended_ms,"
        " (SELECT count(*) FROM answers WHERE participant = number)"
        f" FROM participants{whose.format('number')} ORDER BY number",
        given,
    )
    return [
        Standing(
            participant=Participant(number, order, bool(simulated)),
            key=key,
            added_ms=added_ms,
            step=step,
            step_ms=step_ms,
            events=events,
            answers=answers,
            reached_end_ms=ended_ms,
            controls=controls[number],
            notes=notes[number],
        )
        for number, order, simulated, key, added_ms, step, step_ms, events, ended_ms, answers in rows
    ]


def standing_of(connection: sqlite3.Connection, number: int) -> Standing:
    """Of one participant. Raises `NotFound` where there is no such one."""
    found = standings(connection, number)
    if not found:
        raise no_such_participant(number)
    return found[0]
