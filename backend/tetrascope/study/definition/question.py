"""Questions, by the kind of answer they take."""

from math import inf
from typing import Annotated, Literal

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.text import Text

MAX_ANSWER = 20_000
"""Characters of the longest answer in words."""
Per = Literal["once", "condition", "image"]
"""How often a question is asked at one showing of its questionnaire."""


class _Question(Message):
    id: Id
    text: Text
    required: bool = True
    """Whether a participant must answer it to go on."""
    per: Per = "once"
    """`condition`: once for each condition; `image`: once for each image; `once`: one time."""


class Scale(_Question):
    """A rating by a whole number; a Likert scale from 1 to 5 unless it says otherwise."""

    kind: Literal["scale"]
    min: int = Field(default=1, ge=-1000, le=1000)
    max: int = Field(default=5, ge=-1000, le=1000)
    step: int = Field(default=1, ge=1, le=1000)
    """From one point to the next."""
    low: Text | None = None
    """What the lowest number means."""
    high: Text | None = None
    """What the highest number means."""
    labels: list[Text] | None = Field(default=None, min_length=2, max_length=101)
    """What every number means, from the lowest on, in place of `low` and `high`."""

    @property
    def points(self) -> range:
        """The numbers that can be chosen."""
        return range(self.min, self.max + 1, self.step)

    @property
    def meanings(self) -> dict[int, Text]:
        """What numbers mean, as far as it is said."""
        if self.labels is not None:
            return dict(zip(self.points, self.labels, strict=False))
        ends = {self.points[0]: self.low, self.points[-1]: self.high}
        return {point: text for point, text in ends.items() if text is not None}


class Choice(Message):
    """One of the answers that can be chosen."""

    id: Id
    text: Text


class _WithChoices(_Question):
    choices: list[Choice] = Field(min_length=1, max_length=100)
    other: Text | None = None
    """What a choice besides is called, to which participants add words of their own; there is none without."""


class SingleChoice(_WithChoices):
    """One of several answers."""

    kind: Literal["single_choice"]


class MultipleChoice(_WithChoices):
    """Any number of several answers; at least one where it is required."""

    kind: Literal["multiple_choice"]


class Number(_Question):
    """A number."""

    kind: Literal["number"]
    min: float | None = None
    max: float | None = None
    whole: bool = False
    """Only a whole number is taken."""

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number that is taken."""
        return -inf if self.min is None else self.min, inf if self.max is None else self.max


class OpenQuestion(_Question):
    """An answer in the participant's own words."""

    kind: Literal["open"]
    max_length: int = Field(default=5000, ge=1, le=MAX_ANSWER)
    """Characters of the longest answer."""


Question = Annotated[Scale | SingleChoice | MultipleChoice | Number | OpenQuestion, Field(discriminator="kind")]
