"""A questionnaire: its questions, and when it is asked."""

from typing import Literal

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.study.definition.condition import Minutes
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.question import Question
from tetrascope.study.definition.text import Text

Occasion = Literal["before", "after_condition", "after_image", "comfort", "end"]


class Questionnaire(Message):
    """Questions that are asked together: one's own, or one that is built in."""

    id: Id
    builtin: str | None = Field(default=None, min_length=1, max_length=64)
    """The name of a questionnaire that is built in; it has its own title and questions."""
    asked: list[Occasion] = Field(min_length=1)
    """`before` the first tutorial; `after_condition` and `after_image` whenever participants have done all tasks in a
    condition, or with an image, before they turn to another; at the `end`."""
    title: Text | None = None
    introduction: Text | None = None
    """What stands above the questions."""
    questions: list[Question] = Field(default=[], max_length=200)
    minutes: Minutes | None = None
    """How long it is planned to take; estimated from its questions without."""
    wording: dict[str, Text] = Field(default={}, max_length=1000)
    """Of one that is built in, texts to use in place of its own, by place: `q1` for a question; `q1.low`, `q1.high` and
    `q1.labels.0` for the points of a scale, or `low`, `high` and `labels.0` for those of all its scales; `q1.male` and
    `q1.other` for choices; `title`, `introduction`."""
