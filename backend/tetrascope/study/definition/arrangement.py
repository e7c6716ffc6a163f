"""In which order participants meet conditions and images."""

from typing import Literal

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.study.definition.identifier import Id

MAX_PARTICIPANTS = 10_000


class Arrangement(Message):
    """How the order of one factor, conditions or images, comes about."""

    by: Literal["as_written", "latin_square", "random", "listed"]
    """`as_written`: the same for all; `latin_square`: counterbalanced; `random`: drawn for each participant by the
    seed; `listed`: one of `sequences` after the other.

    The Latin square is balanced for carry-over too (Williams, 1949): each is at each place, and follows each other,
    equally often, within as many orders as there are of them, or twice as many where their number is odd."""
    sequences: list[list[Id]] = Field(default=[], max_length=10_000)
    """Of `listed`, the orders, each with all of them once."""


class Orders(Message):
    """Orders are drawn up before the first participant, for as many as are planned, and kept with what is recorded."""

    participants: int = Field(ge=1, le=MAX_PARTICIPANTS)
    """How many are planned. More can come; their orders go on in the same manner."""
    outer: Literal["images", "conditions"] = "images"
    """`images`: one image after the other, each in all conditions (thesis); `conditions`: one condition after the
    other, each with all images. The order of the inner ones is made anew each time."""
    images: Arrangement = Arrangement(by="as_written")
    conditions: Arrangement = Arrangement(by="random")
    seed: int = Field(default=1, ge=0, le=2**53)
    """By which `random` draws: the same seed gives the same orders."""
    tutorials: Literal["first_use", "before_tasks"] = "first_use"
    """A tutorial comes before the first task in its condition, or all of them before the first task of all."""
