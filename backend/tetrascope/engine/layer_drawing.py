"""Layers drawn: clusters of feature maps by a criterion, each as its representative."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.clusters import cluster_by_score
from tetrascope.analysis.components import Components, draw_on, find_components
from tetrascope.analysis.criteria import ENTROPY, score_maps
from tetrascope.analysis.representatives import draw_representatives
from tetrascope.engine.tensor_encoding import tensors_of_differences, tensors_of_images
from tetrascope.errors import Failed
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer
from tetrascope.protocol.tensor import Tensor

MAX_VALUES = 1 << 17
"""Values that layers which are drawn together may have. NumPy's calls cost more than the work on a small layer."""


class OriginalLayer(NamedTuple):
    """What a layer of a masked image is compared with: the unmasked image's groups."""

    components: Components
    drawn: NDArray[np.float32]
    """(clusters, h, w) the unmasked image's maps on them."""


class LayerMaps(NamedTuple):
    """What a layer is drawn from."""

    layer: Layer
    values: NDArray[np.float32]
    """(h, w, c)"""
    scores: Mapping[str, NDArray[np.float64]]
    """By criterion the scores, (c,), that are known."""
    original: OriginalLayer | NDArray[np.float32] | None = None
    """The unmasked image's groups, or its maps, (h, w, c), where these are not known yet; None to make own groups."""

    @property
    def bytes(self) -> int:
        """What its maps take."""
        return self.values.nbytes + (self.original.nbytes if isinstance(self.original, np.ndarray) else 0)


class LayerDrawing(NamedTuple):
    """What one layer's maps come to."""

    scores: Mapping[str, NDArray[np.float64]]
    """By criterion, (c,): entropy, and what the maps are clustered by."""
    clustered: ClusteredLayer
    original: OriginalLayer | None = None
    """The unmasked image's groups, where these were taken."""


class DrawnClusters(NamedTuple):
    """A layer's clusters as images."""

    members: Sequence[NDArray[np.intp]]
    """Channels of each."""
    explained_variances: Sequence[float | None]
    images: Sequence[Tensor]
    differences: Sequence[Tensor | None]


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


def draw_layers(group: Sequence[LayerMaps], count: int, criterion: str, difference: bool = False) -> list[LayerDrawing]:
    """Partition each layer's maps into `count` clusters by a criterion and draw each cluster as its representative.

    Layers of a masked image that bring the unmasked image's groups are drawn on these, all of a group or none, and with
    their `difference` from it where that is wanted.

    From any thread. All maps of a group are of one size, so they are worked on as if they were those of one layer.

    Raises:
        Failed: a map holds NaN or infinity.
    """
    values = group[0].values if len(group) == 1 else np.concatenate([maps.values for maps in group], axis=-1)
    try:
        scores = {name: _scores(group, values, name) for name in {ENTROPY, criterion}}
    except Failed:
        if len(group) > 1:  # alone, so that the channel that is to blame is named
            return [drawing for maps in group for drawing in draw_layers([maps], count, criterion, difference)]
        raise
    first_channels = [0, *accumulate(maps.layer.channels for maps in group)]
    own = [{name: some[first:end] for name, some in scores.items()} for first, end in pairwise(first_channels)]
    if group[0].original is not None:
        known = [_original(maps, count, criterion) for maps in group]
        originals: Sequence[OriginalLayer | None] = known
        drawn = [_drawn_on(maps, each, difference) for maps, each in zip(group, known, strict=True)]
    else:
        originals = [None] * len(group)
        drawn = _drawn_by_own(values, [cluster_by_score(some[criterion], count).members for some in own])
    return [
        LayerDrawing(some, _clustered(maps, some, criterion, clusters), original)
        for maps, some, clusters, original in zip(group, own, drawn, originals, strict=True)
    ]


def _scores(group: Sequence[LayerMaps], values: NDArray[np.float32], criterion: str) -> NDArray[np.float64]:
    known = [maps.scores[criterion] for maps in group if criterion in maps.scores]
    return np.concatenate(known) if len(known) == len(group) else score_maps(values, criterion)


def _drawn_by_own(values: NDArray[np.float32], clusters: Sequence[Sequence[NDArray[np.intp]]]) -> list[DrawnClusters]:
    """Each layer's clusters by their first components, for the maps of all layers, (h, w, channels)."""
    counts = [sum(map(len, members)) for members in clusters]
    first_channels = [0, *accumulate(counts)]
    members = [channels + first for own, first in zip(clusters, first_channels, strict=False) for channels in own]
    drawn = draw_representatives(values, members)
    images = iter(zip(tensors_of_images(drawn.maps), drawn.explained_variances, strict=True))
    layers = []
    for own in clusters:
        tensors, shares = zip(*islice(images, len(own)), strict=True)
        layers.append(DrawnClusters(own, shares, tensors, [None] * len(own)))
    return layers


def _drawn_on(maps: LayerMaps, original: OriginalLayer, difference: bool) -> DrawnClusters:
    """A layer's clusters as in the unmasked image."""
    drawn = draw_on(maps.values, original.components)
    differences: Sequence[Tensor | None] = [None] * len(drawn.maps)
    if difference:
        differences = tensors_of_differences(drawn.maps - original.drawn)
    images = tensors_of_images(drawn.maps)
    return DrawnClusters(original.components.members, drawn.explained_variances, images, differences)


def _original(maps: LayerMaps, count: int, criterion: str) -> OriginalLayer:
    """The unmasked image's groups, found now where they are not known."""
    if isinstance(maps.original, OriginalLayer):
        return maps.original
    assert maps.original is not None
    clusters = cluster_by_score(score_maps(maps.original, criterion), count).members
    components = find_components(maps.original, clusters)
    return OriginalLayer(components, draw_on(maps.original, components).maps)


def _clustered(
    maps: LayerMaps, scores: Mapping[str, NDArray[np.float64]], criterion: str, drawn: DrawnClusters
) -> ClusteredLayer:
    layer, entropies = maps.layer, scores[ENTROPY]
    return ClusteredLayer(
        position=0,
        layer=layer.name,
        channels=layer.channels,
        height=layer.height,
        width=layer.width,
        entropies=entropies.tolist(),
        criterion=criterion,
        scores=None if criterion == ENTROPY else scores[criterion].tolist(),
        groups="own" if maps.original is None else "original",
        clusters=[
            Cluster(
                index=index,
                channels=channels.tolist(),
                mean_entropy=float(entropies[channels].mean()),
                mean_score=float(scores[criterion][channels].mean()),
                explained_variance=explained_variance,
                representative=image,
                difference=difference,
            )
            for index, (channels, explained_variance, image, difference) in enumerate(zip(*drawn, strict=True))
        ],
    )
