"""What the experimenter did with sessions and wrote down, a row each."""

from collections.abc import Iterator
from typing import NamedTuple

from tetrascope.study.records.recorded import Participant
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.shared_columns import moment_columns, participant_columns
from tetrascope.study.results.table import Column, Table


class ConductResult(NamedTuple):
    """A row."""

    participant: Participant
    at_ms: float
    what: str
    step: str | None = None
    text: str | None = None


def _rows(records: StudyRecords) -> Iterator[ConductResult]:
    for standing in records.standings():
        done = [ConductResult(standing.participant, each.at_ms, each.action) for each in standing.controls]
        noted = [
            ConductResult(standing.participant, each.at_ms, "note", each.step, each.text) for each in standing.notes
        ]
        yield from sorted([*done, *noted], key=lambda row: row.at_ms)


CONDUCT_TABLE: Table[ConductResult] = Table(
    name="conduct",
    row="something that the experimenter did with a session or wrote down about it, by participant and time",
    rows=_rows,
    columns=[
        *participant_columns(lambda row: row.participant),
        *moment_columns("at", "When, by the server's clock.", lambda row: row.at_ms),
        Column("what", "text", "`start`, `pause`, `resume`, `abort`, or `note`.", lambda row: row.what),
        Column("step", "text", "Of a note, the step at which the participant was.", lambda row: row.step),
        Column("text", "text", "Of a note, its words.", lambda row: row.text),
    ],
)
