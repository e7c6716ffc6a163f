"""Orders as they were written down, with who has them."""

from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.orders import ORDER_TABLE
from tetrascope.study.session.order import order_of


def test_every_trial_of_every_order_is_there(records: StudyRecords) -> None:
    found = list(ORDER_TABLE.rows(records))
    assert [row.order for row in found] == [number for number in range(1, 9) for _ in range(9)]
    assert [row.place for row in found[:10]] == [*range(1, 10), 1]
    assert [row.trial for row in found[9:18]] == order_of(records.study, 2).trials
    with_somebody = {row.order: row.participant.number for row in found if row.participant is not None}
    assert with_somebody == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}


def test_the_order_of_who_was_forgotten_is_the_next_ones(store: StudyStore, records: StudyRecords) -> None:
    store.forget(2)
    store.add_participant()
    holders = {row.order: row.participant.number for row in ORDER_TABLE.rows(records) if row.participant is not None}
    assert holders == {1: 1, 2: 6, 3: 3, 4: 4, 5: 5}
