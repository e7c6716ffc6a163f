"""Records are read without the writer's lock, as they are at one moment."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.study.records.test_store import CLIENT, answer, event, send

from tetrascope.errors import Failed, InvalidInput, NotFound
from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


@pytest.fixture
def store(path: Path, thesis: Study) -> Iterator[StudyStore]:
    with StudyStore(path, thesis) as store:
        store.add_participant()
        send(store, 1, event(1), answer(2, "age", 30))
        yield store


def test_what_is_being_written_can_be_read(store: StudyStore, path: Path, thesis: Study) -> None:
    records = StudyRecords(path)
    assert records.study == thesis
    send(store, 1, event(3))
    assert [each.sequence for each in records.events(1)] == [1, 2, 3]
    assert [each.value for each in records.answers()] == [30]
    assert (records.participants(), records.orders()) == (store.participants(), store.orders())
    assert (records.steps(1), records.next_step(1)) == (store.steps(1), store.next_step(1))


def test_a_snapshot_is_of_one_moment(store: StudyStore, path: Path) -> None:
    with StudyRecords(path).snapshot() as records:
        arriving = records.each_event()
        assert next(arriving).sequence == 1
        store.add_participant()
        send(store, 2, event(1), answer(2, "age", 40))
        assert [each.sequence for each in arriving] == [2]
        assert len(records.participants()) == 1
        assert len(records.answers()) == 1
        assert len(store.answers()) == 2
    assert len(StudyRecords(path).answers()) == 2


def test_records_that_are_closed_can_be_read_again_and_again(store: StudyStore, path: Path, thesis: Study) -> None:
    store.close()
    for _ in range(2):
        assert len(StudyRecords(path).events()) == 2
    with StudyStore(path, thesis) as again:
        assert send(again, 1, event(3), client=CLIENT).acknowledged == [3]


def test_where_nothing_is_recorded_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for name in ("none", "empty"):
        with pytest.raises(NotFound, match="where nothing is recorded"):
            StudyRecords(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_another_file_is_told(path: Path) -> None:
    path.write_bytes(b"not a database, but a text of some length" * 100)
    with pytest.raises(InvalidInput, match="which is another file"):
        StudyRecords(path)


def test_a_damaged_file_is_told(store: StudyStore, path: Path) -> None:
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(Failed, match="Expected records that can be read") as error:
        StudyRecords(path).events()
    assert isinstance(error.value.__context__, sqlite3.DatabaseError)


def test_events_can_be_asked_for_by_kind_and_one_by_one(store: StudyStore, path: Path) -> None:
    store.add_participant()
    send(store, 2, event(1), event(2, "page_hidden"), event(3))
    records = StudyRecords(path)
    assert [each.sequence for each in records.each_event(2, ["page_hidden"])] == [2]
    assert [each.participant for each in records.each_event(kinds=["page_hidden", "maps_closed"])] == [1, 2, 2, 2]
    assert [each.events for each in records.standings()] == [2, 3]


def test_answers_say_when_they_were_given(store: StudyStore) -> None:
    (found,) = store.answers(1)
    (given,) = store.each_event(1, ["question_answered"])
    assert (found.event, found.wall_ms, found.received_ms) == (given.id, given.wall_ms, given.received_ms)
