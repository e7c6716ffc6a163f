"""Layers drawn: clusters of feature maps by a criterion, each as its representative."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.clusters import Clustering, cluster_by_score
from tetrascope.analysis.criteria import ENTROPY, score_maps
from tetrascope.analysis.representatives import draw_representatives
from tetrascope.engine.tensor_encoding import tensors_of_images
from tetrascope.errors import Failed
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer
from tetrascope.protocol.tensor import Tensor

MAX_VALUES = 1 << 17
"""Values that layers which are drawn together may have. NumPy's calls cost more than the work on a small layer."""


class LayerMaps(NamedTuple):
    """What a layer is drawn from."""

    layer: Layer
    values: NDArray[np.float32]
    """(h, w, c)"""
    scores: Mapping[str, NDArray[np.float64]]
    """By criterion the scores, (c,), that are known."""


class LayerDrawing(NamedTuple):
    """What one layer's maps come to."""

    scores: Mapping[str, NDArray[np.float64]]
    """By criterion, (c,): entropy, and what the maps are clustered by."""
    clustered: ClusteredLayer


class DrawnSoon(NamedTuple):
    """A layer that is being drawn, or is drawn and not read yet."""

    group: "Future[list[LayerDrawing]]"
    """The layers that are drawn together with it."""
    place: int
    """Which of them it is."""


def group_layers(layers: Sequence[LayerMaps]) -> list[list[LayerMaps]]:
    """Put small layers with maps of one size together, each group to be drawn at once."""
    groups: list[list[LayerMaps]] = []
    latest: dict[tuple[int, int], list[LayerMaps]] = {}
    for maps in layers:
        size = maps.layer.height, maps.layer.width
        group = latest.get(size)
        if group is None or sum(other.values.size for other in [*group, maps]) > MAX_VALUES:
            group = latest[size] = []
            groups.append(group)
        group.append(maps)
    return groups


def draw_layers(group: Sequence[LayerMaps], count: int, criterion: str) -> list[LayerDrawing]:
    """Partition each layer's maps into `count` clusters by a criterion and draw each cluster as its representative.

    From any thread. All maps of a group are of one size, so they are worked on as if they were those of one layer.

    Raises:
        Failed: a map holds NaN or infinity.
    """
    values = group[0].values if len(group) == 1 else np.concatenate([maps.values for maps in group], axis=-1)
    try:
        scores = {name: _scores(group, values, name) for name in {ENTROPY, criterion}}
    except Failed:
        if len(group) > 1:  # alone, so that the channel that is to blame is named
            return [drawing for maps in group for drawing in draw_layers([maps], count, criterion)]
        raise
    first_channels = [0, *accumulate(maps.layer.channels for maps in group)]
    own = [{name: some[first:end] for name, some in scores.items()} for first, end in pairwise(first_channels)]
    clusterings = [cluster_by_score(some[criterion], count) for some in own]
    members = [
        channels + first
        for clustering, first in zip(clusterings, first_channels, strict=False)
        for channels in clustering.members
    ]
    drawn = draw_representatives(values, members)
    images = iter(zip(tensors_of_images(drawn.maps), drawn.explained_variances, strict=True))
    return [
        LayerDrawing(some, _clustered(maps.layer, some, criterion, _clusters(clustering, some[ENTROPY], images)))
        for maps, some, clustering in zip(group, own, clusterings, strict=True)
    ]


def _scores(group: Sequence[LayerMaps], values: NDArray[np.float32], criterion: str) -> NDArray[np.float64]:
    known = [maps.scores[criterion] for maps in group if criterion in maps.scores]
    return np.concatenate(known) if len(known) == len(group) else score_maps(values, criterion)


def _clusters(
    clustering: Clustering, entropies: NDArray[np.float64], images: Iterator[tuple[Tensor, float | None]]
) -> list[Cluster]:
    return [
        Cluster(
            index=index,
            channels=channels.tolist(),
            mean_entropy=float(entropies[channels].mean()),
            mean_score=float(clustering.mean_scores[index]),
            explained_variance=explained_variance,
            representative=tensor,
        )
        for index, (channels, (tensor, explained_variance)) in enumerate(zip(clustering.members, images, strict=False))
    ]


def _clustered(
    layer: Layer, scores: Mapping[str, NDArray[np.float64]], criterion: str, clusters: list[Cluster]
) -> ClusteredLayer:
    return ClusteredLayer(
        position=0,
        layer=layer.name,
        channels=layer.channels,
        height=layer.height,
        width=layer.width,
        entropies=scores[ENTROPY].tolist(),
        criterion=criterion,
        scores=None if criterion == ENTROPY else scores[criterion].tolist(),
        clusters=clusters,
    )
