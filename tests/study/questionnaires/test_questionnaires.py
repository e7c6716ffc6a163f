"""The questionnaires that are built in, and their scores against values computed by hand."""

import pytest

from tetrascope.errors import InvalidInput
from tetrascope.study.definition.question import MultipleChoice, Scale, SingleChoice
from tetrascope.study.questionnaires import nasa_tlx, ssq, sus
from tetrascope.study.questionnaires.builtins import BUILTINS


def ratings(*values: int) -> dict[str, int]:
    return {f"q{number}": value for number, value in enumerate(values, start=1)}


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ((5, 1, 5, 1, 5, 1, 5, 1, 5, 1), 100.0),
        ((1, 5, 1, 5, 1, 5, 1, 5, 1, 5), 0.0),
        ((3,) * 10, 50.0),
        # Odd: 3 + 4 + 2 + 3 + 4 = 16; even: 3 + 4 + 2 + 1 + 4 = 14; 30 times 2.5.
        ((4, 2, 5, 1, 3, 3, 4, 4, 5, 1), 75.0),
    ],
)
def test_sus(values: tuple[int, ...], score: float) -> None:
    assert sus.score(ratings(*values)) == {"sus": score}


def test_raw_tlx_is_the_mean_of_six() -> None:
    loads = {"mental_demand": 70, "physical_demand": 10, "temporal_demand": 55, "performance": 25, "effort": 60}
    assert nasa_tlx.score(loads | {"frustration": 35}) == {"raw_tlx": pytest.approx(42.5)}  # 255 / 6
    assert nasa_tlx.score(dict.fromkeys(loads | {"frustration": 0}, 100)) == {"raw_tlx": 100}


def test_ssq_weighs_three_groups() -> None:
    none = {question.id: 0 for question in ssq.QUESTIONS}
    assert ssq.score(none) == {"nausea": 0, "oculomotor": 0, "disorientation": 0, "total": 0}
    # Seven symptoms of each group at 3 make 21; the highest total is 3.74 times 63.
    most = ssq.score({question.id: 3 for question in ssq.QUESTIONS})
    assert most == pytest.approx({"nausea": 200.34, "oculomotor": 159.18, "disorientation": 292.32, "total": 235.62})
    # Nausea: 2 (nausea) + 1 (discomfort) = 3; oculomotor: 1 + 1 (eye strain) = 2; disorientation: 2 + 3 (vertigo) = 5.
    some = ssq.score(none | {"general_discomfort": 1, "nausea": 2, "eye_strain": 1, "vertigo": 3})
    assert some == pytest.approx({"nausea": 28.62, "oculomotor": 15.16, "disorientation": 69.6, "total": 37.4})


def test_a_symptom_counts_where_the_paper_counts_it() -> None:
    none = {question.id: 0 for question in ssq.QUESTIONS}
    groups = {
        name: {group for group, value in ssq.score(none | {name: 1}).items() if value and group != "total"}
        for name in none
    }
    both = {name: found for name, found in groups.items() if len(found) == 2}
    assert both == {
        "general_discomfort": {"nausea", "oculomotor"},
        "difficulty_concentrating": {"nausea", "oculomotor"},
        "difficulty_focusing": {"oculomotor", "disorientation"},
        "blurred_vision": {"oculomotor", "disorientation"},
        "nausea": {"nausea", "disorientation"},
    }
    for group in ("nausea", "oculomotor", "disorientation"):
        assert sum(group in found for found in groups.values()) == 7


@pytest.mark.parametrize("value", [None, 0, 6, -1])
def test_a_score_needs_every_rating(value: int | None) -> None:
    given = ratings(*(3,) * 10)
    if value is None:
        del given["q7"]
    else:
        given["q7"] = value
    with pytest.raises(
        InvalidInput, match=f"from 1 to 5 in steps of 1 for q7, got {'none' if value is None else value}"
    ):
        sus.score(given)


def test_a_rating_between_two_steps_is_none() -> None:
    loads = dict.fromkeys((question.id for question in nasa_tlx.QUESTIONS), 50)
    with pytest.raises(InvalidInput, match="in steps of 5 for effort, got 52"):
        nasa_tlx.score(loads | {"effort": 52})


def test_the_thesis_questions() -> None:
    questions = BUILTINS["thesis_experience"].questions
    assert [question.id for question in questions] == [f"q{number}" for number in range(1, 14)]
    assert [question.per for question in questions] == ["condition"] * 6 + ["image"] * 2 + ["once"] * 5
    kinds = ["scale"] * 5 + ["multiple_choice"] + ["open"] * 2 + ["scale"] + ["open"] * 4
    assert [question.kind for question in questions] == kinds
    used = questions[5]
    assert isinstance(used, MultipleChoice)
    assert len(used.choices) == 4
    assert used.other is not None


def test_the_thesis_demographics() -> None:
    age, gender, background, knowledge = BUILTINS["thesis_demographics"].questions
    assert age.kind == "number"
    assert isinstance(gender, SingleChoice)
    assert isinstance(background, SingleChoice)
    assert isinstance(knowledge, SingleChoice)
    assert [len(each.choices) for each in (gender, background, knowledge)] == [3, 3, 4]
    assert gender.other is not None
    assert background.other is not None
    assert knowledge.other is None


@pytest.mark.parametrize("name", BUILTINS)
def test_what_can_be_scored_takes_its_own_questions(name: str) -> None:
    builtin = BUILTINS[name]
    if builtin.score is not None:
        lowest = {question.id: question.min for question in builtin.questions if isinstance(question, Scale)}
        assert len(lowest) == len(builtin.questions)
        assert all(isinstance(score, float | int) for score in builtin.score(lowest).values())


@pytest.mark.parametrize("name", [name for name, builtin in BUILTINS.items() if builtin.score is not None])
def test_scores_reach_the_ends_of_their_ranges(name: str) -> None:
    """Each rating moves a score in one direction: its ends are where every rating is at the end that moves it there."""
    builtin = BUILTINS[name]
    assert builtin.score is not None
    scales = [question for question in builtin.questions if isinstance(question, Scale)]
    lowest = {scale.id: scale.min for scale in scales}
    found = builtin.score(lowest)
    assert set(found) == set(builtin.score_ranges)
    for score, (_, least, greatest) in builtin.score_ranges.items():
        rises = {scale.id: builtin.score(lowest | {scale.id: scale.max})[score] >= found[score] for scale in scales}
        low = {scale.id: scale.min if rises[scale.id] else scale.max for scale in scales}
        high = {scale.id: scale.max if rises[scale.id] else scale.min for scale in scales}
        assert builtin.score(low)[score] == pytest.approx(least)
        assert builtin.score(high)[score] == pytest.approx(greatest)
