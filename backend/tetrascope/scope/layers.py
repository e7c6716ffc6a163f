"""Scene 1: what each layer makes of a photo (thesis 3.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.framing import Framing
from tetrascope.protocol.groups import Groups
from tetrascope.protocol.masks import Bitmap, Rectangle
from tetrascope.protocol.operations import layers as told
from tetrascope.report.numbers import counted
from tetrascope.report.structure_picture import draw_structure
from tetrascope.report.tensor_decoding import rgb
from tetrascope.scope.answer import Answer, Score, map_of, score_of


@dataclass(frozen=True, eq=False)
class Cluster:
    """Feature maps that are alike by the criterion."""

    index: int
    """Its place among the layer's clusters, by rising mean score, from 0; in the original's groups, its place there."""
    channels: NDArray[np.intp]
    """The feature maps in it, (n,), rising."""
    mean_entropy: float
    """Mean of their Shannon entropies, 0..1; exact."""
    mean_score: float
    """Mean of their scores by the criterion, `mean_entropy` where that is entropy; exact."""
    explained_variance: float | None
    """Share of the maps' variance that the representative explains, 0..1; exact. None where all maps are constant."""
    representative: NDArray[np.float32]
    """The first principal component of the maps, (height, width), in the units of the scores; within `rounding`."""
    rounding: float
    """The most by which rounding to 256 steps moved a value of `representative`."""
    difference: NDArray[np.float32] | None
    """`representative` less that of the unmasked photo, (height, width), where it was asked for and there are masks;
    within half of 1/127 of the layer's largest difference, and 0 exactly where nothing differs."""


@dataclass(frozen=True, eq=False)
class ClusteredLayer:
    """A layer's feature maps in clusters."""

    name: str
    """Name of the layer in the network."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    entropies: NDArray[np.float64]
    """Shannon entropy of each feature map, (channels,), 0..1; exact."""
    criterion: str
    """By what they are clustered, such as `entropy`."""
    scores: NDArray[np.float64]
    """Score of each feature map by the criterion, `entropies` where that is entropy, (channels,); exact."""
    groups: Groups
    """Whose clusters these are: the photo's `own`, or those of the `original`, the unmasked photo."""
    clusters: tuple[Cluster, ...]
    """By rising mean score, or as in the unmasked photo; fewer than asked for where there are fewer distinct scores."""

    @property
    def channels(self) -> int:
        """Number of feature maps."""
        return len(self.entropies)

    @property
    def cluster_of(self) -> NDArray[np.intp]:
        """Index of the cluster that each feature map is in, (channels,)."""
        found = np.empty(self.channels, np.intp)
        for cluster in self.clusters:
            found[cluster.channels] = cluster.index
        return found


class Layers(Answer[told.Layers], Mapping[str, ClusteredLayer]):
    """What a network answers to a photo, and its layers in the order data flows: a mapping by name.

    Probabilities, entropies and shares of variance are exact; representatives are rounded to 256 steps, see
    `Cluster.rounding`.
    """

    @cached_property
    def classes(self) -> tuple[Score, ...]:
        """The ten most probable classes, most probable first."""
        return tuple(map(score_of, self.message.predictions.classes))

    @property
    def image(self) -> NDArray[np.uint8]:
        """What entered the network, masks applied: (height, width, 3) RGB bytes, exact."""
        return rgb(self.message.predictions.image)

    @property
    def framing(self) -> Framing:
        """Which part of the photo that is."""
        return self.message.predictions.framing

    @property
    def masks(self) -> list[Rectangle | Bitmap]:
        """The masks as applied, cut to the image."""
        return self.message.predictions.masks

    def __getitem__(self, name: str) -> ClusteredLayer:
        if name not in self._layers:
            near = get_close_matches(name, self._layers) or list(self._layers)[:3]
            raise KeyError(f"Expected a layer of this answer, got {name!r}. Among them are {', '.join(near)}.")
        return self._layers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._layers)

    def __len__(self) -> int:
        return len(self._layers)

    def plot(self) -> Image.Image:
        """The input, each layer's clusters as a column, and the ten most probable classes: RGB, 2400 pixels wide."""
        return draw_structure(self.message, self.subject)

    def caption(self) -> str:
        maps = sum(layer.channels for layer in self.message.layers)
        return (
            f"{self.subject.image_name} in {self.subject.network_title}: {self.classes[0]}. "
            f"{counted(maps, 'feature map')} of {counted(len(self), 'layer')}."
        )

    @cached_property
    def _layers(self) -> dict[str, ClusteredLayer]:
        return {layer.layer: _layer(layer) for layer in self.message.layers}


def _layer(layer: told.ClusteredLayer) -> ClusteredLayer:
    clusters = tuple(map(_cluster, layer.clusters))
    entropies = np.array(layer.entropies)
    scores = entropies if layer.scores is None else np.array(layer.scores)
    return ClusteredLayer(
        layer.layer, layer.height, layer.width, entropies, layer.criterion, scores, layer.groups, clusters
    )


def _cluster(cluster: told.Cluster) -> Cluster:
    values, rounding = map_of(cluster.representative)
    channels = np.array(cluster.channels, np.intp)
    return Cluster(
        cluster.index,
        channels,
        cluster.mean_entropy,
        cluster.mean_score,
        cluster.explained_variance,
        values,
        rounding,
        None if cluster.difference is None else map_of(cluster.difference)[0],
    )
