"""How a photo of any shape becomes a network's input of one shape."""

from typing import Literal

from tetrascope.protocol.message import Message

Fit = Literal["crop", "squash", "pad"]
"""`crop` cuts the largest part of the input's shape out; `squash` takes the whole photo and gives up its proportions;
`pad` takes the whole photo, keeps its proportions, and leaves the rest of the input black."""


MIDDLE = 0.5


class Area(Message):
    """A rectangle, in pixels and fractions of pixels, counted from the top left."""

    top: float
    """Where it begins, in rows."""
    left: float
    """Where it begins, in columns."""
    height: float
    """Rows."""
    width: float
    """Columns."""


class Framing(Message):
    """Which part of a photo enters a network, and which part of the network's input it fills."""

    fit: Fit
    """How the photo was made to fit: `crop`, `squash` or `pad`."""
    crop_at: float
    """Where the part lies in the room that a crop leaves: 0 at the top or left, 1 at the bottom or right. 0.5 for other
    fits."""
    photo: Area
    """The part of the photo, in its pixels; all of it unless it was cropped."""
    input: Area
    """The part of the network's input that it fills, in whole pixels; all of it unless it was padded."""
