"""All results of a study as files, as they were at one moment."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.codebook import codebook
from tetrascope.study.results.codebook_page import codebook_page
from tetrascope.study.results.csv_file import ENCODING, csv_rows
from tetrascope.study.results.events import EVENT_TABLE
from tetrascope.study.results.json_file import json_rows
from tetrascope.study.results.study_description import study_description
from tetrascope.study.results.table import FORMS, Form, Row, Table
from tetrascope.study.results.tables import TABLES

CODEBOOK_PAGE, CODEBOOK, STUDY = "codebook.md", "codebook.json", "study.json"
EXPORT_FILES = (*(f"{table.name}.{form}" for table in TABLES for form in FORMS), CODEBOOK_PAGE, CODEBOOK, STUDY)
"""Names of all files that an export can have."""
_EVERY = 1000
"""Rows from one report to the next."""


def export(records: StudyRecords, folder: Path, forms: Collection[Form], show: Callable[[int, int], None]) -> None:
    """Write the files. The same records give the same bytes; rows pass one by one, and are never all in memory.

    Args:
        records: may be written by another program meanwhile.
        folder: is there; files of these names are overwritten.
        forms: which forms of the tables to write.
        show: is told how many events are written, and how many there are.
    """
    with records.snapshot() as moment:
        total = sum(each.events for each in moment.standings())
        show(0, total)
        for table in TABLES:
            rows = table.rows(moment)
            _write_table(table, _counted(rows, show, total) if table is EVENT_TABLE else rows, folder, forms)
        book = codebook(moment.study)
        _write_json(folder / CODEBOOK, book)
        (folder / CODEBOOK_PAGE).write_text(codebook_page(book), encoding="utf-8", newline="\n")
        _write_json(folder / STUDY, study_description(moment))


def _counted(rows: Iterator[Row], show: Callable[[int, int], None], total: int) -> Iterator[Row]:
    """The rows, with a report now and then."""
    for done, row in enumerate(rows):
        if done % _EVERY == 0:
            show(done, total)
        yield row


def _write_table(table: Table[Row], rows: Iterator[Row], folder: Path, forms: Collection[Form]) -> None:
    with ExitStack() as files:
        takers = [files.enter_context(_taking(table, folder, form)) for form in forms]
        for row in rows:
            for take in takers:
                take(row)


@contextmanager
def _taking(table: Table[Row], folder: Path, form: Form) -> Iterator[Callable[[Row], None]]:
    """A file of a table, which takes row after row."""
    path, encoding, rows = {
        "csv": (folder / f"{table.name}.csv", ENCODING, csv_rows),
        "json": (folder / f"{table.name}.json", "utf-8", json_rows),
    }[form]
    with path.open("w", encoding=encoding, newline="") as file, rows(table, file) as take:
        yield take


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
