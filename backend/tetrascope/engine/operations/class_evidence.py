"""What each channel and each pixel of the last maps adds to a class's logit (class activation maps)."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.class_evidence import channel_evidence, pixel_evidence, pooled_maps
from tetrascope.engine.feature_maps import layer_maps
from tetrascope.engine.masking import ablated_view, masked_view
from tetrascope.engine.network_messages import class_label
from tetrascope.engine.operations.layers import CLASSES_SHOWN
from tetrascope.engine.steps import Steps, before_pass
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.networks.pooled_head import PooledHead
from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.class_evidence import (
    ChannelEvidence,
    ClassEvidence,
    ClassEvidenceRequest,
    EvidenceOfClass,
)


def run(workspace: Workspace, request: ClassEvidenceRequest) -> Steps[None]:
    """Yield one `ClassEvidence`."""
    network = yield from workspace.networks.get(request.network_id)
    if request.class_index is not None and request.class_index >= network.class_count:
        raise InvalidInput(
            f"Expected a class from 0 to {network.class_count - 1} of {network.title}, got {request.class_index}.",
            field="class_index",
            hint="Name a class of this network, or leave it out for the most probable one.",
        )
    masked = yield from masked_view(workspace, network, request, request.masks)
    view = ablated_view(network, masked, request.ablated, request.replacement)
    layer = network.pooled_layer
    if network.pooled_head is None or layer is None:
        yield _no_head(network)
        return
    yield from workspace.map_room.take(layer.bytes)
    try:
        yield from before_pass()
        logits, maps = layer_maps(workspace, network, view, [layer.name])
        evidence = _evidence(network, network.pooled_head, layer, logits, maps[layer.name], request)
    finally:
        workspace.map_room.give_back(layer.bytes)
    yield evidence


def _no_head(network: Network) -> ClassEvidence:
    why = (
        "does not end in global pooling and one dense layer"
        if network.pooled_head is None
        else "pools what is no layer of it that can be shown"
    )
    explanation = f"{network.title} {why}, so a class's logit is no sum over the maps of its last layer."
    return ClassEvidence(
        status="no_pooled_head",
        explanation=explanation,
        layer=None,
        height=0,
        width=0,
        pooling="average",
        classes=[],
        pixels=[],
    )


def _evidence(
    network: Network,
    head: PooledHead,
    layer: Layer,
    logits: NDArray[np.float32],
    maps: NDArray[np.float32],
    request: ClassEvidenceRequest,
) -> ClassEvidence:
    classes: list[int] = np.argsort(-logits, kind="stable")[:CLASSES_SHOWN].tolist()
    first = classes[0] if request.class_index is None else request.class_index
    wanted = [first, *(index for index in classes if index != first)]
    pooled = pooled_maps(maps, head.pooling)
    of_channels = channel_evidence(pooled, head.kernel[:, wanted])
    probabilities = network.answers.probabilities(logits[None])[0]
    return ClassEvidence(
        status="found",
        explanation=f"The logit of a class is its bias and what the {layer.channels} maps of {layer.name} add to it.",
        layer=layer.name,
        height=layer.height,
        width=layer.width,
        pooling=head.pooling,
        classes=[
            _of_class(
                ClassScore(label=class_label(network, index), probability=float(probabilities[index])),
                float(logits[index]),
                head,
                of_channels[:, place],
                pooled,
                request.channels,
            )
            for place, index in enumerate(wanted)
        ],
        pixels=pixel_evidence(maps, head.kernel[:, first], head.pooling).ravel().tolist(),
    )


def _of_class(
    score: ClassScore,
    logit: float,
    head: PooledHead,
    evidence: NDArray[np.float64],
    pooled: NDArray[np.float64],
    most: int,
) -> EvidenceOfClass:
    index = score.label.index
    order: list[int] = np.argsort(-np.abs(evidence), kind="stable").tolist()
    channels = [
        ChannelEvidence(
            channel=channel,
            weight=float(head.kernel[channel, index]),
            pooled=float(pooled[channel]),
            evidence=float(evidence[channel]),
        )
        for channel in order[:most]
    ]
    rest = float(evidence[order[most:]].sum())
    return EvidenceOfClass(score=score, logit=logit, bias=float(head.bias[index]), channels=channels, rest=rest)
