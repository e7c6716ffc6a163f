"""Scene 1: predictions, then each layer's feature maps in clusters."""

import time
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.clusters import cluster_by_entropy
from tetrascope.analysis.representative import representatives
from tetrascope.engine.feature_maps import LayerMaps, batch_layers, layer_maps
from tetrascope.engine.masking import MaskedView, masked_view
from tetrascope.engine.requests import LayersRequest
from tetrascope.engine.results import Cluster, ClusteredLayer, Predictions, Progress
from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor import tensor_of_image, tensor_of_values
from tetrascope.engine.workspace import Workspace, class_scores
from tetrascope.errors import InvalidInput
from tetrascope.networks.layer import Layer
from tetrascope.networks.network import Network
from tetrascope.networks.softmax import softmax

CLASSES_SHOWN = 10


def analyse_layers(workspace: Workspace, request: LayersRequest) -> Steps[None]:
    """Yield one `Predictions`, then one `ClusteredLayer` for each layer, left to right."""
    network = yield from workspace.networks.get(request.network_id)
    layers = chosen_layers(network, request.layers)
    view = yield from masked_view(workspace, network, request.image_id, request.masks, request.fill)
    known = {layer.name: workspace.results.get(_key(view, layer, request.clusters)) for layer in layers}
    passes = batch_layers([layer for layer in layers if known[layer.name] is None])
    logits, maps = layer_maps(workspace, network, view, next(passes, []))
    yield predictions(network, view, logits)
    started = time.perf_counter()
    for position, layer in enumerate(layers):
        clustered = known[layer.name]
        if clustered is None:
            if layer.name not in maps:
                _, maps = layer_maps(workspace, network, view, next(passes))
            clustered = cluster_layer(layer, maps.pop(layer.name), request.clusters)
            workspace.results.put(_key(view, layer, request.clusters), clustered, _size(clustered))
        yield clustered.model_copy(update={"position": position})
        yield _progress(position + 1, len(layers), started)


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


def cluster_layer(layer: Layer, maps: LayerMaps, count: int) -> ClusteredLayer:
    """Partition a layer's maps by entropy and draw each cluster as its first principal component."""
    return ClusteredLayer(
        position=0,
        layer=layer.name,
        channels=layer.channels,
        height=layer.height,
        width=layer.width,
        entropies=maps.entropies.tolist(),
        clusters=list(_clusters(maps, count)),
    )


def _clusters(maps: LayerMaps, count: int) -> Iterator[Cluster]:
    clustering = cluster_by_entropy(maps.entropies, count)
    drawings = representatives(maps.values, clustering.members)
    for index, (channels, drawn) in enumerate(zip(clustering.members, drawings, strict=True)):
        yield Cluster(
            index=index,
            channels=channels.tolist(),
            mean_entropy=float(clustering.mean_entropies[index]),
            explained_variance=drawn.explained_variance,
            representative=tensor_of_values(drawn.map),
        )


def _key(view: MaskedView, layer: Layer, count: int) -> tuple[object, ...]:
    return ("layer", *view.key, layer.name, count)


def _size(clustered: ClusteredLayer) -> int:
    maps = sum(len(cluster.representative.data) for cluster in clustered.clusters)
    return maps + 64 * clustered.channels + 1024 * len(clustered.clusters)
