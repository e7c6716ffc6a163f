"""What is measured, and how, as a report tells it. Light to import: nothing here needs Keras."""

from typing import Literal

from tetrascope.protocol.message import Message

Section = Literal["pool", "analysis", "request", "first-image", "memory", "rivals"]
SECTIONS: tuple[Section, ...] = ("pool", "analysis", "request", "first-image", "memory", "rivals")
"""In the order of the report."""


class Setup(Message):
    """How it was measured."""

    quick: bool
    """Whether rounds and masks were cut down to see in a minute or two that all is well."""
    rounds: int
    """Rounds of the long measurements; the short ones have more."""
    fill: str
    """What masked pixels become."""
    networks: list[str]
    """The networks, in order."""
    windows: list[str]
    """The sets of windows, in order."""
    sections: list[Section]
    """What was asked for."""
    random_weights: list[str]
    """Networks that were measured with random weights, since their own are not here: the arithmetic is the same."""
