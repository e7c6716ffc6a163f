"""Whether conditions differ, for the same people: tests, with what few people cannot tell."""

from tetrascope.report.markup import text
from tetrascope.report.numbers import p_text, plain
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.words import Words, interval
from tetrascope.study.findings.comparison import Comparison
from tetrascope.study.findings.findings import Findings
from tetrascope.study.findings.measures import Family
from tetrascope.study.statistics.signed_rank import MIN_DIFFERENCES

SIGNIFICANT = 0.05


def comparisons_part(found: Findings, words: Words) -> str:
    """A table for each family of tests."""
    intro = (
        "Each row compares two conditions, or two times, by the people who have both values. A p tells how often a "
        "difference at least this clear would come about by chance alone if there were none. It does not tell how "
        "large or how important a difference is: the medians do, and the effect, from -1 to 1. The corrected p takes "
        "into account how many tests there are in the table, and is the one to go by."
    )
    tables = "".join(_table(family, words) for family in found.families)
    return f'<section id="comparisons"><h2>Comparisons</h2><p>{text(intro)}</p>{tables}</section>\n'


def _table(family: Family, words: Words) -> str:
    head = [
        "Measure",
        "First → second",
        "People",
        "Medians",
        "Second higher, lower, equal",
        "Median difference",
        "Effect",
        "p",
        "p corrected",
        "What it says",
    ]
    rows = [_row(each, words) for each in family.comparisons]
    return html_table(family.title, head, rows, kind="comparisons")


def _row(each: Comparison, words: Words) -> list[str | Cell]:
    test = each.test
    medians = "–" if each.medians is None else f"{plain(each.medians[0])}, {plain(each.medians[1])}"
    if each.difference is None:
        difference = "–"
    elif each.difference.interval is None:
        difference = plain(each.difference.value)
    else:
        difference = f"{plain(each.difference.value)} ({interval(each.difference)})"
    return [
        Cell(each.measure.title, head=True),
        f"{words.about(each.first)} → {words.about(each.second)}",
        Cell(str(test.pairs), number=True),
        Cell(medians, number=True),
        Cell(f"{test.higher}, {test.lower}, {test.equal}", number=True),
        Cell(difference, number=True),
        Cell("–" if test.effect is None else f"{test.effect:.2f}", number=True),
        Cell("none" if test.p is None else p_text(test.p), number=True),
        Cell("none" if each.corrected is None else p_text(each.corrected), number=True),
        meaning(each),
    ]


def meaning(each: Comparison) -> str:
    """What a comparison says, and what it cannot say, in plain words."""
    test = each.test
    differing = test.higher + test.lower
    if test.pairs == 0:
        return "Nobody has both values."
    if differing == 0:
        return "All have the same value in both. There is nothing to test."
    if each.corrected is None:
        return (
            f"No test: the two values differ for {_people(differing)}. With fewer than {MIN_DIFFERENCES} no p below "
            f"{SIGNIFICANT} is possible, however clear the difference; more people are needed."
        )
    if each.corrected < SIGNIFICANT:
        which = "higher" if test.effect is not None and test.effect > 0 else "lower"
        return (
            f"The second is {which}: chance alone would seldom bring that about. How much, {_people(test.pairs)} tell "
            "only roughly: see the interval of the difference."
        )
    if each.least_corrected is not None and each.least_corrected >= SIGNIFICANT:
        return (
            f"It cannot tell: even if all {differing} differed in the same direction, p corrected for {each.tests} "
            f"tests would be {p_text(each.least_corrected)}. More people, or fewer questions, are needed."
        )
    return (
        "No difference is shown. That does not mean that there is none: the fewer people, the larger one must be to "
        f"show, and these are {test.pairs}."
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
