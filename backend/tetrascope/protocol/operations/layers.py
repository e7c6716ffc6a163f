"""Scene 1: what the network answers, and each layer's feature maps in clusters (thesis 3.1)."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.example import (
    BITMAP,
    CAT,
    CONSTANT_MAP,
    CROPPED,
    IMAGE,
    IMAGE_ID,
    LAYER_NAME,
    MAP,
    MERGED_CAT,
    NETWORK_ID,
    RECTANGLE,
    SCORE,
    TIGER_CAT,
)
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import Framing
from tetrascope.protocol.groups import Groups
from tetrascope.protocol.masks import Bitmap, Mask, Rectangle
from tetrascope.protocol.merged_labels import Merged
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.replacement import Replacement
from tetrascope.protocol.request import Identifier, PhotoRequest
from tetrascope.protocol.tensor import Tensor


class LayersRequest(PhotoRequest):
    """Scene 1: predictions, and each layer's feature maps in clusters."""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    clusters: int = Field(default=3, ge=1, le=64)
    """Clusters for each layer; a layer with fewer distinct scores gets that many."""
    criterion: Criterion = "entropy"
    """By what feature maps are clustered."""
    layers: list[Identifier] | None = Field(default=None, min_length=1, max_length=1024)
    """Names of the layers wanted; null for those shown by default."""
    groups: Groups = "own"
    """Whose clusters and components masked images are drawn by: their `own`, or those of the `original`, the unmasked
    image, so that what is drawn can be compared with it. Without masks both are the same. (Since 1.7.)"""
    difference: bool = False
    """Whether clusters come with a `difference` as well; only with the groups of the `original`. (Since 1.7.)"""
    ablated: list[AblatedMaps] = Field(default=[], max_length=64)
    """Feature maps that are switched off: predictions and layers are those of the network without what they tell. With
    the groups of the `original` these are of the unmasked image with nothing switched off. (Since 1.7.)"""
    replacement: Replacement = "mean"
    """What maps that are switched off are set to: each to its `mean` over the image, or to `zero`. (Since 1.7.)"""
    merged: Merged = []
    """Classes that are told as one label, in everything that names or ranks labels. (Since 1.7.)"""


class Predictions(Part):
    """What the network answers for the image as masked."""

    image: Tensor
    """The image as it enters the network, masks applied, before preprocessing: (height, width, 3) RGB bytes, grey for a
    network of one channel."""
    framing: Framing
    """Which part of the photo that is."""
    masks: list[Mask]
    """The masks as applied, cut to the image."""
    classes: list[ClassScore]
    """The ten most probable classes, most probable first."""


def _mean_entropy(data: dict[str, Any]) -> float:
    """The score of a cluster that comes without one: before protocol 1.4 there was no other criterion.

    Without the entropy this is no such message, but early versions of pydantic ask for its score all the same.
    """
    return float(data.get("mean_entropy", 0.0))


class Cluster(Message):
    """Feature maps that are alike by the criterion, drawn as one image."""

    index: int
    """0-based, by rising mean score, so that colours are stable; with the groups of the original as it is there."""
    channels: list[int]
    """The feature maps in it, rising."""
    mean_entropy: float
    """Mean of their entropies, 0..1."""
    mean_score: float = Field(default_factory=_mean_entropy)
    """Mean of their scores by the criterion: `mean_entropy` where that is entropy."""
    explained_variance: float | None
    """Share of the variance that the representative explains, 0..1; null where all maps are constant."""
    representative: Tensor
    """First principal component of the maps, (height, width); with the groups of the original these maps by the
    weights of the original's component, less its means."""
    difference: Tensor | None = None
    """This representative less that of the unmasked image, (height, width), where it was asked for and there are masks:
    a stored 127 is no difference, and all clusters of a layer have one scale. (Since 1.7.)"""


class ClusteredLayer(Part):
    """One column of scene 1."""

    position: int
    """0-based place of the column among the layers of this answer, left to right."""
    layer: str
    """Name of the layer."""
    channels: int
    """Number of feature maps."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    entropies: list[float]
    """Entropy of each feature map, 0..1, by channel."""
    criterion: Criterion = "entropy"
    """By what they are clustered."""
    scores: list[float] | None = None
    """Score of each feature map by the criterion, by channel; null where that is entropy: `entropies` tells them."""
    groups: Groups = "own"
    """Whose clusters and components these are; `own` where there are no masks. (Since 1.7.)"""
    clusters: list[Cluster]
    """The clusters, by rising mean score; with the groups of the original in the order they have there."""


class Layers(Message):
    """Scene 1, whole."""

    predictions: Predictions
    """What the network answers."""
    layers: list[ClusteredLayer]
    """The columns, left to right."""


def fold_layers(parts: Sequence[Part]) -> Layers | None:
    """Predictions and columns as one."""
    if not parts or not isinstance(parts[0], Predictions):
        return None
    return Layers(predictions=parts[0], layers=[part for part in parts if isinstance(part, ClusteredLayer)])


_ABLATED = AblatedMaps(layer=LAYER_NAME, channels=[0, 2])
_PREDICTIONS = Predictions(
    image=IMAGE,
    framing=CROPPED,
    masks=[Rectangle(top=0, left=1, height=1, width=1)],
    classes=[SCORE, ClassScore(label=TIGER_CAT, probability=0.25)],
)
# The second row.
_SECOND_ROW = Bitmap(kind="bitmap", top=1, left=0, height=1, width=2, data=bytes([0b1100_0000]))
_CLUSTER = Cluster(index=0, channels=[1], mean_entropy=0.125, explained_variance=1.0, representative=MAP)
_CONSTANT_CLUSTER = Cluster(
    index=0, channels=[0, 2], mean_entropy=0.0, explained_variance=None, representative=CONSTANT_MAP
)
_CLUSTERED_LAYER = ClusteredLayer(
    position=0,
    layer=LAYER_NAME,
    channels=3,
    height=2,
    width=2,
    entropies=[0.0, 0.25, 0.0],
    clusters=[_CONSTANT_CLUSTER, _CLUSTER.model_copy(update={"index": 1, "mean_entropy": 0.25, "mean_score": 0.25})],
)

# Up by 0.5 at the last pixel, down by 0.25 at the first.
_DIFFERENCE = Tensor(shape=[2, 2], dtype="u1", scale=0.5 / 127, offset=-0.5, data=bytes([64, 127, 127, 254]))
_UNCHANGED = Tensor(shape=[2, 2], dtype="u1", scale=0.5 / 127, offset=-0.5, data=bytes([127] * 4))
_COMPARED_LAYER = _CLUSTERED_LAYER.model_copy(
    update={
        "groups": "original",
        "clusters": [
            cluster.model_copy(update={"difference": difference})
            for cluster, difference in zip(_CLUSTERED_LAYER.clusters, (_UNCHANGED, _DIFFERENCE), strict=True)
        ],
    }
)

OPERATION = Operation(
    name="layers",
    summary="Predictions, and each layer's feature maps in clusters",
    request=LayersRequest,
    parts={"predictions": Predictions, "layer": ClusteredLayer},
    answer=Layers,
    fold=fold_layers,
    examples={
        "layers_request": LayersRequest(
            image_id=IMAGE_ID,
            network_id=NETWORK_ID,
            fit="crop",
            crop_at=0.25,
            masks=[RECTANGLE, Rectangle(top=-10, left=200, height=40, width=40)],
            fill="blur",
            clusters=4,
            criterion="mean_activation",
            layers=[LAYER_NAME],
            groups="original",
            difference=True,
        ),
        "layers_request_bitmap": LayersRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, masks=[RECTANGLE, BITMAP]),
        "layers_request_ablated": LayersRequest(
            image_id=IMAGE_ID, network_id=NETWORK_ID, ablated=[_ABLATED], replacement="zero"
        ),
        "ablated_maps": _ABLATED,
        "layers_request_merged": LayersRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, merged=[CAT]),
        "merged_label": CAT,
        "layers_request_defaults": LayersRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "predictions": _PREDICTIONS,
        "predictions_merged": _PREDICTIONS.model_copy(
            update={"classes": [ClassScore(label=MERGED_CAT, probability=0.875)]}
        ),
        "predictions_bitmap": _PREDICTIONS.model_copy(update={"masks": [_SECOND_ROW]}),
        "cluster": _CLUSTER,
        "clustered_layer": _CLUSTERED_LAYER,
        "clustered_layer_difference": _COMPARED_LAYER,
        "layers": Layers(predictions=_PREDICTIONS, layers=[_CLUSTERED_LAYER]),
    },
)
