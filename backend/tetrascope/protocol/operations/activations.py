"""Feature maps of one layer, each on its own (thesis 3.1.1)."""

from typing import Annotated, Any

from pydantic import Field

from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.example import IMAGE_ID, LAYER_NAME, MAP, NETWORK_ID
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.replacement import Replacement
from tetrascope.protocol.request import Identifier, PhotoRequest
from tetrascope.protocol.tensor import Tensor


class ActivationsRequest(PhotoRequest):
    """Feature maps of one layer, each on its own."""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    layer: Identifier
    """Name of the layer."""
    channels: list[Annotated[int, Field(ge=0)]] | None = Field(default=None, min_length=1, max_length=8192)
    """Channels wanted, in this order, none twice; null for all."""
    criterion: Criterion = "entropy"
    """By what each map's `score` is measured."""
    ablated: list[AblatedMaps] = Field(default=[], max_length=64)
    """Feature maps that are switched off, as in the request for layers. (Since 1.7.)"""
    replacement: Replacement = "mean"
    """What maps that are switched off are set to. (Since 1.7.)"""


def _entropy(data: dict[str, Any]) -> float:
    """The score of a map that comes without one: before protocol 1.4 there was no other criterion."""
    return float(data.get("entropy", 0.0))


class FeatureMap(Message):
    """One channel of a layer."""

    channel: int
    """Its index in the layer."""
    entropy: float
    """Shannon entropy of its values, 0..1."""
    score: float = Field(default_factory=_entropy)
    """Its score by the criterion: `entropy` where that is entropy."""
    map: Tensor
    """Its values after the activation, (height, width)."""


class Activations(Part):
    """Feature maps of one layer."""

    layer: str
    """Name of the layer."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    criterion: Criterion = "entropy"
    """By what the maps' scores are measured."""
    maps: list[FeatureMap]
    """The maps asked for, in the order asked for."""


_FEATURE_MAP = FeatureMap(channel=1, entropy=0.25, map=MAP)

OPERATION = Operation(
    name="activations",
    summary="Feature maps of one layer",
    request=ActivationsRequest,
    parts={"activations": Activations},
    answer=Activations,
    examples={
        "activations_request": ActivationsRequest(
            image_id=IMAGE_ID,
            network_id=NETWORK_ID,
            layer=LAYER_NAME,
            channels=[5, 0, 31],
            criterion="mean_activation",
        ),
        "activations_request_defaults": ActivationsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, layer=LAYER_NAME),
        "feature_map": _FEATURE_MAP,
        "activations": Activations(layer=LAYER_NAME, height=2, width=2, maps=[_FEATURE_MAP]),
    },
)
