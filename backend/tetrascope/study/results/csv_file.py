"""A table as CSV that spreadsheets, R and pandas read, and in which nothing that was typed becomes a formula."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from tetrascope.protocol.study.events import content_text
from tetrascope.study.results.table import Row, Table

ENCODING = "utf-8-sig"
"""UTF-8 with a mark at its beginning: without it Excel takes the file for one in the computer's own 8-bit encoding."""
MARK = "'"
_MARKED = (*"=+-@\t\r\n", *"＝＋－＠", MARK)
"""Beginnings of texts that a spreadsheet takes for formulas, and that of a text which looks marked already."""
RULES = (
    "Comma between cells, a cell with commas, quotes or line breaks in double quotes, a double quote in it twice "
    "(RFC 4180); UTF-8 with a byte order mark.",
    "An empty cell is none. `true` and `false` are truths.",
    f"A text that begins with = + - @ (of any width), a tab, a line break or {MARK} has a {MARK} before it, so that no "
    f"spreadsheet takes it for a formula: take the first {MARK} of such a text away, and it is as it was. Numbers have "
    "none.",
    "Excel cuts cells off after 32,767 characters; the file has them whole.",
)
"""How to read the files, sentence by sentence."""


@contextmanager
def csv_rows(table: Table[Row], file: IO[str]) -> Iterator[Callable[[Row], None]]:
    """Takes row after row. The file is to be opened with `newline=""`."""
    columns = table.columns_of("csv")
    writer = csv.writer(file)
    writer.writerow([column.name for column in columns])
    values = [column.value for column in columns]
    yield lambda row: writer.writerow([cell_of(value(row)) for value in values])


def cell_of(value: Any) -> Any:
    """What is written for a value."""
    if value is None:
        return None
    if isinstance(value, str):
        return MARK + value if value.startswith(_MARKED) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return content_text(value)
    return value


def text_of_cell(cell: str) -> str:
    """The text that a cell was written for."""
    return cell.removeprefix(MARK)
