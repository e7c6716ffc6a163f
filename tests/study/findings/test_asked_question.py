"""Answers by what they are about, and at which place of the order."""

from collections.abc import Callable
from pathlib import Path

from tests.study.taker import Taker

from tetrascope.study.file.study_file import read_study
from tetrascope.study.findings.asked_question import About, asked_questions, is_empty
from tetrascope.study.findings.findings import findings
from tetrascope.study.records.store import StudyStore

END = "questionnaire.experience.end"
PER_CONDITION = """
[[questionnaires]]
id = "load"
builtin = "nasa_tlx"
asked = ["after_condition"]
"""


def test_every_question_is_there_before_anybody_has_come(store: StudyStore) -> None:
    asked = {each.question.id: each for each in asked_questions(store.study, [])}
    assert list(asked["q1"].answers) == [About("non-clustered"), About("clustered"), About("reference")]
    assert list(asked["q7"].answers) == [About(image="cat"), About(image="coffee"), About(image="flower")]
    assert list(asked["q9"].answers) == [About(occasion="end")]


def test_an_answer_says_as_which_its_condition_was_met(store: StudyStore) -> None:
    taker = Taker(store)
    ratings = {"non-clustered": 1, "clustered": 2, "reference": 3}
    taker.answer(END, {f"q1.{name}": value for name, value in ratings.items()})
    taker.send()
    met = list(dict.fromkeys(trial.condition for trial in store.orders()[0].trials))
    (q1,) = [each for each in findings(store, language="en").questions if each.question.id == "q1"]
    for name, value in ratings.items():
        (given,) = q1.answers[About(name)]
        assert (given.participant, given.value, given.position) == (1, value, met.index(name) + 1)


def test_what_is_asked_within_an_image_has_its_place_there(written: Callable[..., Path], tmp_path: Path) -> None:
    study = read_study(written(added=PER_CONDITION))
    with StudyStore(tmp_path / "records.sqlite", study) as store:
        taker = Taker(store)
        order = store.orders()[0]
        for trial in order.trials:
            taker.answer(f"questionnaire.load.after_condition.{trial.condition}.{trial.image}", {"effort": 50})
        taker.send()
        (effort,) = [each for each in findings(store, language="en").questions if each.question.id == "effort"]
    for about, group in effort.answers.items():
        assert about.condition is not None
        places = [
            [trial.condition for trial in order.trials if trial.image == image].index(about.condition) + 1
            for image in ("cat", "coffee", "flower")
        ]
        assert [given.position for given in group] == places
        assert effort.numbers(about) == {1: 50}
    assert effort.most_times() == 3


def test_what_is_no_answer_is_not_counted() -> None:
    assert all(map(is_empty, (None, "", " \n", [])))
    assert not any(map(is_empty, (0, "x", ["a"], {"other": "words"})))


COMFORT = """
format = 1
id = "comfort"
title = "Comfort"
consent = "Yes?"
conditions = [{ id = "a", title = "A", shows = {} }, { id = "b", title = "B", shows = {} }]
images = [{ id = "cat", title = "Cat", sample = "cat" }, { id = "coffee", title = "Coffee", sample = "coffee" }]
tasks = [
    { id = "long", text = "Look.", minutes = 2, conditions = ["a"] },
    { id = "short", text = "Look.", minutes = 1, conditions = ["b"] },
]
questionnaires = [{ id = "feeling", builtin = "comfort", asked = ["before", "comfort", "end"] }]

[orders]
participants = 2
conditions = { by = "listed", sequences = [["b", "a"], ["a", "b"]] }

[comfort]
every_minutes = 2
"""


def test_times_that_the_first_order_does_not_have_are_there(tmp_path: Path) -> None:
    """1 2 2 1 minutes, and 2 1 1 2: whenever 2 are over they are asked: twice, and three times."""
    path = tmp_path / "study.toml"
    path.write_text(COMFORT, encoding="utf-8")
    with StudyStore(tmp_path / "records.sqlite", read_study(path)) as store:
        for _ in range(2):
            taker = Taker(store)
            for step in store.steps(taker.number):
                if step.questionnaire is not None:
                    taker.answer(step.id, {"comfort": 1})
            taker.send()
        (asked,) = findings(store, language="en").questions
        found = {about: len(given) for about, given in asked.answers.items()}
        times = [sum(step.occasion == "comfort" for step in store.steps(number)) for number in (1, 2)]
    assert list(found) == [
        About(occasion="before"),
        *(About(occasion="comfort", turn=turn) for turn in range(1, max(times) + 1)),
        About(occasion="end"),
    ]
    assert times[1] > times[0]
    assert found[About(occasion="comfort", turn=max(times))] == 1
