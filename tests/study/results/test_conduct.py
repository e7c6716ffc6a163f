"""What the experimenter did and wrote down."""

from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.conduct import CONDUCT_TABLE


def test_all_of_it_is_there_in_order(records: StudyRecords) -> None:
    rows = list(CONDUCT_TABLE.rows(records))
    found = [(row.participant.number, row.what, row.step, row.text) for row in rows]
    assert found == [
        (1, "start", None, None),
        (2, "start", None, None),
        (2, "pause", None, None),
        (2, "note", "questionnaire.demographics.before", "=went to\nlunch"),
        (4, "start", None, None),
        (5, "start", None, None),
        (5, "abort", None, None),
    ]
    assert [row.at_ms for row in rows if row.participant.number == 2] == sorted(
        row.at_ms for row in rows if row.participant.number == 2
    )
    assert {row.participant.simulated for row in rows if row.participant.number == 4} == {True}
