"""Feature maps of one layer, each on its own (thesis 3.1.1)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.criteria import ENTROPY, score_maps
from tetrascope.engine.feature_maps import keep_scores, known_scores, layer_maps
from tetrascope.engine.masking import MaskedView, ablated_view, masked_view
from tetrascope.engine.steps import Steps, before_pass
from tetrascope.engine.tensor_encoding import tensors_of_maps
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.activations import Activations, ActivationsRequest, FeatureMap


def run(workspace: Workspace, request: ActivationsRequest) -> Steps[None]:
    """Yield one `Activations`."""
    network = yield from workspace.networks.get(request.network_id)
    layer = network.layer(request.layer, field="layer")
    channels = _chosen_channels(layer, request.channels)
    masked = yield from masked_view(workspace, network, request, request.masks)
    view = ablated_view(network, masked, request.ablated, request.replacement)
    yield from workspace.map_room.take(layer.bytes)
    try:
        yield from before_pass()
        activations = _drawn(workspace, network, view, layer, channels, request.criterion)
    finally:  # the maps themselves are let go of, whenever the answer is read
        workspace.map_room.give_back(layer.bytes)
    yield activations


def _drawn(
    workspace: Workspace,
    network: Network,
    view: MaskedView,
    layer: Layer,
    channels: Sequence[int],
    criterion: str,
) -> Activations:
    _, maps = layer_maps(workspace, network, view, [layer.name])
    values = maps[layer.name]
    scores = {name: _scores(workspace, view, layer, values, name) for name in {ENTROPY, criterion}}
    tensors = tensors_of_maps(values if channels == range(layer.channels) else values[:, :, channels])
    return Activations(
        layer=layer.name,
        height=layer.height,
        width=layer.width,
        criterion=criterion,
        maps=[
            FeatureMap(
                channel=channel,
                entropy=float(scores[ENTROPY][channel]),
                score=float(scores[criterion][channel]),
                map=tensor,
            )
            for channel, tensor in zip(channels, tensors, strict=True)
        ],
    )


def _scores(
    workspace: Workspace, view: MaskedView, layer: Layer, values: NDArray[np.float32], criterion: str
) -> NDArray[np.float64]:
    """Scores of the layer's maps, (c,), unless an analysis has computed them before."""
    scores = known_scores(workspace, view, layer.name, criterion)
    if scores is None:
        scores = score_maps(values, criterion)
        keep_scores(workspace, view, layer.name, criterion, scores)
    return scores


def _chosen_channels(layer: Layer, channels: Sequence[int] | None) -> Sequence[int]:
    if channels is None:
        return range(layer.channels)
    for index, channel in enumerate(channels):
        if channel >= layer.channels:
            raise InvalidInput(
                f"Expected a channel of 0..{layer.channels - 1} in layer {layer.name!r}, got {channel}.",
                field=f"channels[{index}]",
            )
    if len(set(channels)) < len(channels):
        raise InvalidInput("Expected each channel once, got one several times.", field="channels")
    return channels
