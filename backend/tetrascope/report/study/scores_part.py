"""Scores of questionnaires that are built in."""

from tetrascope.report.markup import text
from tetrascope.report.numbers import plain
from tetrascope.report.study.figure import score_groups
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.usage_part import SUMMARY, summary
from tetrascope.report.study.words import Words
from tetrascope.study.findings.asked_question import in_order
from tetrascope.study.findings.findings import Findings
from tetrascope.study.findings.score import of_people
from tetrascope.study.questionnaires.builtins import BUILTINS


def scores_part(found: Findings, words: Words, figures: str) -> str:
    """Each score with its range, by condition or time."""
    rows: list[list[str | Cell]] = []
    missing = 0
    for builtin, name, own in score_groups(found):
        title, low, high = BUILTINS[builtin].score_ranges[name]
        between = f"{plain(low)} to {plain(high)}"
        missing += sum(score.value is None for score in own)
        for about, values in in_order(found.study, of_people(own)).items():
            rows.append([Cell(title, head=True), between, words.about(about), *summary(list(values.values()))])
    notes = [BUILTINS[name].source for name in dict.fromkeys(builtin for builtin, _, _ in score_groups(found))]
    incomplete = (
        f'<p class="quiet">{missing} scores could not be computed, because an answer is missing that they need.</p>'
        if missing
        else ""
    )
    table = html_table("Scores", ["Score", "Can be", "About", *SUMMARY], rows)
    sources = f'<p class="quiet">{text("; ".join(notes))}.</p>'
    return f'<section id="scores"><h2>Scores</h2>{figures}{table}{incomplete}{sources}</section>\n'
