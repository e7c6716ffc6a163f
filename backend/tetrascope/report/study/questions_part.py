"""The answers to each questionnaire (thesis, tables 4.1 and 4.3 to 4.6, figures 4.4 to 4.8)."""

from collections.abc import Mapping, Sequence

from tetrascope.report.markup import text
from tetrascope.report.numbers import share
from tetrascope.report.study.chosen import chosen, other_words
from tetrascope.report.study.figure import MAX_POINTS, question_part
from tetrascope.report.study.ratings_table import ratings_by_condition, ratings_table
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.usage_part import SUMMARY, summary
from tetrascope.report.study.words import Words, person
from tetrascope.study.definition.question import MultipleChoice, OpenQuestion, Scale, SingleChoice
from tetrascope.study.findings.asked_question import About, AskedQuestion, Given
from tetrascope.study.findings.findings import Findings

LONG = 1500
"""Characters of an answer that scrolls within itself on a screen; on paper all is there."""


def questionnaire_part(
    found: Findings, words: Words, asked: Sequence[AskedQuestion], figures: Mapping[str, str]
) -> str:
    """A questionnaire, question by question, with the figures by the part they belong to."""
    questionnaire = asked[0].questionnaire
    body = "".join(_question(each, words, len(found.counted), figures.get(question_part(each), "")) for each in asked)
    title = words.element("h2", words.questionnaire(questionnaire))
    return f'<section id="asked-{questionnaire.id}">{title}{body}{ratings_by_condition(asked, words)}</section>\n'


def _question(asked: AskedQuestion, words: Words, participants: int, body: str) -> str:
    question = asked.question
    told = f"{question.id}: answered by {share(asked.people, participants)}"
    title = words.element("h3", words.text(question.text))
    heading = f'{title}<p class="quiet">{text(told)}{_often(asked)}.</p>'
    if isinstance(question, OpenQuestion):
        body = "".join(_open(about, given, words, len(asked.answers) > 1) for about, given in asked.answers.items())
    elif isinstance(question, Scale) and len(question.points) <= MAX_POINTS:
        body += ratings_table(asked, question, words)
    elif isinstance(question, SingleChoice | MultipleChoice):
        body += _choices(asked, question, words)
    else:
        rows = [
            [Cell(_label(asked, about, words), head=True), *summary(list(asked.numbers(about).values()))]
            for about in asked.answers
        ]
        body += html_table(f"{question.id}: numbers", ["About", *SUMMARY], rows)
    return f'<section class="question">{heading}{body}</section>'


def _often(asked: AskedQuestion) -> str:
    """What is to be said where somebody has answered more than once about the same."""
    most = asked.most_times()
    return f", up to {most} times about the same: shares are of answers, medians of people" if most > 1 else ""


def _label(asked: AskedQuestion, about: About, words: Words) -> str:
    return words.about(about) if len(asked.answers) > 1 else "All"


def _choices(asked: AskedQuestion, question: SingleChoice | MultipleChoice, words: Words) -> str:
    labels = [_label(asked, about, words) for about in asked.answers]
    rows: list[list[str | Cell]] = []
    for name, title in words.choices(question).items():
        counts = [
            share(sum(name in chosen(given.value) for given in group), len(group)) for group in asked.answers.values()
        ]
        rows.append([Cell(title, head=True), *(Cell(each, number=True) for each in counts)])
    table = html_table(f"{question.id}: choices", ["Answer", *labels], rows, kind="narrow")
    others = [
        f'<li dir="auto">{text(said)} <span class="quiet">({text(_label(asked, about, words))})</span></li>'
        for about, group in asked.answers.items()
        for said in other_words(given.value for given in group)
    ]
    if not others or question.other is None:
        return table
    return f"{table}{words.element('h4', words.text(question.other))}<ul>{''.join(others)}</ul>"


def _open(about: About, group: Sequence[Given], words: Words, several: bool) -> str:
    heading = words.element("h4", words.about(about)) if several else ""
    if not group:
        return f'{heading}<p class="quiet">No answers.</p>'
    return f'{heading}<dl class="answers">{"".join(map(_answer, group))}</dl>'


def _answer(given: Given) -> str:
    who = text(person(given.participant))
    long = f' class="long" tabindex="0" role="group" aria-label="Answer of {who}"' if len(given.value) > LONG else ""
    return f'<dt>{who}</dt><dd dir="auto"><div{long}>{text(given.value)}</div></dd>'
