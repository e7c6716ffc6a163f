"""Columns that several files have, each said once."""

from collections.abc import Callable

from tetrascope.study.records.recorded import Participant
from tetrascope.study.results.table import Column, Row
from tetrascope.study.results.time_text import utc


def participant_columns(of: Callable[[Row], Participant | None]) -> list[Column[Row]]:
    """Who, and whether they are real; empty where a row has nobody."""

    def number(row: Row) -> int | None:
        participant = of(row)
        return None if participant is None else participant.number

    def simulated(row: Row) -> bool | None:
        participant = of(row)
        return None if participant is None else participant.simulated

    return [
        Column("participant", "whole number", "The participant's number, never given again.", number),
        Column("simulated", "truth", "Whether nobody was there: a dry run.", simulated),
    ]


def session_column(of: Callable[[Row], str]) -> Column[Row]:
    """How the session stands."""
    meaning = (
        "How the session stands: `waiting` for its beginning, `running`, `paused`, `aborted`, or `ended`. Only those "
        "that have `ended` are complete."
    )
    return Column("session", "text", meaning, of)


def moment_columns(name: str, meaning: str, ms: Callable[[Row], float | None]) -> list[Column[Row]]:
    """A moment, to be read and to be reckoned with."""
    return [
        Column(f"{name}_time", "time", meaning, lambda row: utc(ms(row)), "UTC"),
        Column(f"{name}_ms", "number", f"The same as `{name}_time`, since the beginning of 1970.", ms, "ms"),
    ]
