"""A study with every kind of question, and records of it: participant 1 has ended, 2 is paused, 3 waits, 4 is simulated
and 5 was stopped.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.study.conftest import Written
from tests.study.records.test_store import event, send

from tetrascope.study.definition.study import Study
from tetrascope.study.file.study_file import read_study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.session.plan import question_of

BROWSER, HEADSET = "client-browser", "client-headset"
WORDS = 'They said "=1+1",\nand left; ünïcode.'
TASK = "task.clustered.cat.explore"
MASK = {"kind": "rectangle", "top": 1, "left": 2, "height": 30, "width": 40}
QUESTIONNAIRES = """
[[questionnaires]]
id = "usability"
builtin = "sus"
asked = ["after_condition", "end"]

[[questionnaires]]
id = "own"
asked = ["end"]

[[questionnaires.questions]]
id = "warmth"
kind = "scale"
text = "How warm | <cold> was it?"
min = -2
max = 2
labels = ["ice", "cold", "mild", "warm", "fire"]

[[questionnaires.questions]]
id = "change"
kind = "number"
text = "By how much?"
required = false
"""
ANSWERS: dict[str, Any] = {
    "age": 30,
    "gender": {"other": "=cmd()"},
    "background": "physical",
    "knowledge": "none",
    "experience.q6": ["features", {"other": "@home"}],
    "experience.q10": None,
    "experience.q13": WORDS,
    "warmth": -2,
    "change": -1.5,
}
"""To questions, by name where there is only one of it; all others get 4, or words."""


@pytest.fixture
def study(written: Written) -> Study:
    """The thesis's study with more questionnaires."""
    return read_study(written(('title = "Cat"', 'title = "-Cat"'), added=QUESTIONNAIRES))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


@pytest.fixture
def store(path: Path, study: Study) -> Iterator[StudyStore]:
    times = count(1_700_000_000)
    with StudyStore(path, study, clock=lambda: next(times)) as store:
        for number in (1, 2, 3, 4, 5):
            store.add_participant(simulated=number == 4)
            if number != 3:
                store.control(number, "start")
        send(store, 1, *opened("browser", display="screen"), event(2, content={"more": {"x": [1]}}), client=BROWSER)
        assert send(store, 1, *whole_session(store, 1, 10), client=BROWSER).refused == []
        send(store, 2, *opened("browser", display="screen"), event(2, "step_finished", "consent"), client=BROWSER)
        send(store, 2, *opened("unity", display="headset"), *looked(), client=HEADSET)
        send(store, 4, *opened("simulation"), client="simulated-4-1")
        store.control(2, "pause")
        store.add_note(2, "=went to\nlunch")
        store.control(5, "abort")
        yield store


def opened(client: str, **more: Any) -> list[dict[str, Any]]:
    """What a client tells first."""
    return [event(1, "session_opened", "consent", content={"client": client, "version": "9", **more})]


def looked() -> list[dict[str, Any]]:
    """A stay in the scenes."""
    asked = {"operation": "layers", "latency_ms": 312.5, "label": "-cat", "probability": 0.75}
    return [
        event(2, "language_chosen", "consent", content={"language": "en"}),
        event(3, "scene_entered", TASK, scene="structure"),
        event(4, "mask_drawn", TASK, scene="structure", content={"index": 0, "mask": MASK}),
        event(5, "recalculation_answered", TASK, scene="structure", content=asked),
        event(6, "camera_moved", TASK, scene="structure", content={"position": [0, 1, 2.5], "target": [0, 0, 0]}),
    ]


def whole_session(store: StudyStore, number: int, first: int) -> list[dict[str, Any]]:
    """All steps of a participant, each question answered."""
    told: list[tuple[str, str, dict[str, Any]]] = []
    questionnaires = {each.id: each for each in store.study.questionnaires}
    for step in store.steps(number):
        told.append(("step_started", step.id, {}))
        for item in step.items:
            question = question_of(questionnaires[step.questionnaire or ""], item)
            usual = "words" if question.kind == "open" else 4
            value = ANSWERS.get(f"{step.questionnaire}.{item.question}", ANSWERS.get(item.question, usual))
            told.append(("question_answered", step.id, {"item": item.id, "value": value}))
        if step.kind != "end":
            told.append(("step_finished", step.id, {"reason": "done"}))
    return [event(first + place, kind, step, content=content) for place, (kind, step, content) in enumerate(told)]


@pytest.fixture
def records(store: StudyStore, path: Path) -> StudyRecords:
    """The same, to read, while the store is open."""
    assert store.participants()
    return StudyRecords(path)


def only(rows: Sequence[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    """The one row that has these values."""
    (row,) = (row for row in rows if all(row[name] == value for name, value in wanted.items()))
    return row
