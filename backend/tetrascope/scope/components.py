"""What a cluster's representative is made of, and what else could stand for the cluster."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.operations import components as told
from tetrascope.report.numbers import counted
from tetrascope.report.representatives_picture import draw_representatives, variance_words
from tetrascope.scope.answer import Answer, map_of


@dataclass(frozen=True, eq=False)
class Representative:
    """One image that stands for a cluster."""

    map: NDArray[np.float32]
    """(height, width), within `rounding`."""
    rounding: float
    """The most by which rounding to 256 steps moved a value."""
    explained_variance: float | None
    """Share of the maps' variance that multiples of it explain, 0..1; exact. None where all maps are constant."""
    channel: int | None
    """The feature map that it is; None where it is made of several."""


class Components(Answer[told.Components]):
    """A cluster's first principal component in full, and other images of the cluster."""

    @property
    def layer(self) -> str:
        """Name of the layer."""
        return self.message.layer

    @property
    def cluster(self) -> int:
        """Index of the cluster."""
        return self.message.cluster

    @cached_property
    def channels(self) -> NDArray[np.intp]:
        """The feature maps in the cluster, (n,), rising."""
        return np.array(self.message.channels, np.intp)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """Weight of each of them in the first component, (n,); exact, and their squares sum to 1."""
        return np.array(self.message.weights)

    @property
    def explained_variances(self) -> list[float]:
        """Shares of the maps' variance along the first component and the second; empty where all maps are constant."""
        return self.message.explained_variances

    @cached_property
    def representatives(self) -> dict[str, Representative]:
        """Images of the cluster by how they are drawn, the first component first."""
        return {
            each.method: Representative(*map_of(each.map), each.explained_variance, each.channel)
            for each in self.message.representatives
        }

    def plot(self) -> Image.Image:
        """The images in a row, with what each explains: RGB, 2400 pixels wide."""
        return draw_representatives(self.message, self.subject)

    def caption(self) -> str:
        maps = counted(len(self.channels), "map")
        whose = f"{self.subject.image_name} in {self.subject.network_title}"
        return (
            f"Cluster {self.cluster + 1} of {self.layer}, {maps}: {whose}. {variance_words(self.explained_variances)}"
        )
