"""Everything that the report of a study is: a page, tables and figures."""

from tetrascope.report.study.csv_files import csv_files
from tetrascope.report.study.figure import figures
from tetrascope.report.study.page import study_page
from tetrascope.report.study.words import Words
from tetrascope.study.findings.findings import Findings

PAGE = "report.html"


def report_files(found: Findings, language: str) -> dict[str, bytes]:
    """The files by name.

    Args:
        found: what they tell.
        language: one of the study's, in which its texts are.
    """
    words = Words(found.study, language)
    drawn = figures(found, words)
    page = {PAGE: study_page(found, words, drawn).encode()}
    return page | csv_files(found, words) | {f"{figure.name}.svg": figure.file for figure in drawn}
