"""A participant's session, step by step."""

from pathlib import Path

import pytest
from tests.study.conftest import Written

from tetrascope.study.definition.study import Study
from tetrascope.study.file.study_file import read_study
from tetrascope.study.session.order import order_of, planned_orders
from tetrascope.study.session.plan import plan, resumed


def ids(path: Path, number: int = 1) -> list[str]:
    study = read_study(path)
    return [step.id for step in plan(study, order_of(study, number))]


FIXED = ('conditions = { by = "random" }', 'conditions = { by = "as_written" }')
COMFORT = '[[questionnaires]]\nid = "feeling"\nbuiltin = "comfort"\nasked = ["comfort"]\n[comfort]\n'


def test_the_thesis_session(written: Written) -> None:
    assert ids(written(FIXED)) == [
        "consent",
        "questionnaire.demographics.before",
        "tutorial.non-clustered",
        "task.non-clustered.cat.explore",
        "tutorial.clustered",
        "task.clustered.cat.explore",
        "tutorial.reference",
        "task.reference.cat.explore",
        "break.1",
        "task.non-clustered.coffee.explore",
        "task.clustered.coffee.explore",
        "task.reference.coffee.explore",
        "break.2",
        "task.non-clustered.flower.explore",
        "task.clustered.flower.explore",
        "task.reference.flower.explore",
        "questionnaire.experience.end",
        "end",
    ]


def test_thirteen_questions_are_asked_once_or_for_each(thesis: Study) -> None:
    steps = plan(thesis, order_of(thesis, 1))
    items = next(step for step in steps if step.id == "questionnaire.experience.end").items
    assert len(items) == 6 * 3 + 2 * 3 + 5
    assert [item.id for item in items if item.question == "q1"] == ["q1.clustered", "q1.non-clustered", "q1.reference"]
    assert [(item.image, item.condition) for item in items if item.question == "q7"] == [
        ("cat", None),
        ("coffee", None),
        ("flower", None),
    ]
    assert [item.id for item in items][-3:] == ["q11", "q12", "q13"]


def test_all_have_the_same_steps_in_other_orders(thesis: Study) -> None:
    sessions = [[step.id for step in plan(thesis, order)] for order in planned_orders(thesis)]
    assert len({frozenset(session) for session in sessions}) == 1
    assert len({tuple(session) for session in sessions}) > 1
    assert all(len(set(session)) == len(session) for session in sessions)
    assert plan(thesis, order_of(thesis, 3)) == plan(thesis, order_of(thesis, 3))


def test_tutorials_may_all_come_first(written: Written) -> None:
    steps = ids(written(FIXED, ('tutorials = "first_use"', 'tutorials = "before_tasks"')))
    assert steps[2:6] == [
        "tutorial.non-clustered",
        "tutorial.clustered",
        "tutorial.reference",
        "task.non-clustered.cat.explore",
    ]


LOAD = '\n[[questionnaires]]\nid = "load"\nbuiltin = "nasa_tlx"\nasked = ["after_condition", "after_image"]\n'


@pytest.mark.parametrize(
    ("outer", "told"),
    [
        ("images", {"after_condition.clustered.cat": 3 * 3, "after_image.cat": 3}),
        ("conditions", {"after_image.clustered.cat": 3 * 3, "after_condition.clustered": 3}),
    ],
)
def test_what_is_asked_after_a_condition_or_an_image_says_after_which(
    written: Written, outer: str, told: dict[str, int]
) -> None:
    steps = ids(written(('outer = "images"', f'outer = "{outer}"'), added=LOAD))
    asked = [step for step in steps if step.startswith("questionnaire.load")]
    assert len(asked) == sum(told.values())
    for name, count in told.items():
        assert f"questionnaire.load.{name}" in asked
        assert len([step for step in asked if name.split(".")[0] in step]) == count
    first = steps.index(asked[0])
    assert steps[first - 1].startswith("task.")


def test_comfort_is_asked_when_its_minutes_are_over(written: Written) -> None:
    steps = ids(written(FIXED, added=COMFORT + "every_minutes = 20\nbreak_minutes = 3\n"))
    asked = [place for place, step in enumerate(steps) if step.startswith("questionnaire.feeling.comfort")]
    assert [steps[place] for place in asked] == [f"questionnaire.feeling.comfort.{n}" for n in (1, 2, 3, 4)]
    # Tutorial and task are 20 minutes, three tasks 15.
    assert [steps[place - 1] for place in asked] == [
        "task.non-clustered.cat.explore",
        "task.clustered.cat.explore",
        "task.reference.cat.explore",
        "task.non-clustered.flower.explore",
    ]
    assert [steps[place + 1] for place in asked][:2] == ["break.comfort.1", "break.comfort.2"]


def test_of_two_breaks_one_after_the_other_the_longer_stays(written: Written) -> None:
    steps = ids(written(FIXED, added=COMFORT + "every_minutes = 20\nbreak_minutes = 3\n"))
    place = steps.index("questionnaire.feeling.comfort.3")
    assert steps[place : place + 3] == [
        "questionnaire.feeling.comfort.3",
        "break.1",
        "task.non-clustered.coffee.explore",
    ]


def test_a_session_goes_on_at_any_step(thesis: Study) -> None:
    steps = plan(thesis, order_of(thesis, 2))
    for place, step in enumerate(steps):
        assert resumed(steps, {each.id for each in steps[:place]}) == step
    assert resumed(steps, {step.id for step in steps}).kind == "end"
    # A step that was left out, such as a questionnaire that was lost, is made up for.
    assert resumed(steps, {step.id for step in steps if step.kind != "questionnaire"}).kind == "questionnaire"
