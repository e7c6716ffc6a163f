"""What participants are to do."""

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.study.definition.condition import Minutes
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.text import Text


class Task(Message):
    """What participants are to do with an image in a condition. All tasks of a trial follow one another as written."""

    id: Id
    text: Text
    """What they are told."""
    minutes: Minutes = 5.0
    """How long it is planned to take."""
    limit_minutes: Minutes | None = None
    """When it ends at the latest; no limit without."""
    conditions: list[Id] | None = Field(default=None, min_length=1)
    """The conditions it belongs to; all without."""
    images: list[Id] | None = Field(default=None, min_length=1)
    """The images it belongs to; all without."""

    def belongs_to(self, condition: str, image: str) -> bool:
        """Whether it is done in the trial of that condition and image."""
        return (self.conditions is None or condition in self.conditions) and (
            self.images is None or image in self.images
        )
