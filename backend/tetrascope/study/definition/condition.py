"""A condition of the experiment: what participants have before them."""

from typing import Annotated

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.protocol.study.shown import Shown
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.text import Text

MAX_MINUTES = 240.0
"""The longest that one step of a session may be planned to take."""
Minutes = Annotated[float, Field(gt=0, le=MAX_MINUTES)]


class Reference(Message):
    """Something else than Tetrascope, which is opened and timed: a web page or a program; one of both."""

    address: str | None = Field(default=None, max_length=2048, pattern=r"^https?://[^\s/]+\S*$")
    """A web page, `http://` or `https://`."""
    program: list[str] | None = Field(default=None, min_length=1, max_length=64)
    """A program of the participant's computer, and what is given to it: `["imagej", "--headless"]`."""


class Tutorial(Message):
    """How participants become familiar with a condition before its first task."""

    text: Text
    """What they are told."""
    minutes: Minutes = 15.0
    """How long it lasts (thesis: 15 for each condition)."""


class Condition(Message):
    """What participants have before them: Tetrascope with some of it hidden, or a reference; one of both."""

    id: Id
    title: Text
    """Its name for the participant."""
    shows: Shown | None = None
    """What of Tetrascope is shown."""
    opens: Reference | None = None
    """What is opened in its place."""
    network: str | None = Field(default=None, min_length=1, max_length=128)
    """The network that is looked into, where that is not the study's."""
    tutorial: Tutorial | None = None
