"""A condition of the experiment: what participants have before them."""

from typing import Annotated

from pydantic import Field, GetPydanticSchema
from pydantic_core import core_schema

from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.message import Message
from tetrascope.protocol.scene import SCENES
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.text import Text

MAX_MINUTES = 240.0
"""The longest that one step of a session may be planned to take."""
Minutes = Annotated[float, Field(gt=0, le=MAX_MINUTES)]
_COLOUR_MAPS = [each.name for each in SCENES.colours.colour_maps]
ColourMapName = Annotated[str, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema(_COLOUR_MAPS))]


class Shown(Message):
    """What of Tetrascope participants see in a condition; what is false is hidden."""

    clusters: bool = True
    """Scene 1 shows clusters of feature maps; else a list of layers, each opening to all of its maps."""
    k: int = Field(default=3, ge=1, le=64)
    """Clusters for each layer."""
    criterion: Criterion = "entropy"
    """By what feature maps are clustered."""
    pool: bool = True
    """Scene 2, masked images, can be entered."""
    live_masks: bool = True
    """The network answers while a mask is drawn; else when it is done."""
    comparison: bool = True
    """Modified images can be kept and compared."""
    fill: Fill = "black"
    """What masked pixels become."""
    colour_map: ColourMapName = _COLOUR_MAPS[0]
    """The colours of feature maps."""


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
