"""What an engine can be asked for. Every request is complete in itself: any worker can answer it."""

from typing import Annotated

from pydantic import Field

from tetrascope.protocol.framing import MIDDLE, Fit
from tetrascope.protocol.message import Message

Identifier = Annotated[str, Field(min_length=1, max_length=128)]


class AnalysisRequest(Message):
    """A question that an engine answers; one for each operation."""


class PhotoRequest(AnalysisRequest):
    """What every question about a photo names: the photo, the network, and how the one is made to fit the other."""

    image_id: Identifier
    """An uploaded or sample image."""
    network_id: Identifier
    """A network of the catalog, or the operator's own."""
    fit: Fit | None = None
    """How the photo is made to fit the network's input: `crop` cuts the largest part of the input's proportions out,
    `squash` takes the whole photo and gives up its proportions, `pad` takes the whole photo and leaves the rest of the
    input black. Null for the network's own `fit`, see NetworkSummary."""
    crop_at: float = Field(default=MIDDLE, ge=0, le=1)
    """Where a crop lies in the room that there is: 0 at the top or left end, 0.5 in the middle, 1 at the bottom or
    right end. Without effect where the photo is not cropped."""
