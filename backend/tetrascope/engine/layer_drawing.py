"""Layers drawn: clusters of feature maps by entropy, each as its first principal component."""

from collections.abc import Sequence
from concurrent.futures import Future
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.clusters import cluster_by_entropy
from tetrascope.analysis.criteria.entropy import map_entropies
from tetrascope.analysis.representatives.first_component import representatives
from tetrascope.engine.tensor import tensors_of_images
from tetrascope.errors import Failed
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer

MOST_VALUES = 1 << 17
"""Values that layers which are drawn together may have. NumPy's calls cost more than the work on a small layer."""


class LayerMaps(NamedTuple):
    """What a layer is drawn from."""

    layer: Layer
    values: NDArray[np.float32]
    """(h, w, c)"""
    entropies: NDArray[np.float64] | None
    """(c,), where they are known."""


class LayerDrawing(NamedTuple):
    """What one layer's maps come to."""

    entropies: NDArray[np.float64]
    """(c,)"""
    clustered: ClusteredLayer


class DrawnSoon(NamedTuple):
    """A layer that is being drawn, or is drawn and not read yet."""

    job: "Future[list[LayerDrawing]]"
    """Draws its group."""
    place: int
    """Which of the group it is."""


def group_layers(layers: Sequence[LayerMaps]) -> list[list[LayerMaps]]:
    """Put small layers with maps of one size together, each group to be drawn at once."""
    groups: list[list[LayerMaps]] = []
    latest: dict[tuple[int, int], list[LayerMaps]] = {}
    for maps in layers:
        size = maps.layer.height, maps.layer.width
        group = latest.get(size)
        if group is None or sum(other.values.size for other in [*group, maps]) > MOST_VALUES:
            group = latest[size] = []
            groups.append(group)
        group.append(maps)
    return groups


def draw_layers(group: Sequence[LayerMaps], count: int) -> list[LayerDrawing]:
    """Partition each layer's maps by entropy and draw each cluster as its first principal component.

    From any thread. All maps of a group are of one size, so they are worked on as if they were those of one layer.

    Raises:
        Failed: a map holds NaN or infinity.
    """
    values = group[0].values if len(group) == 1 else np.concatenate([maps.values for maps in group], axis=-1)
    try:
        entropies = _entropies(group, values)
    except Failed:
        if len(group) > 1:  # alone, so that the channel that is to blame is named
            return [drawing for maps in group for drawing in draw_layers([maps], count)]
        raise
    first_channels = [0, *accumulate(maps.layer.channels for maps in group)]
    own = [entropies[first:end] for first, end in pairwise(first_channels)]
    clusterings = [cluster_by_entropy(some, count) for some in own]
    members = [
        channels + first
        for clustering, first in zip(clusterings, first_channels, strict=False)
        for channels in clustering.members
    ]
    drawn = representatives(values, members)
    images = iter(zip(tensors_of_images(drawn.maps), drawn.explained_variances, strict=True))
    drawings = []
    for maps, some, clustering in zip(group, own, clusterings, strict=True):
        clusters = [
            Cluster(
                index=index,
                channels=channels.tolist(),
                mean_entropy=float(clustering.mean_entropies[index]),
                explained_variance=explained_variance,
                representative=tensor,
            )
            for index, (channels, (tensor, explained_variance)) in enumerate(
                zip(clustering.members, images, strict=False)
            )
        ]
        drawings.append(LayerDrawing(some, _clustered(maps.layer, some, clusters)))
    return drawings


def _entropies(group: Sequence[LayerMaps], values: NDArray[np.float32]) -> NDArray[np.float64]:
    known = [maps.entropies for maps in group if maps.entropies is not None]
    return np.concatenate(known) if len(known) == len(group) else map_entropies(values)


def _clustered(layer: Layer, entropies: NDArray[np.float64], clusters: list[Cluster]) -> ClusteredLayer:
    return ClusteredLayer(
        position=0,
        layer=layer.name,
        channels=layer.channels,
        height=layer.height,
        width=layer.width,
        entropies=entropies.tolist(),
        clusters=clusters,
    )
