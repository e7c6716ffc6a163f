"""A figure of the report: a file, and a place in the page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tetrascope.report.markup import text
from tetrascope.report.numbers import capitalised
from tetrascope.report.study import bar_chart, dot_chart, stacked_chart, svg
from tetrascope.report.study.chosen import chosen
from tetrascope.report.study.words import Words, person
from tetrascope.study.definition.question import MultipleChoice, OpenQuestion, Scale, SingleChoice
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
    question, part = asked.question, question_part(asked)
    if isinstance(question, OpenQuestion):
        return None
    if isinstance(question, SingleChoice | MultipleChoice):
        drawn, caption = _bars(asked, question, words)
    elif isinstance(question, Scale) and len(question.points) <= MAX_POINTS:
        drawn, caption = _stacks(asked, question, words)
    else:
        rows = [
            _dots(label, asked.numbers(about))
            for label, about in zip(_labels(asked, words), asked.answers, strict=True)
        ]
        axis, bounds = ("rating", (question.min, question.max)) if isinstance(question, Scale) else ("number", None)
        drawn, caption = dot_chart.dot_chart(words.text(question.text), axis, rows, bounds), _DOTS
    return Figure(f"figure-{part}", part, drawn, caption)


def _labels(asked: AskedQuestion, words: Words) -> list[str]:
    return [words.about(about) if len(asked.answers) > 1 else "All" for about in asked.answers]


def _stacks(asked: AskedQuestion, question: Scale, words: Words) -> tuple[str, str]:
    """Ratings, and the caption."""
    rows = [
        stacked_chart.Row(label, [sum(given.value == point for given in group) for point in question.points])
        for label, group in zip(_labels(asked, words), asked.answers.values(), strict=True)
    ]
    diverging = question.min != 0
    where = (
        "The middle of the scale is at the middle line."
        if diverging
        else "The scale counts from none, so bars begin at the left."
    )
    drawn = stacked_chart.stacked_chart(words.text(question.text), words.points(question), rows, diverging=diverging)
    return drawn, f"Numbers in the bars are answers. {where}"


def _bars(asked: AskedQuestion, question: SingleChoice | MultipleChoice, words: Words) -> tuple[str, str]:
    """Choices, and the caption."""
    choices = words.choices(question)
    groups = [
        bar_chart.Group(
            label, [sum(choice in chosen(given.value) for given in group) for choice in choices], len(group)
        )
        for label, group in zip(_labels(asked, words), asked.answers.values(), strict=True)
    ]
    several = " Several could be chosen, so shares add up to more." if question.kind == "multiple_choice" else ""
    drawn = bar_chart.bar_chart(words.text(question.text), list(choices.values()), groups)
    return drawn, f"Share of those who answered.{several}"


def _dots(label: str, values: Mapping[int, float]) -> dot_chart.Row:
    return dot_chart.Row(label, [(person(number), value) for number, value in values.items()])


def _usage_figures(found: Findings, words: Words) -> Iterator[Figure]:
    """What was done in tasks, by condition."""
    for quantity in COMPARED:
        rows = [
            _dots(words.text(condition.title), of_finished(found.counted, quantity, "task", condition.id))
            for condition in found.study.conditions
            if quantity.is_of(condition)
        ]
        if rows:
            title = f"{capitalised(quantity.title)} in tasks"
            caption = f"{title}, of those who finished all tasks in the condition. {_DOTS}"
            yield Figure(f"figure-usage-{quantity.name}", "usage", dot_chart.dot_chart(title, title, rows), caption)


def _score_figures(found: Findings, words: Words) -> Iterator[Figure]:
    """Scores of built-in questionnaires, by condition or time."""
    for questionnaire, name, own in score_groups(found):
        title, *bounds = BUILTINS[questionnaire].score_ranges[name]
        rows = [_dots(words.about(about), values) for about, values in in_order(found.study, of_people(own)).items()]
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
