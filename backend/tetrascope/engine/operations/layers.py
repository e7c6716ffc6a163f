"""Scene 1: predictions, then each layer's feature maps in clusters (thesis 3.1)."""

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.engine.label_space import LabelSpace
from tetrascope.engine.layer_drawings import LayerDrawings
from tetrascope.engine.masking import MaskedView, ablated_view, masked_view
from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor_encoding import tensor_of_image
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.layers import LayersRequest, Predictions
from tetrascope.protocol.progress import Progress

CLASSES_SHOWN = 10
PROGRESS_EVERY = 0.05
"""Seconds between two reports of progress; more often nobody could read them."""


def run(workspace: Workspace, request: LayersRequest) -> Steps[None]:
    """Yield one `Predictions`, then one `ClusteredLayer` for each layer, left to right.

    Layers are clustered side by side on the workspace's threads while those before them are on their way; nothing
    waits for that on the thread that takes turns.
    """
    _check_difference(request)
    network = yield from workspace.networks.get(request.network_id)
    labels = LabelSpace(network, request.merged)
    layers = chosen_layers(network, request.layers)
    masked = yield from masked_view(workspace, network, request, request.masks)
    view = ablated_view(network, masked, request.ablated, request.replacement)
    compared = bool(request.masks or request.ablated) and request.groups == "original"
    drawings = LayerDrawings(
        workspace,
        network,
        view,
        request.clusters,
        request.criterion,
        original=(yield from masked_view(workspace, network, request)) if compared else None,
        difference=compared and request.difference,
    )
    try:
        yield predictions(labels, view, (yield from drawings.begin(layers)))
        told = time.perf_counter()
        time_left, values = TimeLeft(), [layer.height * layer.width * layer.channels for layer in layers]
        for position in range(len(layers)):
            clustered = yield from drawings.get(layers[position:])
            yield clustered.model_copy(update={"position": position})
            if position + 1 == len(layers) or time.perf_counter() - told >= PROGRESS_EVERY:
                told = time.perf_counter()
                seconds_left = time_left.seconds(sum(values[: position + 1]), sum(values))
                yield _progress(position + 1, len(layers), seconds_left)
    finally:
        drawings.close()
    workspace.networks.cut_soon(network)


def _check_difference(request: LayersRequest) -> None:
    if request.difference and request.groups != "original":
        raise InvalidInput(
            f"Expected the groups of the original for a difference from it, got the groups {request.groups!r}.",
            field="difference",
            hint="Ask with groups: original, or without difference.",
        )


def _progress(done: int, total: int, seconds_left: float | None) -> Progress:
    return Progress(done=done, total=total, seconds_left=seconds_left, stage="Clustering feature maps")


def chosen_layers(network: Network, names: Sequence[str] | None) -> list[Layer]:
    """The layers asked for in the order data flows, or those shown by default."""
    if names is None:
        return [layer for layer in network.layers if layer.shown]
    for index, name in enumerate(names):
        network.layer(name, field=f"layers[{index}]")
    if len(set(names)) < len(names):
        raise InvalidInput("Expected each layer once, got one several times.", field="layers")
    wanted = set(names)
    return [layer for layer in network.layers if layer.name in wanted]


def predictions(labels: LabelSpace, view: MaskedView, logits: NDArray[np.float32]) -> Predictions:
    """The answer of the network to an image; logits of shape (classes,)."""
    return Predictions(
        image=tensor_of_image(view.image),
        framing=view.framing,
        masks=list(view.masks),
        classes=labels.scores(labels.probabilities(logits), CLASSES_SHOWN),
    )
