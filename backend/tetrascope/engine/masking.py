"""From a request's masks to the image that enters the network."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.fills import Fill, fill_image
from tetrascope.analysis.masks import Box, clip, mask_image
from tetrascope.engine.requests import Rectangle
from tetrascope.engine.steps import Steps
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network


class MaskedView(NamedTuple):
    """An image as it enters a network, and all that it depends on."""

    image: NDArray[np.uint8]
    masks: tuple[Rectangle, ...]
    key: tuple[object, ...]


def masked_view(
    workspace: Workspace, network: Network, image_id: str, masks: Sequence[Rectangle], fill: Fill
) -> Steps[MaskedView]:
    """Lay the masks over the image; InvalidInput where a mask lies wholly outside it."""
    original = yield from workspace.input_image(image_id, network)
    boxes = [_clipped(mask, index, network) for index, mask in enumerate(masks)]
    image = mask_image(original, fill_image(original, fill), boxes) if boxes else original
    applied = tuple(rectangle_of(box) for box in boxes)
    covered = tuple(sorted(set(boxes)))
    key = (network.network_id, network.weights_identity, image_id, covered, fill if covered else None)
    return MaskedView(image, applied, key)


def rectangle_of(box: Box) -> Rectangle:
    """The message for a box."""
    return Rectangle(top=box.top, left=box.left, height=box.height, width=box.width)


def _clipped(mask: Rectangle, index: int, network: Network) -> Box:
    box = clip(Box(mask.top, mask.left, mask.height, mask.width), network.input_height, network.input_width)
    if box is None:
        raise InvalidInput(
            f"Expected a mask that touches the network's input of {network.input_height} x {network.input_width} "
            f"pixels, got {mask.height} x {mask.width} pixels at row {mask.top}, column {mask.left}.",
            field=f"masks[{index}]",
            hint="Coordinates count pixels of the network's input from its top left, not of the uploaded image.",
        )
    return box
