"""From a request's masks to the image that enters the network."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import BinaryMask, Box, bits_mask, box_mask, covered_pixels, mask_image, packed_bits
from tetrascope.engine.ablated_activations import Ablated
from tetrascope.engine.steps import Steps
from tetrascope.engine.workspace import Workspace, picture_key
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.framing import Framing
from tetrascope.protocol.masks import Bitmap, Mask, Rectangle
from tetrascope.protocol.operations.ablations import AblationsRequest
from tetrascope.protocol.operations.activations import ActivationsRequest
from tetrascope.protocol.operations.class_evidence import ClassEvidenceRequest
from tetrascope.protocol.operations.components import ComponentsRequest
from tetrascope.protocol.operations.computations import ComputationsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.replacement import Replacement


class MaskedView(NamedTuple):
    """An image as it enters a network, and all that it depends on."""

    image: NDArray[np.uint8]
    framing: Framing
    masks: tuple[Mask, ...]
    key: tuple[object, ...]
    ablated: tuple[Ablated, ...] = ()
    """What is switched off in the network that it enters, a layer each."""


def masked_view(
    workspace: Workspace,
    network: Network,
    request: LayersRequest
    | AblationsRequest
    | ActivationsRequest
    | ClassEvidenceRequest
    | ComponentsRequest
    | ComputationsRequest
    | PoolRequest,
    masks: Sequence[Mask] = (),
) -> Steps[MaskedView]:
    """Lay the masks over the request's image; InvalidInput where a mask hides none of it.

    The key tells which pixels are hidden, whatever the masks that hide them.
    """
    size = network.input.size
    image, framing = yield from workspace.picture(request, network.input)
    whose = (network.network_id, network.weights_identity, *picture_key(request, network.input))
    if not masks:
        return MaskedView(image, framing, (), (*whose, None, None))
    binary = [_binary_mask(mask, index, *size) for index, mask in enumerate(masks)]
    covered = covered_pixels(binary, *size)
    filled = yield from workspace.fill_image(request, network.input, request.fill)
    applied = tuple(_cut(mask, own) for mask, own in zip(masks, binary, strict=True))
    key = (*whose, sha256(packed_bits(covered)).digest(), request.fill)
    return MaskedView(mask_image(image, filled, covered), framing, applied, key)


def ablated_view(
    network: Network, view: MaskedView, switched_off: Sequence[AblatedMaps], replacement: Replacement
) -> MaskedView:
    """The same image entering the network with some of its maps switched off.

    Raises:
        NotFound: the network has no such layer.
        InvalidInput: a layer has no such map.
    """
    channels: dict[str, set[int]] = {}
    for index, each in enumerate(switched_off):
        layer = network.layer(each.layer, field=f"ablated[{index}].layer")
        if max(each.channels) >= layer.channels:
            raise InvalidInput(
                f"Expected channels of 0..{layer.channels - 1} of layer {layer.name!r}, got {max(each.channels)}.",
                field=f"ablated[{index}].channels",
            )
        channels.setdefault(layer.name, set()).update(each.channels)
    ablated = tuple(Ablated(name, tuple(sorted(own)), replacement) for name, own in sorted(channels.items()))
    return view._replace(ablated=ablated, key=(*view.key, *ablated)) if ablated else view


def rectangle_of(box: Box) -> Rectangle:
    """The message for a box."""
    return Rectangle(top=box.top, left=box.left, height=box.height, width=box.width)


def _binary_mask(mask: Mask, index: int, height: int, width: int) -> BinaryMask:
    """What a mask hides of an input of that size."""
    box = Box(mask.top, mask.left, mask.height, mask.width)
    if isinstance(mask, Bitmap):
        found, wanted = bits_mask(box, mask.data, height, width), "a bitmap with a bit set inside"
    else:
        found, wanted = box_mask(box, height, width), "a mask that touches"
    if found is None:
        raise InvalidInput(
            f"Expected {wanted} the network's input of {height} x {width} pixels, "
            f"got {mask.height} x {mask.width} pixels at row {mask.top}, column {mask.left}.",
            field=f"masks[{index}]",
            hint="Coordinates count pixels of the network's input from its top left, not of the uploaded image.",
        )
    return found


def _cut(mask: Mask, binary: BinaryMask) -> Mask:
    """The mask as applied."""
    if not isinstance(mask, Bitmap) or binary.bits is None:
        return rectangle_of(binary.box)
    if (binary.box.height, binary.box.width) == (mask.height, mask.width):
        return mask
    return Bitmap(kind="bitmap", **binary.box._asdict(), data=packed_bits(binary.bits))
