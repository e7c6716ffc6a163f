"""Numbers as dots: one for each person, the median, and its interval."""

from collections.abc import Callable, Sequence
from math import floor, log10
from typing import NamedTuple

from tetrascope.protocol.scene import SCENES
from tetrascope.report.palette import TRACK
from tetrascope.report.study.svg import LABELS, WIDTH, box, drawing, label, svg_text, upright, words
from tetrascope.study.statistics.median import LEVEL, median_of

LEFT, RIGHT = LABELS + 10.0, WIDTH - 70.0
"""Where the axis begins and ends, in pixels."""
RADIUS = 4.0
_STACK = 34.0
"""The highest a stack of dots becomes, in pixels."""
_ROW = 30.0
_TICKS = 5


class Row(NamedTuple):
    """The numbers of one group."""

    label: str
    values: Sequence[tuple[str, float]]
    """Whose each is, and the number."""


def dot_chart(title: str, axis: str, rows: Sequence[Row], bounds: tuple[float, float] | None = None) -> str:
    """The figure.

    Args:
        title: what is read out.
        axis: what the numbers are.
        rows: from the top down.
        bounds: the least and the greatest number that can be; without, from 0, or what is below it, to the greatest.
    """
    numbers = [value for row in rows for _, value in row.values]
    ticks = _ticks(*(bounds or (min([0.0, *numbers]), max([0.0, *numbers]))))
    low, high = (ticks[0], ticks[-1]) if bounds is None else bounds
    unit = (RIGHT - LEFT) / (high - low)
    drawn, y = [], 10.0
    for row in rows:
        body, height = _row(row, y, lambda value: LEFT + (value - low) * unit)
        drawn.append(body)
        y += height
    lines = "".join(
        upright(LEFT + (tick - low) * unit, 8, y)
        + words(round(LEFT + (tick - low) * unit, 2), y + 18, f"{tick:g}", anchor="middle", kind="muted", size=12)
        for tick in ticks
        if low <= tick <= high
    )
    name = words((LEFT + RIGHT) / 2, y + 38, axis, anchor="middle", kind="muted", size=12)
    return drawing(y + 48, title, lines + "".join(drawn) + name)


def _row(row: Row, top: float, place: Callable[[float], float]) -> tuple[str, float]:
    """A row, and how high it is."""
    if not row.values:
        middle = top + _ROW / 2
        return label(middle, row.label) + words(LEFT + 8, middle + 4.5, "nobody", kind="muted"), _ROW + 8
    stacks: dict[int, int] = {}
    levels = []
    for _, value in row.values:
        spot = round(place(value) / (2 * RADIUS))
        levels.append(stacks.get(spot, 0))
        stacks[spot] = levels[-1] + 1
    apart = min(2 * RADIUS + 1, _STACK / max(1, max(levels)))
    height = max(_ROW, max(levels) * apart + 2 * RADIUS + 14)
    base = top + height - 10
    found = median_of([value for _, value in row.values])
    drawn = [label(top + height / 2, row.label)]
    drawn.append(words(RIGHT + 14, top + height / 2 + 4.5, f"n = {len(row.values)}", kind="muted"))
    if found.interval is not None:
        left, right = map(place, found.interval)
        told = f"{row.label}: {LEVEL} % interval of the median, {found.interval[0]:.4g} to {found.interval[1]:.4g}"
        drawn.append(box(left - 1, top + 3, right - left + 2, height - 6, TRACK, told, "interval"))
    for (who, value), level in zip(row.values, levels, strict=True):
        at = f'cx="{place(value):.2f}" cy="{base - level * apart:.2f}" r="{RADIUS:g}" fill="{SCENES.colours.accent}"'
        drawn.append(f'<circle class="dot" {at}><title>{svg_text(f"{row.label}: {who}, {value:.4g}")}</title></circle>')
    drawn.append(
        f"<g><title>{svg_text(f'{row.label}: median {found.value:.4g}')}</title>"
        f"{upright(place(found.value), top + 3, top + height - 3, 'ink')}</g>"
    )
    return "".join(drawn), height + 8


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from one that is not above `low` to one that is not below `high`, about `_TICKS` apart."""
    if high <= low:
        high = low + 1
    raw = (high - low) / _TICKS
    power = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]
