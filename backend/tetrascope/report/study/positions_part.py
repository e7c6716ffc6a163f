"""Order effects: whether it matters which condition came first."""

from collections.abc import Iterator
from typing import NamedTuple

from tetrascope.report.markup import text
from tetrascope.report.numbers import plain
from tetrascope.report.study.figure import score_groups
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.words import Words
from tetrascope.study.definition.question import Scale
from tetrascope.study.findings.asked_question import About, Given, in_order
from tetrascope.study.findings.findings import Findings
from tetrascope.study.questionnaires.builtins import BUILTINS
from tetrascope.study.statistics.median import median_of


class Rated(NamedTuple):
    """A number that was given to several conditions."""

    name: str
    title: str
    groups: dict[About, list[Given]]


def positions_part(found: Findings, words: Words) -> str:
    """Ratings and scores of conditions by their place in the order; nothing where there is only one condition."""
    places = range(1, len(found.study.conditions) + 1)
    rows: list[list[str | Cell]] = [
        [Cell(measure.title, head=True), label, *(Cell(_cell(given, place), number=True) for place in places)]
        for measure in rated(found, words)
        for label, given in _labelled(measure.groups, words)
    ]
    if len(places) < 2 or not rows:
        return ""
    intro = (
        "Medians by whether a condition was the first, second or later one that a participant met, within the image "
        "where it was rated after each. Where the rows of all conditions rise or fall from left to right, practice or "
        "tiredness may be behind a difference; the groups are small, so only look, do not test."
    )
    head = ["Measure", "Condition", *(f"Met as {place}." for place in places)]
    table = html_table("Medians by position", head, rows)
    return f'<section id="positions"><h2>Order effects</h2><p>{text(intro)}</p>{table}</section>\n'


def rated(found: Findings, words: Words) -> Iterator[Rated]:
    """Scores and, where there are none of their questionnaire, scales that there are of several conditions."""
    for asked in found.questions:
        of_conditions = {about: given for about, given in asked.answers.items() if about.condition is not None}
        scored = asked.questionnaire.builtin is not None and BUILTINS[asked.questionnaire.builtin].score is not None
        if isinstance(asked.question, Scale) and not scored and len(of_conditions) > 1 and any(of_conditions.values()):
            yield Rated(asked.question.id, words.text(asked.question.text), of_conditions)
    for builtin, name, own in score_groups(found):
        groups: dict[About, list[Given]] = {}
        for score in own:
            if score.about.condition is not None and score.value is not None:
                groups.setdefault(score.about, []).append(Given(score.participant, score.value, score.position))
        if len(groups) > 1:
            yield Rated(name, BUILTINS[builtin].score_ranges[name].title, in_order(found.study, groups))


def _labelled(groups: dict[About, list[Given]], words: Words) -> list[tuple[str, list[Given]]]:
    everything = [given for group in groups.values() for given in group]
    return [("All", everything), *((words.about(about), group) for about, group in groups.items())]


def _cell(given: list[Given], place: int) -> str:
    values = [each.value for each in given if each.position == place]
    return f"{plain(median_of(values).value)} (n = {len(values)})" if values else "–"
