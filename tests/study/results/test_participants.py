"""Who took part, and how far they came."""

from typing import Any

from tests.study.results.conftest import only

from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.participants import PARTICIPANT_TABLE


def rows(records: StudyRecords) -> list[dict[str, Any]]:
    columns = PARTICIPANT_TABLE.columns
    return [{column.name: column.value(row) for column in columns} for row in PARTICIPANT_TABLE.rows(records)]


def test_who_has_ended(records: StudyRecords) -> None:
    row = only(rows(records), participant=1)
    assert (row["session"], row["step"], row["steps_done"]) == ("ended", "end", row["steps"])
    standing = records.standing(1)
    assert (row["started_ms"], row["ended_ms"]) == (standing.started_ms, standing.reached_end_ms)
    assert row["started_time"] == "2023-11-14T22:13:21.000Z"
    assert row["started_ms"] < row["ended_ms"]
    assert (row["client"], row["display"], row["clients"], row["language"]) == ("browser", "screen", 1, "en")
    assert row["events"] == len(records.events(1))
    assert row["answers"] == len(records.answers(1))


def test_who_went_on_elsewhere_and_has_not_ended(records: StudyRecords) -> None:
    row = only(rows(records), participant=2)
    assert (row["session"], row["step"], row["steps_done"]) == ("paused", "questionnaire.demographics.before", 1)
    assert (row["ended_time"], row["ended_ms"]) == (None, None)
    assert (row["client"], row["display"], row["clients"]) == ("browser;unity", "screen;headset", 2)


def test_who_has_not_begun(records: StudyRecords) -> None:
    row = only(rows(records), participant=3)
    assert (row["session"], row["started_time"], row["client"], row["events"]) == ("waiting", None, None, 0)


def test_who_was_stopped(records: StudyRecords) -> None:
    row = only(rows(records), participant=5)
    assert (row["session"], row["step"]) == ("aborted", "consent")
    assert row["ended_ms"] == records.standing(5).controls[-1].at_ms


def test_who_is_simulated(records: StudyRecords) -> None:
    assert [row["simulated"] for row in rows(records)] == [False, False, False, True, False]
    assert only(rows(records), simulated=True)["client"] == "simulation"
