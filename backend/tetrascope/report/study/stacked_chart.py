"""Ratings as stacked bars: a row for each group, a piece for each point of the scale."""

from collections.abc import Sequence
from typing import NamedTuple

from tetrascope.protocol.scene import SCENES
from tetrascope.report.numbers import percent
from tetrascope.report.study.colours import blended, ink_on
from tetrascope.report.study.svg import LABELS, WIDTH, box, columns_of, drawing, label, svg_text, upright, words

LEFT, RIGHT = float(LABELS), WIDTH - 70.0
"""Between which bars lie, in pixels."""
ROW = 38
BAR = 24
_MIDDLE = "#c9d0d6"
_PALE = "#dbe7ec"
_CHARACTER = 7.0
"""Width of a narrow character, about, in pixels."""


class Row(NamedTuple):
    """The ratings of one group."""

    label: str
    counts: Sequence[int]
    """By point, from the lowest on."""


def stacked_chart(title: str, points: Sequence[str], rows: Sequence[Row], *, diverging: bool) -> str:
    """The figure.

    Args:
        title: what is read out.
        points: what each point is called.
        rows: from the top down.
        diverging: bars lie so that the middle of the scale is in the middle, and 100 % fill half of the width; else
            they begin on the left, and 100 % fill all of it.
    """
    colours = point_colours(len(points), diverging=diverging)
    legend, top = _legend(points, colours)
    bottom = top + ROW * len(rows)
    shares = (-1.0, -0.5, 0.0, 0.5, 1.0) if diverging else (0.0, 0.25, 0.5, 0.75, 1.0)
    origin, unit = ((LEFT + RIGHT) / 2, (RIGHT - LEFT) / 2) if diverging else (LEFT, RIGHT - LEFT)
    axis = "".join(
        upright(origin + share * unit, top, bottom, "muted" if share == 0 else "faint")
        + words(origin + share * unit, bottom + 18, percent(abs(share), 0), anchor="middle", kind="muted", size=12)
        for share in shares
    )
    bars = "".join(
        _bar(row, points, colours, (origin, unit), top + ROW * place, diverging) for place, row in enumerate(rows)
    )
    return drawing(bottom + 30, title, legend + axis + bars)


def point_colours(count: int, *, diverging: bool) -> list[str]:
    """A colour for each point: from orange over grey to blue, or from pale to strong."""
    if not diverging:
        return [blended([_PALE, SCENES.colours.accent], place / max(1, count - 1)) for place in range(count)]
    stops = [SCENES.colours.changed, _MIDDLE, SCENES.colours.kept]
    return [blended(stops, place / max(1, count - 1)) for place in range(count)]


def _legend(points: Sequence[str], colours: Sequence[str]) -> tuple[str, float]:
    """The points with their colours, and where the legend ends."""
    x, y, drawn = LEFT, 18.0, []
    for point, colour in zip(points, colours, strict=True):
        shown = point if columns_of(point) <= 40 else f"{point[:39].rstrip()}…"
        width = 20 + _CHARACTER * columns_of(shown)
        if x > LEFT and x + width > WIDTH:
            x, y = LEFT, y + 20
        drawn.append(
            f"<g><title>{svg_text(point)}</title>{box(x, y - 11, 13, 13, colour)}{words(x + 19, y, shown)}</g>"
        )
        x += width + 14
    return "".join(drawn), y + 14


def _bar(
    row: Row, points: Sequence[str], colours: Sequence[str], scale: tuple[float, float], top: float, diverging: bool
) -> str:
    people = sum(row.counts)
    middle = top + ROW / 2
    if people == 0:
        return label(middle, row.label) + words(LEFT + 8, middle + 4.5, "no answers", kind="muted")
    origin, unit = scale
    before = 0.0
    if diverging:
        half, odd = divmod(len(points), 2)
        before = -(sum(row.counts[:half]) + (row.counts[half] / 2 if odd else 0)) / people
    drawn = [label(middle, row.label), words(RIGHT + 14, middle + 4.5, f"n = {people}", kind="muted")]
    for point, count, colour in zip(points, row.counts, colours, strict=True):
        share = count / people
        if count:
            told = f"{row.label}: {point}, {count} of {people}, {percent(share)}"
            x, width = origin + before * unit, share * unit
            drawn.append(box(x, middle - BAR / 2, width, BAR, colour, told, "piece"))
            if width >= _CHARACTER * len(str(count)) + 4:
                at = f'x="{x + width / 2:.2f}" y="{middle + 4.5:g}" fill="{ink_on(colour)}" text-anchor="middle"'
                drawn.append(f'<text pointer-events="none" {at}>{count}</text>')
        before += share
    return "".join(drawn)
