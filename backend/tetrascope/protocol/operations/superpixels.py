"""The image in pieces of similar colour."""

from pydantic import Field

from tetrascope.protocol.example import IMAGE_ID, NETWORK_ID
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import PhotoRequest
from tetrascope.protocol.tensor import Tensor


class SuperpixelsRequest(PhotoRequest):
    """The image in pieces of similar colour, such as a person may want to mask. The network's weights need not be
    there."""

    segments: int = Field(default=60, ge=2, le=1000)
    """About how many superpixels there should be."""
    compactness: float = Field(default=10.0, ge=0.1, le=1000.0)
    """How much nearness counts against colour: a high value gives squares, a low one follows edges."""


class Superpixels(Part):
    """The image in pieces of similar colour."""

    count: int
    """Number of superpixels."""
    labels: Tensor
    """For each pixel of the network's input the superpixel that it belongs to, 0..count - 1: (height, width), `u2`."""


# The superpixels 0 and 1 above, 1 and 1 below.
_LABELS = Tensor(shape=[2, 2], dtype="u2", scale=1.0, offset=0.0, data=bytes([0, 0, 1, 0, 1, 0, 1, 0]))

OPERATION = Operation(
    name="superpixels",
    summary="The image in pieces of similar colour",
    request=SuperpixelsRequest,
    parts={"superpixels": Superpixels},
    answer=Superpixels,
    examples={
        "superpixels_request": SuperpixelsRequest(
            image_id=IMAGE_ID, network_id=NETWORK_ID, segments=100, compactness=0.5
        ),
        "superpixels_request_defaults": SuperpixelsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "superpixels": Superpixels(count=2, labels=_LABELS),
    },
)
