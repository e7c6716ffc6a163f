"""Tables: as markup for the page, and as CSV files."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from tetrascope.report.markup import text


class Cell(NamedTuple):
    """Something else in a table than plain text that is read from the left."""

    value: str
    number: bool = False
    """Aligned at the right."""
    head: bool = False
    """What the row is about."""


def html_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str | Cell]], *, kind: str = "") -> str:
    """A table that scrolls within itself where the page is narrow; all of it is plain text.

    Args:
        caption: above it.
        head: names of the columns; one is aligned at the right where the column's first cell is.
        rows: the cells.
        kind: a class for the style sheet.
    """
    right = [isinstance(cell, Cell) and cell.number for cell in rows[0]] if rows else [False] * len(head)
    names = "".join(
        f'<th scope="col"{" class=number" if number else ""}>{text(name)}</th>'
        for name, number in zip(head, right, strict=True)
    )
    body = "".join(f"<tbody>{_group(list(group))}</tbody>" for _, group in groupby(rows, lambda row: row[0]))
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{text(caption)}"><table class="{kind}">'
        f"<caption>{text(caption)}</caption><thead><tr>{names}</tr></thead>{body}</table></div>"
    )


def _group(rows: Sequence[Sequence[str | Cell]]) -> str:
    """Rows that begin alike: what they are about stands there once."""
    first, *others = rows
    if not others:
        return f"<tr>{''.join(map(_cell, first))}</tr>"
    value = first[0] if isinstance(first[0], str) else first[0].value
    head = f'<th scope="rowgroup" rowspan="{len(rows)}">{text(value)}</th>'
    cells = ["".join(map(_cell, row[1:])) for row in rows]
    return f"<tr>{head}{'</tr><tr>'.join(cells)}</tr>"


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return f"<td>{text(cell)}</td>"
    if cell.head:
        return f'<th scope="row">{text(cell.value)}</th>'
    return f'<td class="number">{text(cell.value)}</td>' if cell.number else f"<td>{text(cell.value)}</td>"
