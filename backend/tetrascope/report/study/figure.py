"""A figure of the report: a file, and a place in the page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tetrascope.report.markup import text
from tetrascope.report.numbers import capitalised
from tetrascope.report.study import bar_chart, dot_chart, stacked_chart, svg
from tetrascope.report.study.chosen import chosen
from tetrascope.report.study.words import Words, person
from tetrascope.study.definition.question import MultipleChoice, Number, Scale, SingleChoice
from tetrascope.study.findings.asked_question import AskedQuestion, in_order
from tetrascope.study.findings.findings import Findings
from tetrascope.study.findings.score import Score, of_people
from tetrascope.study.findings.usage import COMPARED, of_finished
from tetrascope.study.questionnaires.builtins import BUILTINS

MAX_POINTS = 7
"""Of a scale that is drawn as stacked bars, and whose table has a column for each point; longer ones are numbers."""


class Figure(NamedTuple):
    """A figure."""

    name: str
    """Of its file, without the ending."""
    part: str
    """Where in the page: `usage`, `scores`, or the questionnaire and the question."""
    svg: str
    caption: str

    @property
    def file(self) -> bytes:
        """The SVG file."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.svg}\n'.encode()

    @property
    def markup(self) -> str:
        """For the page."""
        scrolling = f'<div class="scroll" tabindex="0" role="group" aria-label="Figure">{self.svg}</div>'
        return f'<figure class="chart">{scrolling}<figcaption>{text(self.caption)}</figcaption></figure>'


def figures(found: Findings, words: Words) -> list[Figure]:
    """All of them, in the order in which the page shows them."""
    asked = (_question_figure(each, words) for each in found.questions)
    drawn = [*_usage_figures(found, words), *filter(None, asked), *_score_figures(found, words)]
    return [_marked(figure) for figure in drawn] if found.simulated else drawn


def _marked(figure: Figure) -> Figure:
    """With a mark that nobody was there, wherever the figure ends up."""
    mark = svg.mark("Simulated participants")
    return figure._replace(svg=figure.svg.replace("</svg>", f"{mark}</svg>"))


def question_part(asked: AskedQuestion) -> str:
    """Where the figure of a question belongs."""
    return f"{asked.questionnaire.id}-{asked.question.id}"


def _question_figure(asked: AskedQuestion, words: Words) -> Figure | None:
    """The answers to a question; None of an open one."""
    question = asked.question
    title, part = words.text(question.text), question_part(asked)
    name = f"figure-{part}"
    labels = [words.about(about) if len(asked.answers) > 1 else "All" for about in asked.answers]
    if isinstance(question, Scale) and len(question.points) <= MAX_POINTS:
        rows = [
            stacked_chart.Row(label, [sum(given.value == point for given in group) for point in question.points])
            for label, group in zip(labels, asked.answers.values(), strict=True)
        ]
        diverging = question.min != 0
        drawn = stacked_chart.stacked_chart(title, words.points(question), rows, diverging=diverging)
        caption = (
            "Numbers in the bars are answers. The middle of the scale is at the middle line."
            if diverging
            else "Numbers in the bars are answers. The scale counts from none, so bars begin at the left."
        )
        return Figure(name, part, drawn, caption)
    if isinstance(question, SingleChoice | MultipleChoice):
        choices = words.choices(question)
        groups = [
            bar_chart.Group(
                label if len(asked.answers) > 1 else "",
                [sum(choice in chosen(given.value) for given in group) for choice in choices],
                len(group),
            )
            for label, group in zip(labels, asked.answers.values(), strict=True)
        ]
        several = " Several could be chosen, so shares add up to more." if question.kind == "multiple_choice" else ""
        return Figure(
            name,
            part,
            bar_chart.bar_chart(title, list(choices.values()), groups),
            f"Share of those who answered.{several}",
        )
    if isinstance(question, Scale | Number):
        values = [
            dot_chart.Row(label, [(person(number), value) for number, value in asked.numbers(about).items()])
            for label, about in zip(labels, asked.answers, strict=True)
        ]
        bounds = (question.min, question.max) if isinstance(question, Scale) else None
        axis = "rating" if isinstance(question, Scale) else "number"
        return Figure(name, part, dot_chart.dot_chart(title, axis, values, bounds), _DOTS)
    return None


def _usage_figures(found: Findings, words: Words) -> Iterator[Figure]:
    """What was done in tasks, by condition."""
    for quantity in COMPARED:
        conditions = [each for each in found.study.conditions if each.shows is not None or not quantity.of_tetrascope]
        rows = []
        for condition in conditions:
            values = of_finished(found.counted, quantity, "task", condition.id)
            rows.append(
                dot_chart.Row(words.text(condition.title), [(person(who), value) for who, value in values.items()])
            )
        if rows:
            title = f"{capitalised(quantity.title)} in tasks"
            caption = f"{title}, of those who finished all tasks in the condition. {_DOTS}"
            yield Figure(f"figure-usage-{quantity.name}", "usage", dot_chart.dot_chart(title, title, rows), caption)


def _score_figures(found: Findings, words: Words) -> Iterator[Figure]:
    """Scores of built-in questionnaires, by condition or time."""
    for questionnaire, name, own in score_groups(found):
        title, *bounds = BUILTINS[questionnaire].score_ranges[name]
        rows = [
            dot_chart.Row(words.about(about), [(person(number), value) for number, value in values.items()])
            for about, values in in_order(found.study, of_people(own)).items()
        ]
        drawn = dot_chart.dot_chart(title, title, rows, (bounds[0], bounds[1]))
        yield Figure(f"figure-score-{own[0].questionnaire}-{name}", "scores", drawn, _DOTS)


def score_groups(found: Findings) -> Iterator[tuple[str, str, Sequence[Score]]]:
    """Each score of each questionnaire: the name of what is built in, the score's, and everybody's."""
    builtin = {each.id: each.builtin for each in found.study.questionnaires}
    for questionnaire, name in dict.fromkeys((score.questionnaire, score.name) for score in found.scores):
        which = builtin[questionnaire]
        assert which is not None
        own = [score for score in found.scores if (score.questionnaire, score.name) == (questionnaire, name)]
        yield which, name, own


_DOTS = "A dot is a person, the line the median, the band its interval, where there are enough people for one."
