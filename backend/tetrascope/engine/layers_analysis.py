"""Scene 1: predictions, then each layer's feature maps in clusters."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.clusters import cluster_by_entropy
from tetrascope.analysis.entropy import map_entropies
from tetrascope.analysis.representative import representatives
from tetrascope.engine.feature_maps import batch_layers, keep_entropies, known_entropies, layer_maps
from tetrascope.engine.masking import MaskedView, masked_view
from tetrascope.engine.requests import LayersRequest
from tetrascope.engine.results import Cluster, ClusteredLayer, Predictions, Progress
from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor import tensor_of_image, tensors_of_images
from tetrascope.engine.workspace import Workspace, class_scores
from tetrascope.errors import InvalidInput
from tetrascope.networks.layer import Layer
from tetrascope.networks.network import Network
from tetrascope.networks.softmax import softmax

CLASSES_SHOWN = 10


def analyse_layers(workspace: Workspace, request: LayersRequest) -> Steps[None]:
    """Yield one `Predictions`, then one `ClusteredLayer` for each layer, left to right.

    Layers are clustered side by side on the workspace's threads while those before them are on their way.
    """
    network = yield from workspace.networks.get(request.network_id)
    layers = chosen_layers(network, request.layers)
    view = yield from masked_view(workspace, network, request.image_id, request.masks, request.fill)
    known = {layer.name: workspace.results.get(_key(view, layer, request.clusters)) for layer in layers}
    passes = batch_layers([layer for layer in layers if known[layer.name] is None])
    jobs: dict[str, Future[LayerDrawing]] = {}

    def begin_pass() -> NDArray[np.float32]:
        logits, maps = layer_maps(workspace, network, view, next(passes, []))
        for name, values in maps.items():
            entropies = known_entropies(workspace, view, name)
            jobs[name] = workspace.threads.submit(draw_layer, network.layer(name), values, entropies, request.clusters)
        return logits

    try:
        yield predictions(network, view, begin_pass())
        started = time.perf_counter()
        for position, layer in enumerate(layers):
            clustered = known[layer.name]
            if clustered is None:
                if layer.name not in jobs:
                    begin_pass()
                entropies, clustered = jobs.pop(layer.name).result()
                keep_entropies(workspace, view, layer.name, entropies)
                workspace.results.put(_key(view, layer, request.clusters), clustered, _size(clustered))
            yield clustered.model_copy(update={"position": position})
            yield _progress(position + 1, len(layers), started)
    finally:
        for job in jobs.values():
            job.cancel()


def _progress(done: int, total: int, started: float) -> Progress:
    seconds_left = (time.perf_counter() - started) / done * (total - done)
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


def predictions(network: Network, view: MaskedView, logits: NDArray[np.float32]) -> Predictions:
    """The answer of the network to an image; logits of shape (classes,)."""
    return Predictions(
        image=tensor_of_image(view.image),
        masks=list(view.masks),
        classes=class_scores(network, softmax(logits), CLASSES_SHOWN),
    )


class LayerDrawing(NamedTuple):
    """What one layer's maps come to."""

    entropies: NDArray[np.float64]
    """(c,)"""
    clustered: ClusteredLayer


def draw_layer(
    layer: Layer, values: NDArray[np.float32], entropies: NDArray[np.float64] | None, count: int
) -> LayerDrawing:
    """Partition a layer's maps, (h, w, c), by entropy and draw each cluster as its first principal component.

    From any thread. `entropies` spares their computation where they are known.
    """
    if entropies is None:
        entropies = map_entropies(values)
    clustering = cluster_by_entropy(entropies, count)
    drawn = representatives(values, clustering.members)
    tensors = tensors_of_images(drawn.maps)
    clusters = [
        Cluster(
            index=index,
            channels=channels.tolist(),
            mean_entropy=float(clustering.mean_entropies[index]),
            explained_variance=drawn.explained_variances[index],
            representative=tensors[index],
        )
        for index, channels in enumerate(clustering.members)
    ]
    return LayerDrawing(
        entropies,
        ClusteredLayer(
            position=0,
            layer=layer.name,
            channels=layer.channels,
            height=layer.height,
            width=layer.width,
            entropies=entropies.tolist(),
            clusters=clusters,
        ),
    )


def _key(view: MaskedView, layer: Layer, count: int) -> tuple[object, ...]:
    return ("layer", *view.key, layer.name, count)


def _size(clustered: ClusteredLayer) -> int:
    maps = sum(len(cluster.representative.data) for cluster in clustered.clusters)
    return maps + 64 * clustered.channels + 1024 * len(clustered.clusters)
