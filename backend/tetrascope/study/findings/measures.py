"""What is compared between conditions, in families of tests that are corrected together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tetrascope.study.definition.question import Scale
from tetrascope.study.definition.study import Study
from tetrascope.study.findings.asked_question import About, AskedQuestion, in_order
from tetrascope.study.findings.comparison import Comparison, Measure, compared
from tetrascope.study.findings.score import Score, of_people
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.findings.usage import COMPARED, of_finished
from tetrascope.study.questionnaires.builtin_questionnaire import ScoreRange
from tetrascope.study.questionnaires.builtins import BUILTINS


class Family(NamedTuple):
    """Comparisons whose p are corrected for one another."""

    title: str
    comparisons: list[Comparison]


def families(
    study: Study,
    sittings: Sequence[Sitting],
    questions: Sequence[AskedQuestion],
    scores: Sequence[Score],
    language: str,
) -> list[Family]:
    """One of each questionnaire's scores, or else of its scales, and one of what was done, where there is something to
    compare.
    """
    found: list[tuple[str, list[Measure]]] = []
    for questionnaire in study.questionnaires:
        title = questionnaire.id if questionnaire.title is None else questionnaire.title.in_language(language)
        own = [each for each in questions if each.questionnaire.id == questionnaire.id]
        ranges = BUILTINS[questionnaire.builtin].score_ranges if questionnaire.builtin is not None else {}
        if ranges:
            scored = [score for score in scores if score.questionnaire == questionnaire.id]
            found.append((title, list(_of_scores(study, scored, ranges))))
        else:
            found.append((title, list(_of_scales(own, language))))
    found.append(("Usage", list(_of_usage(study, sittings))))
    made = [Family(title, compared(measures)) for title, measures in found]
    return [family for family in made if any(each.test.pairs for each in family.comparisons)]


def _of_scales(questions: Sequence[AskedQuestion], language: str) -> Iterator[Measure]:
    """Each person's rating of each condition, or else at each occasion."""
    for asked in questions:
        conditions = [about for about in asked.answers if about.condition is not None]
        occasions = [about for about in asked.answers if about.occasion is not None and about.turn is None]
        groups = conditions or occasions
        if isinstance(asked.question, Scale) and len(groups) > 1:
            values = {about: asked.numbers(about) for about in groups}
            yield Measure(asked.question.id, asked.question.text.in_language(language), values)


def _of_scores(study: Study, scores: Sequence[Score], ranges: Mapping[str, ScoreRange]) -> Iterator[Measure]:
    """Each person's score, of each condition or at each time."""
    for name, (title, *_) in ranges.items():
        values = in_order(study, of_people([score for score in scores if score.name == name]))
        if len(values) > 1:
            yield Measure(name, title, values)


def _of_usage(study: Study, sittings: Sequence[Sitting]) -> Iterator[Measure]:
    """What each person did in all tasks of a condition, where they finished them."""
    for quantity in COMPARED:
        conditions = [each.id for each in study.conditions if quantity.is_of(each)]
        if len(conditions) > 1:
            values = {About(condition=each): of_finished(sittings, quantity, "task", each) for each in conditions}
            yield Measure(quantity.name, f"{quantity.title} in tasks", values)
