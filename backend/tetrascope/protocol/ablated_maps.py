"""Feature maps that a request has switched off."""

from typing import Annotated

from pydantic import Field

from tetrascope.protocol.message import Message
from tetrascope.protocol.request import Identifier


class AblatedMaps(Message):
    """Feature maps of a layer that are switched off. (Since 1.7.)"""

    layer: Identifier
    """Name of the layer."""
    channels: list[Annotated[int, Field(ge=0)]] = Field(min_length=1, max_length=16384)
    """Which of its maps."""
