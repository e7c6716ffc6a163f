"""The image as it enters a network, and what shows through a mask."""

from tetrascope.protocol.example import BLACK, CROPPED, IMAGE, IMAGE_ID, NETWORK_ID
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import Framing
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import PhotoRequest
from tetrascope.protocol.tensor import Tensor


class InputsRequest(PhotoRequest):
    """The image as it enters a network, and what shows through a mask, so that a client can draw masks by itself. The
    network's weights need not be there."""

    fill: Fill = "black"
    """What masked pixels become."""


class Input(Part):
    """What enters the network, and what would show through masks."""

    image: Tensor
    """The unmasked image as it enters the network: (height, width, 3) RGB bytes."""
    framing: Framing
    """Which part of the photo that is."""
    fill_image: Tensor
    """What shows through a mask: (height, width, 3) RGB bytes."""


OPERATION = Operation(
    name="inputs",
    summary="The image as it enters the network, and what shows through a mask",
    request=InputsRequest,
    parts={"input": Input},
    answer=Input,
    examples={
        "inputs_request": InputsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, fit="pad", fill="noise"),
        "inputs_request_defaults": InputsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "input": Input(image=IMAGE, framing=CROPPED, fill_image=BLACK),
    },
)
