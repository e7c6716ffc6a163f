"""Ratings as tables: of one question, or of all with the same points for each condition (thesis, tables 4.3 to 4.5)."""

from collections.abc import Iterator, Sequence

from tetrascope.report.numbers import plain, share
from tetrascope.report.study.figure import MAX_POINTS
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.words import Words, interval
from tetrascope.study.definition.question import Scale
from tetrascope.study.findings.asked_question import About, AskedQuestion
from tetrascope.study.statistics.median import median_of


def ratings_table(asked: AskedQuestion, question: Scale, words: Words) -> str:
    """A row for each condition, image or time."""
    rows = [
        [Cell(words.about(about) if len(asked.answers) > 1 else "All", head=True), *_cells(asked, question, about)]
        for about in asked.answers
    ]
    return _table(f"{question.id}: ratings", "About", question, rows, words)


def ratings_by_condition(questions: Sequence[AskedQuestion], words: Words) -> str:
    """A table for each condition, with a row for each question; of questions that have the same points only."""
    groups: dict[tuple[str, ...], list[tuple[AskedQuestion, Scale]]] = {}
    for asked in questions:
        if isinstance(asked.question, Scale) and len(asked.question.points) <= MAX_POINTS:
            groups.setdefault(tuple(words.points(asked.question)), []).append((asked, asked.question))
    return "".join(table for group in groups.values() if len(group) > 1 for table in _of_group(group, words))


def _of_group(group: Sequence[tuple[AskedQuestion, Scale]], words: Words) -> Iterator[str]:
    for about in dict.fromkeys(about for asked, _ in group for about in asked.answers if about.condition is not None):
        rows = [
            [Cell(words.text(question.text), head=True), *_cells(asked, question, about)]
            for asked, question in group
            if about in asked.answers
        ]
        yield _table(f"All ratings: {words.about(about)}", "Question", group[0][1], rows, words)


def _table(caption: str, first: str, question: Scale, rows: Sequence[Sequence[str | Cell]], words: Words) -> str:
    head = [first, *words.points(question), "Median", "95 % interval"]
    return html_table(caption, head, rows, kind="ratings")


def _cells(asked: AskedQuestion, question: Scale, about: About) -> list[Cell]:
    """How many gave each rating, the median, and its interval."""
    values = [given.value for given in asked.answers[about]]
    counts = [share(values.count(point), len(values)) for point in question.points]
    found = median_of(list(asked.numbers(about).values())) if values else None
    middle = ["–", "–"] if found is None else [plain(found.value), interval(found)]
    return [Cell(each, number=True) for each in (*counts, *middle)]
