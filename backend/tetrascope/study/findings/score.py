"""Scores of built-in questionnaires: SUS, NASA-TLX, SSQ."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tetrascope.study.definition.study import Study
from tetrascope.study.findings.asked_question import About, about, by_person, position
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.questionnaires.builtins import BUILTINS
from tetrascope.study.session.step import Step


class Score(NamedTuple):
    """What one participant scored at one step."""

    participant: int
    questionnaire: str
    name: str
    """Of the score, such as `raw_tlx`."""
    about: About
    step: str
    position: int
    value: float | None
    """None where an answer is missing that it needs."""


def scores(study: Study, sittings: Sequence[Sitting]) -> list[Score]:
    """The scores of all who have answered anything of a questionnaire, also those that could not be computed."""
    return [score for sitting in sittings for step in sitting.steps for score in _scores(study, sitting, step)]


def of_people(scores: Sequence[Score]) -> dict[About, dict[int, float]]:
    """Each participant's value of one score, by what it is about; of several the median."""
    found: dict[About, list[tuple[int, float]]] = {score.about: [] for score in scores}
    for score in scores:
        if score.value is not None:
            found[score.about].append((score.participant, score.value))
    return {about: by_person(values) for about, values in found.items()}


def _scores(study: Study, sitting: Sitting, step: Step) -> Iterator[Score]:
    questionnaire = next((each for each in study.questionnaires if each.id == step.questionnaire), None)
    if questionnaire is None or questionnaire.builtin is None:
        return
    ratings = {answer.question: answer.value for answer in sitting.answers if answer.step == step.id}
    if all(value is None for value in ratings.values()):
        return
    number = sitting.participant.number
    for name, value in BUILTINS[questionnaire.builtin].scores_of(ratings).items():
        asked = about(step.items[0], step)
        where = position(sitting.order, step.items[0], step)
        yield Score(number, questionnaire.id, name, asked, step.id, where, value)
