"""Class names in a table: comma, semicolon or tab between columns, with or without a heading."""

import csv
import re
from collections.abc import Iterable

from tetrascope.networks.label_text import lines_of

_NOUNS = ("category", "class", "label", "name")
HEADINGS = frozenset([*_NOUNS, "categories", "classes", "labels", "names", *(f"{noun}_name" for noun in _NOUNS[:3])])
"""What stands above a column of names, in lower case, spaces as underscores."""
SYNSET = re.compile(r"n\d{8}")
"""ImageNet's number of a class."""

Rows = list[list[str]]


def names_in_table(text: str, *, is_table: bool) -> list[list[str]] | None:
    """Every way to read the names, the likeliest first.

    Args:
        text: of the file.
        is_table: whether its name says so. A text that only may be one is, if a column numbers its rows.

    Returns:
        None where it is no table.

    Raises:
        ValueError: it does not say which column is meant; the message is what was received.
    """
    rows = _rows(text, is_table=is_table)
    if rows is None:
        return None
    for heading in (0, 1):
        columns = list(zip(*rows[heading:], strict=True))
        numbering = next((place for place, cells in enumerate(columns) if _order(cells)), None)
        if numbering is not None:
            names = columns[_name_column(rows, heading, numbering)]
            return [by_index(zip(map(int, columns[numbering]), names, strict=True))]
    if not is_table:
        return None
    if len(rows[0]) == 1 or any(map(_is_heading, rows[0])):
        place = _name_column(rows, 1, None)
        column = [row[place] for row in rows]
        return [column[1:], column] if _is_heading(column[0]) else [column]
    if len(rows) == 1:
        return [rows[0]]
    raise ValueError(f"a table of {len(rows[0])} columns, none of which is called 'name' or numbers its rows")


def by_index(pairs: Iterable[tuple[int, str]]) -> list[str]:
    """Names in the order of their indices, which begin at 0 or 1 and leave none out.

    Raises:
        ValueError: they do not; the message is what was received.
    """
    found: dict[int, str] = {}
    for index, name in pairs:
        if index in found:
            raise ValueError(f"index {index} twice, for {found[index]!r} and {name!r}")
        found[index] = name
    first = min(min(found), 1)
    missing = next((index for index in range(first, first + len(found)) if index not in found), None)
    if missing is not None:
        raise ValueError(f"no name for index {missing}")
    return [found[index] for index in sorted(found)]


def _rows(text: str, *, is_table: bool) -> Rows | None:
    """The cells of each row, as many in one as in another."""
    lines = lines_of(text)
    for delimiter in ("\t", ";", ","):
        try:
            rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter, strict=True)]
        except csv.Error:
            continue
        if rows and len({len(row) for row in rows}) == 1 and (len(rows[0]) > 1 or (is_table and delimiter == ",")):
            return rows
    return [[line.strip()] for line in lines] if is_table and lines else None


def _order(cells: tuple[str, ...]) -> bool:
    """Whether a column counts the rows, from 0 or 1, in any order."""
    if not cells or not all(cell.isdecimal() for cell in cells):
        return False
    numbers = sorted(map(int, cells))
    return numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _name_column(rows: Rows, heading: int, numbering: int | None) -> int:
    places = [place for place in range(len(rows[0])) if place != numbering]
    called_so = [place for place in places if heading and _is_heading(rows[0][place])]
    speaking = [place for place in places if not all(SYNSET.fullmatch(row[place]) for row in rows[heading:])]
    for choice in (called_so, speaking):
        if len(choice) == 1:
            return choice[0]
    raise ValueError(f"a table of {len(rows[0])} columns, of which {len(called_so or speaking)} may be the names")


def _is_heading(cell: str) -> bool:
    return cell.lower().replace(" ", "_") in HEADINGS
