"""Who took part, a row each, whether or not they came to the end."""

from collections.abc import Iterator
from typing import NamedTuple

from tetrascope.study.records.recorded import RecordedEvent
from tetrascope.study.records.standing import Standing
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.shared_columns import moment_columns, participant_columns, session_column
from tetrascope.study.results.table import Column, Table
from tetrascope.study.session.step import Step, step_count

SEPARATOR = ";"
"""Between several values in a cell; no name in a study has it."""


class ParticipantResult(NamedTuple):
    """A row."""

    standing: Standing
    steps: list[Step]
    opened: list[RecordedEvent]
    """Each time that a client of theirs was opened."""
    language: str

    @property
    def steps_done(self) -> int:
        """Steps before the one at which they are."""
        return [step.id for step in self.steps].index(self.standing.step)

    def told(self, name: str) -> str | None:
        """What their clients told of themselves, each once."""
        told = (event.content.get(name) for event in self.opened)
        return SEPARATOR.join(dict.fromkeys(str(each) for each in told if each is not None)) or None


def participant_results(records: StudyRecords) -> Iterator[ParticipantResult]:
    """All of them, by number."""
    for standing in records.standings():
        number = standing.participant.number
        opened = list(records.each_event(number, ["session_opened"]))
        yield ParticipantResult(standing, records.steps(number), opened, records.language(number))


PARTICIPANT_TABLE: Table[ParticipantResult] = Table(
    name="participants",
    row="a participant, whether or not they came to the end",
    rows=participant_results,
    columns=[
        *participant_columns(lambda row: row.standing.participant),
        Column(
            "order",
            "whole number",
            "The order they have: see the orders.",
            lambda row: row.standing.participant.order_number,
        ),
        session_column(lambda row: row.standing.state),
        Column("step", "text", "The step at which they are, or were last.", lambda row: row.standing.step),
        Column(
            "steps_done", "whole number", "Steps before that one; at the end, all of them.", lambda row: row.steps_done
        ),
        Column(
            "steps",
            "whole number",
            "Steps of the session that are to be done; the end, which only says goodbye, is none.",
            lambda row: step_count(row.steps),
        ),
        *moment_columns("started", "When the experimenter started the session.", lambda row: row.standing.started_ms),
        *moment_columns("ended", "When they came to the end, or were stopped.", lambda row: row.standing.ended_ms),
        Column(
            "client",
            "text",
            "With what they took part: `browser`, `unity` or `simulation`; several parted by `;`.",
            lambda row: row.told("client"),
        ),
        Column(
            "display",
            "text",
            "On what they saw it: `screen` or `headset`; several parted by `;`.",
            lambda row: row.told("display"),
        ),
        Column(
            "clients",
            "whole number",
            "How many pages, or starts of an app, they took part with.",
            lambda row: len({event.client for event in row.opened}),
        ),
        Column("language", "text", "The language they read (BCP 47).", lambda row: row.language),
        Column("events", "whole number", "Events that were recorded of them.", lambda row: row.standing.events),
        Column("answers", "whole number", "Questions that they answered.", lambda row: row.standing.answers),
    ],
)
