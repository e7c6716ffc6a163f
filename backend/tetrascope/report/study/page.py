"""One HTML page that tells what a study found, with nothing to fetch."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tetrascope import __version__
from tetrascope.report.markup import definitions, text
from tetrascope.report.numbers import counted
from tetrascope.report.page_frame import contents, framed
from tetrascope.report.study.comparisons_part import comparisons_part
from tetrascope.report.study.figure import Figure
from tetrascope.report.study.method_part import method_part
from tetrascope.report.study.page_style import STYLE
from tetrascope.report.study.participants_part import participants_part
from tetrascope.report.study.positions_part import positions_part
from tetrascope.report.study.questions_part import questionnaire_part
from tetrascope.report.study.scores_part import scores_part
from tetrascope.report.study.usage_part import usage_part
from tetrascope.report.study.words import Words
from tetrascope.study.findings.findings import Findings
from tetrascope.study.results.time_text import utc

SIMULATED = "Simulated participants: nobody was there. These numbers are of a dry run and say nothing about people."


def study_page(found: Findings, words: Words, figures: Sequence[Figure]) -> str:
    """The page, with all figures in their places."""
    drawn: dict[str, str] = {}
    for figure in figures:
        drawn[figure.part] = drawn.get(figure.part, "") + figure.markup
    parts = [part for part in _parts(found, words, drawn) if part[2]]
    links = [(place, name) for place, name, _ in parts]
    title = words.text(found.study.title)
    body = f"{_header(found, words, links)}<main>\n{''.join(markup for *_, markup in parts)}</main>\n{_footer(found)}"
    marked = f"{title} (simulated)" if found.simulated else title
    return framed(marked, body, style=STYLE)


def _parts(found: Findings, words: Words, drawn: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each part of the page: its id, its name and its markup, which is empty where there is nothing to tell."""
    yield "participants", "Participants", participants_part(found, words)
    yield "usage", "Usage", usage_part(found, words, drawn.get("usage", ""))
    for questionnaire, asked in groupby(found.questions, lambda each: each.questionnaire):
        name = words.questionnaire(questionnaire)
        yield f"asked-{questionnaire.id}", name, questionnaire_part(found, words, list(asked), drawn)
    yield "scores", "Scores", scores_part(found, words, drawn.get("scores", "")) if found.scores else ""
    yield "comparisons", "Comparisons", comparisons_part(found, words) if found.families else ""
    yield "positions", "Order effects", positions_part(found, words)
    yield "method", "How this was computed", method_part()


def _header(found: Findings, words: Words, links: list[tuple[str, str]]) -> str:
    title = words.element("h1", words.text(found.study.title))
    people = counted(len(found.counted), "participant")
    told = f'<p class="warning simulated">{text(SIMULATED)}</p>' if found.simulated else ""
    if found.others:
        others = counted(found.others, f"{'real' if found.simulated else 'simulated'} participant")
        told += f'<p class="warning">In the same records are {others}; they are not part of this.</p>'
    return (
        f"<header>{title}<p>Results of the study {text(found.study.id)}, {people}.</p>"
        f"{told}{_about(found, words)}{contents(links)}</header>\n"
    )


def _about(found: Findings, words: Words) -> str:
    """What the participants had before them."""
    conditions = ", ".join(words.condition(each.id) for each in found.study.conditions)
    images = ", ".join(words.text(each.title) for each in found.study.images)
    until = utc(found.until_ms)
    recorded = [] if until is None else [("Recorded until", until)]
    return definitions([("Conditions", conditions), ("Images", images), *recorded])


def _footer(found: Findings) -> str:
    return (
        f"<footer>Tetrascope {text(__version__)}. Tables and figures are beside this page, as CSV and SVG"
        f"{', marked as simulated' if found.simulated else ''}.</footer>"
    )
