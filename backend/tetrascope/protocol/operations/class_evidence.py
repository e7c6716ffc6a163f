"""What each channel and each pixel of the last maps adds to a class's logit (class activation maps)."""

from typing import Literal

from pydantic import Field

from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.example import IMAGE_ID, LAYER_NAME, NETWORK_ID, RECTANGLE, SCORE
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.replacement import Replacement
from tetrascope.protocol.request import PhotoRequest


class ClassEvidenceRequest(PhotoRequest):
    """What speaks for a class and against it, by channel and by pixel of the last maps. (Since 1.7.)"""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    class_index: int | None = Field(default=None, ge=0, le=10_000_000)
    """The class whose pixels are told; null for the most probable one."""
    channels: int = Field(default=8, ge=1, le=1024)
    """Channels that are told of each class, those that add or take away most; the others are summed up."""
    ablated: list[AblatedMaps] = Field(default=[], max_length=64)
    """Feature maps that are switched off, as in the request for layers."""
    replacement: Replacement = "mean"
    """What maps that are switched off are set to."""


class ChannelEvidence(Message):
    """What a channel adds to a class's logit. (Since 1.7.)"""

    channel: int
    """Index of the feature map in the layer."""
    weight: float
    """The dense layer's weight from it to the class."""
    pooled: float
    """What pooling makes of its map: its mean, or its largest value."""
    evidence: float
    """Their product: so much it adds to the logit, or takes away where it is below 0."""


class EvidenceOfClass(Message):
    """What a class's logit is made of: `bias`, `rest` and the `evidence` of `channels` add up to it. (Since 1.7.)"""

    score: ClassScore
    """The class, and its probability."""
    logit: float
    """What the dense layer gives out for it, before softmax, as the network computes it."""
    bias: float
    """The dense layer's bias for the class."""
    channels: list[ChannelEvidence]
    """The channels that count most, by the size of their evidence, the largest first."""
    rest: float
    """Sum of the evidence of all other channels."""


class ClassEvidence(Part):
    """What speaks for the most probable classes and against them. (Since 1.7.)"""

    status: Literal["found", "no_pooled_head"]
    """`no_pooled_head`: the network does not end in global pooling and one dense layer, or what is pooled is no layer
    that can be shown; then nothing of this kind can be told exactly, and all else is empty or null."""
    explanation: str
    """What that means, in a sentence."""
    layer: str | None
    """Name of the layer whose maps are pooled."""
    height: int
    """Rows of its maps."""
    width: int
    """Columns of its maps."""
    pooling: Literal["average", "max"]
    """What is pooled: the `average` of each map, or its largest value."""
    classes: list[EvidenceOfClass]
    """The class asked for, then the others of the ten most probable, most probable first."""
    pixels: list[float]
    """What each pixel of the maps adds to the logit of the first class, row by row; with its bias they sum to it."""


_CHANNEL = ChannelEvidence(channel=5, weight=0.5, pooled=2.0, evidence=1.0)
_CLASS = EvidenceOfClass(score=SCORE, logit=1.5, bias=0.25, channels=[_CHANNEL], rest=0.25)

OPERATION = Operation(
    name="class_evidence",
    summary="What each channel and each pixel of the last maps adds to a class's logit",
    request=ClassEvidenceRequest,
    parts={"class_evidence": ClassEvidence},
    answer=ClassEvidence,
    examples={
        "class_evidence_request": ClassEvidenceRequest(
            image_id=IMAGE_ID,
            network_id=NETWORK_ID,
            masks=[RECTANGLE],
            fill="mean",
            class_index=282,
            channels=4,
            ablated=[AblatedMaps(layer=LAYER_NAME, channels=[5, 31])],
            replacement="zero",
        ),
        "class_evidence_request_defaults": ClassEvidenceRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "channel_evidence": _CHANNEL,
        "evidence_of_class": _CLASS,
        "class_evidence": ClassEvidence(
            status="found",
            explanation="The logit of each class is its bias and the sum over the maps of head_conv.",
            layer=LAYER_NAME,
            height=1,
            width=2,
            pooling="average",
            classes=[_CLASS],
            pixels=[1.5, -0.25],
        ),
        "class_evidence_no_pooled_head": ClassEvidence(
            status="no_pooled_head",
            explanation="The network does not end in global pooling and one dense layer.",
            layer=None,
            height=0,
            width=0,
            pooling="average",
            classes=[],
            pixels=[],
        ),
    },
)
