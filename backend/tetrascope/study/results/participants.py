"""Who took part, a row each, whether or not they came to the end."""

from collections.abc import Iterator
from typing import NamedTuple

from tetrascope.protocol.study.event_kinds import EventKind
from tetrascope.protocol.study.session import SessionState
from tetrascope.study.records.recorded import Participant, RecordedEvent
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.shared_columns import moment_columns, participant_columns, session_column
from tetrascope.study.results.table import Column, Table
from tetrascope.study.session.step import Step

_KINDS: tuple[EventKind, ...] = ("session_opened", "language_chosen", "step_started", "step_finished")
"""Events by which the course of a session is told."""


class ParticipantResult(NamedTuple):
    """A row."""

    participant: Participant
    state: SessionState
    step: Step
    """Where they are."""
    steps: list[Step]
    course: list[RecordedEvent]
    """Their first event and all others that tell how far they are."""
    events: int
    answers: int

    def told(self, kind: str, name: str) -> list[str]:
        """What their events of a kind tell in a field, each once, as it came."""
        told = (event.content.get(name) for event in self.course if event.kind == kind)
        return list(dict.fromkeys(str(each) for each in told if each is not None))

    @property
    def begun_ms(self) -> float | None:
        """When their first event arrived."""
        return self.course[0].received_ms if self.course else None

    @property
    def ended_ms(self) -> float | None:
        """When the last step before the end was finished."""
        finished = [event for event in self.course if event.kind == "step_finished"]
        return finished[-1].received_ms if self.state == "ended" and finished else None


def participant_results(records: StudyRecords) -> Iterator[ParticipantResult]:
    """All of them, by number."""
    counts = records.event_counts()
    for participant in records.participants():
        number = participant.number
        course = list(records.each_event(number, _KINDS))
        step = records.next_step(number)
        yield ParticipantResult(
            participant=participant,
            state="ended" if step.kind == "end" else "running" if number in counts else "waiting",
            step=step,
            steps=records.steps(number),
            course=course,
            events=counts.get(number, 0),
            answers=len(records.answers(number)),
        )


PARTICIPANT_TABLE: Table[ParticipantResult] = Table(
    name="participants",
    row="a participant, whether or not they came to the end",
    rows=participant_results,
    columns=[
        *participant_columns(lambda row: row.participant),
        Column(
            "order", "whole number", "The order they have: see the orders.", lambda row: row.participant.order_number
        ),
        session_column(lambda row: row.state),
        Column("step", "text", "The step at which they are, or were last.", lambda row: row.step.id),
        Column("steps_done", "whole number", "Steps before that one.", lambda row: row.steps.index(row.step)),
        Column("steps", "whole number", "Steps of the whole session.", lambda row: len(row.steps)),
        *moment_columns("begun", "When their first event arrived.", lambda row: row.begun_ms),
        *moment_columns("ended", "When they had finished; empty where they have not.", lambda row: row.ended_ms),
        Column(
            "client",
            "text",
            "With what they took part: `browser`, `unity` or `simulation`; several parted by `;`.",
            lambda row: ";".join(row.told("session_opened", "client")) or None,
        ),
        Column(
            "display",
            "text",
            "On what they saw it: `screen` or `headset`; several parted by `;`.",
            lambda row: ";".join(row.told("session_opened", "display")) or None,
        ),
        Column(
            "clients",
            "whole number",
            "How many pages or starts of an app they took part with.",
            lambda row: len({event.client for event in row.course}),
        ),
        Column(
            "language",
            "text",
            "The language they chose last (BCP 47); empty where they chose none.",
            lambda row: next(reversed(row.told("language_chosen", "language")), None),
        ),
        Column("events", "whole number", "Events that were recorded of them.", lambda row: row.events),
        Column("answers", "whole number", "Questions that they answered.", lambda row: row.answers),
    ],
)
