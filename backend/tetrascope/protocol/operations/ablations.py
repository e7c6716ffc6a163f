"""Scene 1: what flows into what, measured by switching clusters off."""

from collections.abc import Sequence

from pydantic import Field

from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.example import IMAGE_ID, LAYER_NAME, NETWORK_ID, RECTANGLE, SCORE, TIGER_CAT
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.groups import Groups
from tetrascope.protocol.masks import Mask
from tetrascope.protocol.merged_labels import Merged
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.replacement import Replacement
from tetrascope.protocol.request import Identifier, PhotoRequest

MAX_ABLATIONS = 1024
"""Clusters that one request may have switched off: each is told with how much all later ones change."""


class AblationsRequest(PhotoRequest):
    """Scene 1: each cluster of each layer switched off in turn, and what changes. (Since 1.7.)"""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    clusters: int = Field(default=3, ge=1, le=64)
    """Clusters for each layer, as in the request for layers. All layers together may have 1024."""
    criterion: Criterion = "entropy"
    """By what feature maps are clustered."""
    layers: list[Identifier] | None = Field(default=None, min_length=1, max_length=1024)
    """Names of the layers wanted; null for those shown by default."""
    groups: Groups = "own"
    """Whose clusters these are, as in the request for layers."""
    replacement: Replacement = "mean"
    """What the maps of a cluster that is switched off are set to: each to its `mean` over the image, or to `zero`."""
    merged: Merged = []
    """Classes that are told as one label, in everything that names or ranks labels. (Since 1.7.)"""


class AblationBaseline(Part):
    """What ablations are compared with: the answer for the image, as masked, with nothing switched off. (Since 1.7.)"""

    classes: list[ClassScore]
    """The ten most probable classes, most probable first."""


class LayerChange(Message):
    """How much a later layer's clusters change. (Since 1.7.)"""

    layer: str
    """Name of that layer."""
    changes: list[float]
    """For each of its clusters the L2 norm of its maps' difference by that of the maps as they were, 0 or more. Where
    these were 0 everywhere: 1 for any change."""


class ClusterAblation(Message):
    """What changes when a cluster's maps are switched off. (Since 1.7.)"""

    cluster: int
    """Index of the cluster, as in the answer for layers."""
    channels: list[int]
    """The feature maps in it, rising."""
    drops: list[float]
    """For each class of the baseline, in its order, how much its probability falls: before less after, -1..1."""
    answer: ClassScore
    """The most probable class then, with its probability."""
    layers: list[LayerChange]
    """The later layers among those asked for, in the order data flows."""


class AblatedLayer(Part):
    """A layer whose clusters were switched off, one at a time. (Since 1.7.)"""

    position: int
    """0-based place among the layers of this answer, left to right."""
    layer: str
    """Name of the layer."""
    clusters: list[ClusterAblation]
    """Its clusters, by index."""


class Ablations(Message):
    """What flows into what, whole. (Since 1.7.)"""

    baseline: AblationBaseline
    """What they are compared with."""
    layers: list[AblatedLayer]
    """The layers, left to right."""


def fold_ablations(parts: Sequence[Part]) -> Ablations | None:
    """Baseline and layers as one."""
    if not parts or not isinstance(parts[0], AblationBaseline):
        return None
    return Ablations(baseline=parts[0], layers=[part for part in parts if isinstance(part, AblatedLayer)])


_BASELINE = AblationBaseline(classes=[SCORE, ClassScore(label=TIGER_CAT, probability=0.25)])
_CHANGE = LayerChange(layer="conv1", changes=[0.5, 0.0625])
_ABLATION = ClusterAblation(
    cluster=0,
    channels=[0, 2],
    drops=[0.375, -0.125],
    answer=ClassScore(label=TIGER_CAT, probability=0.375),
    layers=[_CHANGE],
)
_LAYER = AblatedLayer(position=0, layer=LAYER_NAME, clusters=[_ABLATION])

OPERATION = Operation(
    name="ablations",
    summary="What flows into what: each cluster switched off in turn, and how much others change",
    request=AblationsRequest,
    parts={"ablation_baseline": AblationBaseline, "ablated_layer": AblatedLayer},
    answer=Ablations,
    fold=fold_ablations,
    examples={
        "ablations_request": AblationsRequest(
            image_id=IMAGE_ID,
            network_id=NETWORK_ID,
            masks=[RECTANGLE],
            fill="mean",
            clusters=4,
            criterion="mean_activation",
            layers=[LAYER_NAME, "conv1"],
            groups="original",
            replacement="zero",
        ),
        "ablations_request_defaults": AblationsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "ablation_baseline": _BASELINE,
        "layer_change": _CHANGE,
        "cluster_ablation": _ABLATION,
        "ablated_layer": _LAYER,
        "ablations": Ablations(baseline=_BASELINE, layers=[_LAYER]),
    },
)
