"""The records of a study: each event once, nothing that was not asked for, nobody that is to be forgotten."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tetrascope.errors import Busy, Failed, InvalidInput, NotFound
from tetrascope.protocol.study.events import EventBatch, EventReceipt
from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.tables import VERSION
from tetrascope.study.session.order import Order, order_of, planned_orders
from tetrascope.study.session.plan import plan

CLIENT = "client-0001"
TASK = "task.clustered.cat.explore"
DEMOGRAPHICS = "questionnaire.demographics.before"
EXPERIENCE = "questionnaire.experience.end"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


@pytest.fixture
def store(path: Path, thesis: Study) -> Iterator[StudyStore]:
    with StudyStore(path, thesis) as store:
        yield store


def event(sequence: int, kind: str = "maps_closed", step: str = TASK, **fields: Any) -> dict[str, Any]:
    told = {
        "sequence": sequence,
        "kind": kind,
        "step": step,
        "monotonic_ms": sequence * 10.5,
        "wall_ms": 1.7e12 + sequence,
    }
    content = {"content": {"reason": "done"}} if kind == "step_finished" else {}
    return told | content | fields


def answer(sequence: int, item: str, value: Any, step: str = DEMOGRAPHICS) -> dict[str, Any]:
    return event(sequence, "question_answered", step, content={"item": item, "value": value})


def send(store: StudyStore, number: int, *events: dict[str, Any], client: str = CLIENT) -> EventReceipt:
    batch = EventBatch.model_validate({"client_id": client, "events": list(events)})
    return store.record(number, batch).result()


def test_orders_are_written_down_before_the_first_participant(path: Path, thesis: Study) -> None:
    with StudyStore(path, thesis) as store:
        assert store.participants() == []
        assert store.orders() == planned_orders(thesis)


def test_participants_are_numbers_with_an_order_each(store: StudyStore, thesis: Study) -> None:
    for number in range(1, 11):
        participant = store.add_participant(simulated=number == 2)
        assert (participant.number, participant.order_number) == (number, number)
        assert participant.simulated == (number == 2)
        assert store.steps(number) == plan(thesis, order_of(thesis, number))
    # Two more than were planned: their orders are written down when they come.
    assert store.orders() == [order_of(thesis, number) for number in range(1, 11)]


def test_an_event_is_recorded_with_its_place(store: StudyStore) -> None:
    store.add_participant()
    mask = {"mask": {"kind": "rectangle", "top": 1, "left": 2, "height": 3, "width": 4}}
    receipt = send(store, 1, event(1, content=mask, scene="structure"), event(2, "page_shown", "consent"))
    assert receipt == EventReceipt(acknowledged=[1, 2], refused=[])
    first, second = store.events(1)
    assert (first.participant, first.client, first.sequence, first.kind) == (1, CLIENT, 1, "maps_closed")
    assert (first.step, first.condition, first.image, first.scene) == (TASK, "clustered", "cat", "structure")
    assert (first.monotonic_ms, first.wall_ms, first.content) == (10.5, 1.7e12 + 1, mask)
    assert (second.condition, second.image, second.scene, second.content) == (None, None, None, {})


def test_what_comes_again_is_recorded_once(store: StudyStore) -> None:
    store.add_participant()
    store.add_participant()
    assert send(store, 1, event(1), event(2)).acknowledged == [1, 2]
    assert send(store, 1, event(2), event(3), event(3), event(1)).acknowledged == [2, 3, 3, 1]
    assert [each.sequence for each in store.events(1)] == [1, 2, 3]
    # Another tab of the same participant, and another participant, count by themselves.
    assert send(store, 1, event(1), client="client-0002").acknowledged == [1]
    assert send(store, 2, event(1)).acknowledged == [1]
    assert len(store.events()) == 5


def test_another_event_under_a_number_that_was_used_is_refused(store: StudyStore) -> None:
    store.add_participant()
    send(store, 1, event(1))
    receipt = send(store, 1, event(1, "page_hidden"), event(2))
    assert receipt.acknowledged == [2]
    assert [(each.sequence, "another one" in each.message) for each in receipt.refused] == [(1, True)]
    assert [each.kind for each in store.events(1)] == ["maps_closed", "maps_closed"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (event(1, step="task.clustered.cat.dance"), "Expected a step of the session"),
        (event(1, "question_shown", content={"item": "q1"}), f"a question of {TASK}"),
        (answer(1, "name", "Ada"), "Expected `item`"),
        (answer(1, "age", 200), "a whole number from 0 to 120"),
        (answer(1, "age", None), "Expected an answer"),
        (answer(1, "q1", 3, EXPERIENCE), "Expected `item`"),
    ],
)
def test_what_the_study_did_not_ask_for_is_refused(store: StudyStore, wrong: dict[str, Any], message: str) -> None:
    store.add_participant()
    receipt = send(store, 1, wrong, event(2))
    assert receipt.acknowledged == [2]
    (refused,) = receipt.refused
    assert refused.sequence == 1
    assert message in refused.message
    assert [each.sequence for each in store.events()] == [2]
    assert store.answers() == []


def test_nobody_else_is_recorded(store: StudyStore) -> None:
    store.add_participant()
    with pytest.raises(NotFound, match="Expected the number of a participant, got 2"):
        send(store, 2, event(1))
    assert store.events() == []


def test_the_last_answer_counts_and_all_are_kept(store: StudyStore) -> None:
    store.add_participant()
    send(store, 1, answer(1, "age", 30), answer(2, "age", 31), answer(3, "gender", {"other": "x"}))
    assert [(each.item, each.value) for each in store.answers(1)] == [("age", 31), ("gender", {"other": "x"})]
    # A second client's answer arrives later; then the first one sends an older one of its own anew.
    send(store, 1, answer(1, "age", 32), client="client-0002")
    send(store, 1, answer(2, "age", 31))
    assert store.answers(1)[-1].value == 32
    assert [each.content["value"] for each in store.events(1) if each.content["item"] == "age"] == [30, 31, 32]


def test_of_one_client_the_answer_that_it_gave_last_counts_however_they_arrive(store: StudyStore) -> None:
    store.add_participant()
    send(store, 1, answer(5, "age", 35))
    send(store, 1, answer(4, "age", 34))
    assert [each.value for each in store.answers(1)] == [35]
    assert len(store.events(1)) == 2


def test_answers_say_what_they_are_about(store: StudyStore) -> None:
    store.add_participant()
    send(store, 1, answer(1, "q1.clustered", 4, EXPERIENCE), answer(2, "q7.cat", "The ears.", EXPERIENCE))
    told = [(each.question, each.condition, each.image, each.value) for each in store.answers()]
    assert told == [("q1", "clustered", None, 4), ("q7", None, "cat", "The ears.")]


def test_a_participant_goes_on_where_they_were(path: Path, thesis: Study) -> None:
    with StudyStore(path, thesis) as store:
        store.add_participant()
        steps = store.steps(1)
        assert store.next_step(1) == steps[0]
        send(store, 1, event(1, "step_finished", steps[0].id), event(2, "step_started", steps[1].id))
    with StudyStore(path, thesis) as store:
        assert store.next_step(1) == steps[1]
        # At another device.
        send(store, 1, *answers(DEMOGRAPHICS), event(99, "step_finished", steps[1].id), client="client-0002")
        assert store.next_step(1) == steps[2]
        assert [each.step for each in store.events(1)][:2] == [steps[0].id, steps[1].id]


def answers(step: str) -> list[dict[str, Any]]:
    """All that is asked there."""
    values = {"age": 30, "gender": "female", "background": {"other": "arts"}, "knowledge": "none"}
    return [answer(sequence, item, value, step) for sequence, (item, value) in enumerate(values.items(), start=1)]


def test_a_questionnaire_that_lacks_a_required_answer_is_not_finished(store: StudyStore) -> None:
    store.add_participant()
    *all_but_one, last = answers(DEMOGRAPHICS)
    finished = [event(n, "step_finished", name) for n, name in enumerate(("consent", DEMOGRAPHICS), 50)]
    send(store, 1, *all_but_one, *finished)
    assert store.next_step(1).id == DEMOGRAPHICS
    send(store, 1, last)
    assert store.next_step(1).kind == "tutorial"


def test_who_has_done_all_is_at_the_end(store: StudyStore, thesis: Study) -> None:
    store.add_participant()
    send(store, 1, *answers(DEMOGRAPHICS))
    (experience,) = (each for each in thesis.questionnaires if each.id == "experience")
    kinds: dict[str, Any] = {"scale": 3, "multiple_choice": ["features"], "open": "words"}
    given = {question.id: kinds[question.kind] for question in experience.questions if question.required}
    items = [item for step in store.steps(1) if step.id == EXPERIENCE for item in step.items if item.question in given]
    send(store, 1, *(answer(n, item.id, given[item.question], EXPERIENCE) for n, item in enumerate(items, 100)))
    send(store, 1, *(event(n, "step_finished", step.id) for n, step in enumerate(store.steps(1), 500)))
    assert store.next_step(1).kind == "end"


def test_a_clock_that_jumps_changes_no_order_and_loses_nothing(path: Path, thesis: Study) -> None:
    times = iter([1e9, 2e9, 5.0, -3.0, 1e9])
    with StudyStore(path, thesis, clock=lambda: next(times)) as store:
        store.add_participant()
        for sequence, wall_ms in enumerate((1.7e12, -5.0, 9e15, 0.0), start=1):
            assert send(store, 1, event(sequence, wall_ms=wall_ms)).acknowledged == [sequence]
        recorded = store.events(1)
        assert [each.sequence for each in recorded] == [1, 2, 3, 4]
        assert [each.received_ms for each in recorded] == [2e12, 5e3, -3e3, 1e12]
        assert [each.wall_ms for each in recorded] == [1.7e12, -5.0, 9e15, 0.0]


def test_many_write_at_once(store: StudyStore) -> None:
    for _ in range(20):
        store.add_participant()

    def work(number: int) -> None:
        for start in range(1, 41, 4):
            events = [event(sequence) for sequence in range(start, start + 4)]
            assert send(store, number, *events).acknowledged == list(range(start, start + 4))

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(1, 21)))
    found = store.events()
    assert len({(each.participant, each.sequence) for each in found}) == len(found) == 800


def test_records_have_one_writer(store: StudyStore, path: Path, thesis: Study) -> None:
    with pytest.raises(Busy, match="which another program has open"):
        StudyStore(path, thesis)
    store.close()
    StudyStore(path, thesis).close()


def test_the_study_may_change_until_the_first_session(path: Path, thesis: Study) -> None:
    with StudyStore(path, thesis) as store:
        for _ in range(10):  # two more than planned
            store.add_participant()
        keys = [each.key for each in store.standings()]
    changed = thesis.model_copy(update={"orders": thesis.orders.model_copy(update={"seed": 7})})
    with StudyStore(path, changed) as store:
        assert store.orders() == [order_of(changed, number) for number in range(1, 11)]
        assert store.orders() != [order_of(thesis, number) for number in range(1, 11)]
        assert [each.key for each in store.standings()] == keys
        send(store, 1, event(1))
    with pytest.raises(InvalidInput, match="got one with another orders") as error:
        StudyStore(path, thesis)
    assert error.value.code == "study_changed"
    with StudyStore(path, changed) as store:
        assert len(store.events()) == 1


@pytest.mark.parametrize("begins", ["started", "forgotten"])
def test_a_session_that_was_started_or_forgotten_has_begun(begins: str, path: Path, thesis: Study) -> None:
    with StudyStore(path, thesis) as store:
        store.add_participant()
        if begins == "started":
            store.control(1, "start")
        else:
            store.forget(1)
    with pytest.raises(InvalidInput, match="got one with another id"):
        StudyStore(path, thesis.model_copy(update={"id": "another"}))


def test_a_study_that_was_begun_with_an_earlier_version_goes_on(path: Path, thesis: Study) -> None:
    """One that knew fewer fields."""
    with StudyStore(path, thesis) as store:
        store.add_participant()
    with sqlite3.connect(path) as earlier:
        (text,) = earlier.execute("SELECT definition FROM study").fetchone()
        definition = json.loads(text)
        del definition["comfort"]
        del definition["conditions"][0]["shows"]["colour_map"]
        earlier.execute("UPDATE study SET definition = ?", (json.dumps(definition),))
    with StudyStore(path, thesis) as store:
        assert store.study == thesis
        assert len(store.participants()) == 1


def test_a_beginning_that_broke_off_leaves_a_new_file(
    path: Path, thesis: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(study: Study) -> list[Order]:
        raise MemoryError(study.id)

    with monkeypatch.context() as broken:
        broken.setattr("tetrascope.study.records.store.planned_orders", breaks_off)
        with pytest.raises(MemoryError):
            StudyStore(path, thesis)
    with StudyStore(path, thesis) as store:
        assert store.orders() == planned_orders(thesis)


@pytest.mark.parametrize("content", [b"not a database, but a text of some length" * 100, None])
def test_another_file_is_left_as_it_is(path: Path, thesis: Study, content: bytes | None) -> None:
    if content is not None:
        path.write_bytes(content)
    else:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE mine (x)")
        other.commit()
        other.close()
    before = path.read_bytes()
    with pytest.raises(InvalidInput, match="which is another file"):
        StudyStore(path, thesis)
    assert path.read_bytes() == before


def test_records_of_a_newer_form_are_refused(path: Path, thesis: Study) -> None:
    StudyStore(path, thesis).close()
    newer = sqlite3.connect(path)
    assert newer.execute("PRAGMA user_version").fetchone() == (VERSION,)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    with pytest.raises(InvalidInput, match=f"got version {VERSION + 1}"):
        StudyStore(path, thesis)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, thesis: Study) -> None:
    with pytest.raises(Failed, match="Expected records that can be written"):
        StudyStore(tmp_path / "none" / "records.sqlite", thesis)


def test_a_full_disk_acknowledges_nothing_and_loses_nothing(store: StudyStore) -> None:
    store.add_participant()
    send(store, 1, event(1))
    room = store._writer.submit(lambda connection: connection.execute("PRAGMA max_page_count").fetchone()[0]).result()

    def limit(pages: str) -> None:
        store._writer.submit(
            lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        ).result()

    limit("1")  # SQLite takes the pages that there are
    large = [event(sequence, content={"text": "x" * 16_000}) for sequence in range(2, 40)]
    with pytest.raises(Busy) as full:
        send(store, 1, *large)
    assert full.value.code == "disk_full"
    assert full.value.hint is not None
    assert [each.sequence for each in store.events(1)] == [1]
    limit(str(room))
    assert send(store, 1, *large).acknowledged == list(range(2, 40))
    assert [each.sequence for each in store.events(1)] == list(range(1, 40))


def test_a_fault_in_one_write_leaves_the_others_of_its_group(store: StudyStore) -> None:
    store.add_participant()

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE participants SET added_ms = 0")
        raise ZeroDivisionError

    batch = EventBatch.model_validate({"client_id": CLIENT, "events": [event(1)]})
    writes: list[Future[Any]] = [store._writer.submit(broken), store.record(1, batch), store._writer.submit(broken)]
    for write in (writes[0], writes[2]):
        with pytest.raises(ZeroDivisionError):
            write.result()
    assert writes[1].result() == EventReceipt(acknowledged=[1], refused=[])
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT added_ms > 0 FROM participants").fetchone() == (1,)


def test_closed_records_take_nothing(store: StudyStore) -> None:
    store.add_participant()
    store.close()
    with pytest.raises(Busy, match="got closed ones"):
        send(store, 1, event(1))


SECRET = "the-words-of-participant-two"


def traces(path: Path) -> list[str]:
    """The files of the records that have the secret, or the client's name, in their bytes."""
    files = path.parent.glob(f"{path.name}*")
    return [
        file.name for file in files if any(each.encode() in file.read_bytes() for each in (SECRET, "client-secret"))
    ]


def fill(store: StudyStore) -> None:
    """Three participants, of whom the second one says something that is found in the bytes."""
    for _ in range(3):
        store.add_participant()
    for number, client in ((1, CLIENT), (2, "client-secret"), (3, CLIENT)):
        words = SECRET if number == 2 else "other words"
        for start in range(1, 200, 50):
            send(
                store,
                number,
                *(event(n, content={"text": f"{words} {n}"}) for n in range(start, start + 50)),
                client=client,
            )
        send(store, number, answer(500, "background", {"other": words}), client=client)


def test_who_is_forgotten_leaves_no_trace(store: StudyStore, path: Path) -> None:
    fill(store)
    assert traces(path) != []
    kept = [each for each in store.events() if each.participant != 2]
    store.forget(2)
    assert traces(path) == []
    assert [each.number for each in store.participants()] == [1, 3]
    assert store.events() == kept
    assert {each.participant for each in store.answers()} == {1, 3}
    with pytest.raises(NotFound):
        store.next_step(2)
    with pytest.raises(NotFound):
        send(store, 2, event(600, content={"text": SECRET}), client="client-secret")
    with pytest.raises(NotFound):
        store.forget(2)
    # The order is another's now, the number nobody's.
    following = store.add_participant()
    assert (following.number, following.order_number) == (4, 2)
    store.close()
    assert traces(path) == []


def test_forgetting_that_was_cut_short_is_made_up_for(path: Path, thesis: Study) -> None:
    with StudyStore(path, thesis) as store:
        fill(store)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        store._writer.submit(lambda connection: connection.execute("PRAGMA busy_timeout = 1").fetchone()).result()
        with pytest.raises(Busy, match="got a reader all the while"):
            store.forget(2)
        assert [each.number for each in store.participants()] == [1, 3]
        reader.close()
    StudyStore(path, thesis).close()
    assert traces(path) == []


def test_what_is_written_can_be_read_by_sqlite_alone(store: StudyStore, path: Path) -> None:
    store.add_participant()
    send(store, 1, answer(1, "age", 30))
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        (definition,) = connection.execute("SELECT definition FROM study").fetchone()
        assert Study.model_validate(json.loads(definition)) == store.study
        assert connection.execute("SELECT item, value FROM answers").fetchall() == [("age", "30")]


def test_commits_wait_for_the_disk(store: StudyStore) -> None:
    def settings(connection: sqlite3.Connection) -> list[int]:
        names = ("synchronous", "fullfsync", "checkpoint_fullfsync", "secure_delete")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert store._writer.submit(settings).result() == [2, 1, 1, 1]
