"""Pieces of SVG. A figure is a file of its own, drawn on paper; within a page its classes follow the page's colours."""

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from tetrascope.report.markup import text
from tetrascope.report.palette import FAINT, INK, MUTED, PAPER

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
FONT_SIZE = 13
WIDTH = 760
"""Of every figure, in pixels."""
LABELS = 200
"""Of the column of labels at the left."""
LABEL_COLUMNS = 24
"""Narrow characters that fit it."""
LINE_HEIGHT = 17
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg_text(value: object) -> str:
    """The value as text within SVG; what XML cannot hold becomes the sign for that."""
    return text(_NO_XML.sub("\ufffd", str(value)))


def drawing(height: float, title: str, body: str) -> str:
    """A figure of that height, in pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'role="img" aria-label="{svg_text(title)}" font-family="{text(FONT)}" font-size="{FONT_SIZE}">'
        f'<rect class="paper" width="{WIDTH}" height="{height:g}" fill="{PAPER}"/>{body}</svg>'
    )


def words(x: float, y: float, value: str, *, anchor: str = "start", kind: str = "ink", size: int | None = None) -> str:
    """A line of text on its baseline; `kind` is `ink` or `muted`."""
    fill = {"ink": INK, "muted": MUTED}[kind]
    sized = "" if size is None else f' font-size="{size}"'
    return (
        f'<text class="{kind}" x="{x:g}" y="{y:g}" fill="{fill}" text-anchor="{anchor}"{sized}>{svg_text(value)}</text>'
    )


def mark(value: str) -> str:
    """A line of text in the lower left corner, whatever the figure's height."""
    return f'<text class="muted" x="12" y="100%" dy="-10" fill="{MUTED}" font-size="11">{svg_text(value)}</text>'


def label(middle: float, value: str) -> str:
    """A label in the column at the left, on up to two lines; a longer one shows whole where it is pointed at."""
    lines = wrapped(value, LABEL_COLUMNS, 2)
    top = middle + 4.5 - (len(lines) - 1) * LINE_HEIGHT / 2
    drawn = "".join(
        words(LABELS - 12, round(top + place * LINE_HEIGHT, 2), line, anchor="end") for place, line in enumerate(lines)
    )
    return f"<g><title>{svg_text(value)}</title>{drawn}</g>"


def box(x: float, y: float, width: float, height: float, fill: str, title: str = "", kind: str = "") -> str:
    """A rectangle, with what is told where it is pointed at."""
    marked = f' class="{kind}"' if kind else ""
    place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"'
    return f"<rect{marked} {place}><title>{svg_text(title)}</title></rect>" if title else f"<rect{marked} {place}/>"


def upright(x: float, top: float, bottom: float, kind: str = "faint") -> str:
    """A thin vertical line; `kind` is `faint`, `muted` or `ink`."""
    stroke = {"faint": FAINT, "muted": MUTED, "ink": INK}[kind]
    width = 2 if kind == "ink" else 1
    return (
        f'<line class="{kind}" x1="{x:.2f}" x2="{x:.2f}" y1="{top:g}" y2="{bottom:g}" stroke="{stroke}" '
        f'stroke-width="{width}"/>'
    )


def wrapped(value: str, columns: int, most: int) -> list[str]:
    """The text on at most so many lines, of so many columns each; what does not fit is left out with an ellipsis."""
    lines = [""]
    for word in re.findall(r"\S+", value):
        for piece in _pieces(word, columns):
            joined = f"{lines[-1]} {piece}".strip()
            if columns_of(joined) <= columns:
                lines[-1] = joined
            else:
                lines.append(piece)
        if len(lines) > most:
            break
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while columns_of(last) >= columns:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, columns: int) -> Sequence[str]:
    """A word, in parts where it is wider than a line."""
    pieces = [""]
    for character in word:
        if columns_of(pieces[-1] + character) > columns:
            pieces.append("")
        pieces[-1] += character
    return pieces


def columns_of(value: str) -> int:
    """How wide a text is about, in narrow characters."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in value)
