"""Events as rows, with columns for what they tell."""

from typing import Any, get_args

from tests.study.results.conftest import MASK, only

from tetrascope.protocol.study.event_kinds import EVENTS
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.events import EVENT_TABLE
from tetrascope.study.results.table import ColumnType


def rows(records: StudyRecords) -> list[dict[str, Any]]:
    columns = EVENT_TABLE.columns_of("csv")
    return [{column.name: column.value(row) for column in columns} for row in EVENT_TABLE.rows(records)]


def test_a_mask_has_its_place_in_columns(records: StudyRecords) -> None:
    row = only(rows(records), kind="mask_drawn")
    assert [row[f"content.mask.{side}"] for side in ("top", "left", "height", "width")] == [1, 2, 30, 40]
    assert (row["content.index"], row["content"]) == (0, {"index": 0, "mask": MASK})
    assert (row["participant"], row["scene"], row["condition"], row["image"]) == (2, "structure", "clustered", "cat")


def test_single_values_have_columns_and_others_are_in_content(records: StudyRecords) -> None:
    row = only(rows(records), kind="recalculation_answered")
    assert (row["content.latency_ms"], row["content.operation"], row["content.probability"]) == (312.5, "layers", 0.75)
    camera = only(rows(records), kind="camera_moved")
    assert camera["content.target"] is None
    assert camera["content"]["target"] == [0, 0, 0]
    answers = {row["content.value"] for row in rows(records) if row["kind"] == "question_answered"}
    assert {4, "physical", None} <= answers


def test_what_a_client_tells_besides_is_kept(records: StudyRecords) -> None:
    assert {"more": {"x": [1]}} in [row["content"] for row in rows(records)]


def test_they_are_in_the_order_of_arrival(records: StudyRecords) -> None:
    found = [row["event"] for row in rows(records)]
    assert found == sorted(found)
    assert len(found) == len(records.events())


def test_every_field_that_is_one_value_has_a_column() -> None:
    names = {column.name for column in EVENT_TABLE.columns}
    for event in EVENTS.values():
        for field in event.content:
            if field.type in ("text", "whole", "number"):
                assert f"content.{field.name}" in names
    assert {column.type for column in EVENT_TABLE.columns} <= {*get_args(ColumnType)}
    assert len(names) == len(EVENT_TABLE.columns)
