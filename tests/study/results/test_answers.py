"""Answers as rows: flat for statistics, with what was asked and what it means."""

from typing import Any

import pytest
from tests.study.results.conftest import WORDS, only

from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.answers import ANSWER_TABLE
from tetrascope.study.results.table import Form


def rows(records: StudyRecords, form: Form = "csv") -> list[dict[str, Any]]:
    columns = ANSWER_TABLE.columns_of(form)
    return [{column.name: column.value(row) for column in columns} for row in ANSWER_TABLE.rows(records)]


@pytest.mark.parametrize(
    ("question", "kind", "value", "other", "label"),
    [
        ({"question": "age"}, "number", 30, None, None),
        ({"question": "gender"}, "single_choice", "other", "=cmd()", "Other"),
        ({"question": "background"}, "single_choice", "physical", None, "Physical sciences"),
        (
            {"question": "q6", "condition": "clustered"},
            "multiple_choice",
            "features;other",
            "@home",
            "To understand how features are computed; Something else, namely",
        ),
        ({"question": "q13"}, "open", WORDS, None, None),
        ({"question": "warmth"}, "scale", -2, None, "ice"),
        ({"question": "change"}, "number", -1.5, None, None),
        ({"question": "q1", "condition": "clustered", "questionnaire": "experience"}, "scale", 4, None, None),
    ],
)
def test_each_kind_is_flat(
    records: StudyRecords, question: dict[str, str], kind: str, value: Any, other: str | None, label: str | None
) -> None:
    wanted = {"questionnaire": "experience"} if question["question"] in ("q6", "q13") else {}
    row = only(rows(records), **question, **wanted)
    assert (row["kind"], row["value"], row["other"], row["label"]) == (kind, value, other, label)
    assert row["number"] == (value if kind in ("scale", "number") else None)


def test_no_answer_is_none(records: StudyRecords) -> None:
    row = only(rows(records), questionnaire="experience", question="q10")
    assert (row["value"], row["other"], row["label"], row["required"]) == (None, None, None, False)


def test_json_has_answers_as_they_were_recorded(records: StudyRecords) -> None:
    found = [row["value"] for row in rows(records, "json") if row["question"] == "q6" and row["kind"] != "scale"]
    assert found == [["features", {"other": "@home"}]] * 3


def test_answers_say_what_was_asked(records: StudyRecords) -> None:
    row = only(rows(records), question="q7", image="cat", questionnaire="experience")
    assert (row["item"], row["step"], row["occasion"]) == ("q7.cat", "questionnaire.experience.end", "end")
    assert row["text"].startswith("Which areas of this image mattered")
    warmth = only(rows(records), question="warmth")
    assert (warmth["min"], warmth["max"], warmth["points_apart"]) == (-2, 2, 1)
    age = only(rows(records), question="age")
    assert (age["min"], age["max"], age["points_apart"]) == (0, 120, 1)


def test_they_are_in_the_order_of_arrival_with_their_times(records: StudyRecords) -> None:
    found = rows(records)
    assert [row["event"] for row in found] == sorted(row["event"] for row in found)
    assert {row["received_ms"] for row in found} == {records.events(1)[2].received_ms}
    first = found[0]
    (given,) = (each for each in records.events(1) if each.id == first["event"])
    assert first["wall_ms"] == given.wall_ms
    assert first["wall_time"].startswith("2023-11-14T22:13:20.0")
