"""Scores of built-in questionnaires, each time that these were asked."""

from typing import Any

from tests.study.records.test_store import answer, send

from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.scores import SCORE_TABLE


def rows(records: StudyRecords) -> list[dict[str, Any]]:
    return [{column.name: column.value(row) for column in SCORE_TABLE.columns} for row in SCORE_TABLE.rows(records)]


def test_each_time_it_was_asked_has_a_score(records: StudyRecords) -> None:
    found = rows(records)
    trials = {step.id: step for step in records.steps(1)}
    assert {row["step"] for row in found} == {name for name in trials if name.startswith("questionnaire.usability.")}
    assert len(found) == 10
    for row in found:
        assert (row["condition"], row["image"]) == (trials[row["step"]].condition, trials[row["step"]].image)
        # Of 4 everywhere: 5 times 3 for the system, 5 times 1 against it.
        assert (row["participant"], row["builtin"], row["score"], row["value"]) == (1, "sus", "sus", 50.0)


def test_what_is_not_answered_in_full_has_none(store: StudyStore, records: StudyRecords) -> None:
    items = (f"q{number}" for number in range(1, 10))
    step = "questionnaire.usability.end"
    send(store, 3, *(answer(sequence, item, 4, step) for sequence, item in enumerate(items, start=1)))
    assert [(row["score"], row["value"]) for row in rows(records) if row["participant"] == 3] == [("sus", None)]
    send(store, 3, answer(10, "q10", 1, step))
    assert [row["value"] for row in rows(records) if row["participant"] == 3] == [57.5]
