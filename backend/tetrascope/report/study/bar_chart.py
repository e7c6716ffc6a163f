"""Choices as bars: how many of those who answered chose each."""

from collections.abc import Sequence
from typing import NamedTuple

from tetrascope.protocol.scene import SCENES
from tetrascope.report.numbers import percent
from tetrascope.report.study.svg import LABELS, box, drawing, label, svg_text, upright, words, wrapped

LEFT = float(LABELS)
UNIT = 400.0
"""Pixels of 100 %."""
ROW = 30
BAR = 18
_HEADING = 30
_COLUMNS = 95
_AXIS = [(LEFT + share * UNIT, share, "muted" if share == 0 else "faint") for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
"""Where lines are, for which share, and of which kind."""


class Group(NamedTuple):
    """Who chose what."""

    label: str
    counts: Sequence[int]
    """By choice."""
    people: int
    """How many answered."""


def bar_chart(title: str, choices: Sequence[str], groups: Sequence[Group]) -> str:
    """The figure: a bar for each choice; with several groups, the choice above and a bar for each of them."""
    drawn, y = [], 14.0
    several = len(groups) > 1
    for place, choice in enumerate(choices):
        if several:
            heading = words(12, y + 18, wrapped(choice, _COLUMNS, 1)[0])
            drawn.append(f"<g><title>{svg_text(choice)}</title>{heading}</g>")
            y += _HEADING
        drawn.append("".join(upright(x, y, y + ROW * len(groups), kind) for x, _, kind in _AXIS))
        for group in groups:
            drawn.append(_bar(group, choice, place, y, group.label if several else choice))
            y += ROW
    shares = "".join(
        words(x, y + 18, percent(share, 0), anchor="middle", kind="muted", size=12) for x, share, _ in _AXIS
    )
    return drawing(y + 30, title, "".join(drawn) + shares)


def _bar(group: Group, choice: str, place: int, y: float, name: str) -> str:
    middle = y + ROW / 2
    if group.people == 0:
        return label(middle, name) + words(LEFT + 8, middle + 4.5, "no answers", kind="muted")
    count = group.counts[place]
    share = count / group.people
    told = f"{count} of {group.people}, {percent(share)}"
    full = f"{group.label}: {choice}, {told}"
    return (
        label(middle, name)
        + box(LEFT, middle - BAR / 2, share * UNIT, BAR, SCENES.colours.accent, full, "bar-piece")
        + words(round(LEFT + share * UNIT + 8, 2), middle + 4.5, told, kind="muted")
    )
