"""What a cluster's picture is made of, how much of the maps it shows, and what else could stand for them."""

from pydantic import Field

from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.example import IMAGE_ID, LAYER_NAME, MAP, NETWORK_ID, RECTANGLE
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.groups import Groups
from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.replacement import Replacement
from tetrascope.protocol.representatives import RepresentativeName
from tetrascope.protocol.request import Identifier, PhotoRequest
from tetrascope.protocol.tensor import Tensor


class ComponentsRequest(PhotoRequest):
    """What a cluster's representative is made of; the cluster is named as in the request for layers that brought it.
    (Since 1.7.)"""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    layer: Identifier
    """Name of the layer."""
    cluster: int = Field(ge=0, le=63)
    """Index of the cluster in it."""
    clusters: int = Field(default=3, ge=1, le=64)
    """Clusters for the layer, as in the request for layers."""
    criterion: Criterion = "entropy"
    """By what feature maps are clustered."""
    groups: Groups = "own"
    """Whose clusters and components these are, as in the request for layers."""
    ablated: list[AblatedMaps] = Field(default=[], max_length=64)
    """Feature maps that are switched off, as in the request for layers."""
    replacement: Replacement = "mean"
    """What maps that are switched off are set to."""


class Representative(Message):
    """One image that stands for a cluster. (Since 1.7.)"""

    method: RepresentativeName
    """How it is drawn."""
    channel: int | None
    """The feature map that it is; null where it is made of several."""
    explained_variance: float | None
    """Share of the maps' variance that multiples of it explain, 0..1; null where all maps are constant."""
    map: Tensor
    """The image, (height, width)."""


class Components(Part):
    """What a cluster's representative is made of, and what else could stand for the cluster. (Since 1.7.)"""

    layer: str
    """Name of the layer."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    cluster: int
    """Index of the cluster."""
    criterion: Criterion
    """By what feature maps are clustered."""
    groups: Groups
    """Whose clusters and components these are; `own` where nothing is masked or switched off."""
    channels: list[int]
    """The feature maps in the cluster, rising."""
    weights: list[float]
    """Weight of each of them in the first component, in the order of `channels`; their squares sum to 1."""
    explained_variances: list[float]
    """Shares of the maps' variance along the first component and along the second, where there is one; empty where all
    maps are constant."""
    representatives: list[Representative]
    """Images of the cluster, one for each method, the first component first."""


_SECOND = MAP.model_copy(update={"scale": 0.25})

OPERATION = Operation(
    name="components",
    summary="What a cluster's representative is made of, and what else could stand for the cluster",
    request=ComponentsRequest,
    parts={"components": Components},
    answer=Components,
    examples={
        "components_request": ComponentsRequest(
            image_id=IMAGE_ID,
            network_id=NETWORK_ID,
            masks=[RECTANGLE],
            fill="mean",
            layer=LAYER_NAME,
            cluster=1,
            clusters=4,
            criterion="mean_activation",
            groups="original",
        ),
        "components_request_defaults": ComponentsRequest(
            image_id=IMAGE_ID, network_id=NETWORK_ID, layer=LAYER_NAME, cluster=0
        ),
        "representative": Representative(method="central_map", channel=4, explained_variance=0.5, map=_SECOND),
        "components": Components(
            layer=LAYER_NAME,
            height=2,
            width=2,
            cluster=1,
            criterion="entropy",
            groups="own",
            channels=[1, 4],
            weights=[0.8, -0.6],
            explained_variances=[0.75, 0.25],
            representatives=[
                Representative(method="first_component", channel=None, explained_variance=0.75, map=MAP),
                Representative(method="mean_map", channel=None, explained_variance=0.5, map=_SECOND),
                Representative(method="central_map", channel=4, explained_variance=0.5, map=_SECOND),
                Representative(method="max_abs", channel=None, explained_variance=0.25, map=MAP),
            ],
        ),
    },
)
