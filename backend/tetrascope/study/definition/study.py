"""A study as its file says it."""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.study.definition.arrangement import Orders
from tetrascope.study.definition.condition import Condition
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.image import StudyImage
from tetrascope.study.definition.pauses import Breaks, Comfort
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.definition.task import Task
from tetrascope.study.definition.text import Text

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language's tag (BCP 47), such as `en` or `pt-BR`."""


class Study(Message):
    """A user study within participants: each does the tasks with every image in every condition (thesis, chapter 4)."""

    format: Literal[1]
    """The version of this format."""
    id: Id
    """The study's short name."""
    title: Text
    """The study's name for participants."""
    languages: list[Language] = Field(default=["en"], min_length=1, max_length=50)
    """The languages that participants can choose from; every text is there in each."""
    consent: Text
    """What participants agree to before anything else. Paragraphs are parted by an empty line."""
    goodbye: Text | None = None
    """What they read at the end."""
    network: str = Field(default="efficientnet-lite0", min_length=1, max_length=128)
    """The network that is looked into (see: tetrascope networks); a condition may name another."""
    conditions: list[Condition] = Field(min_length=1, max_length=26)
    images: list[StudyImage] = Field(min_length=1, max_length=100)
    tasks: list[Task] = Field(min_length=1, max_length=100)
    orders: Orders
    questionnaires: list[Questionnaire] = Field(default=[], max_length=50)
    breaks: Breaks | None = None
    comfort: Comfort | None = None
