"""An image that participants look at through a network."""

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.text import Text


class StudyImage(Message):
    """An image: one of the samples, or a file; one of both."""

    id: Id
    title: Text
    """Its name for the participant."""
    sample: str | None = Field(default=None, min_length=1, max_length=64)
    """The name of a sample, such as `cat`."""
    file: str | None = Field(default=None, min_length=1, max_length=512)
    """A file beside the study's own or in a folder there, with `/` between folders: `images/cat.jpg`."""
