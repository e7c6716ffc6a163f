"""Feature maps of one layer, each on its own (thesis 3.1.1)."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.operations import activations as told
from tetrascope.report.maps_picture import draw_maps
from tetrascope.report.numbers import counted
from tetrascope.scope.answer import Answer, map_of


class Activations(Answer[told.Activations]):
    """Feature maps of one layer, in the order asked for."""

    @property
    def layer(self) -> str:
        """Name of the layer."""
        return self.message.layer

    @cached_property
    def channels(self) -> NDArray[np.intp]:
        """Which channel each map is, (n,)."""
        return np.array([each.channel for each in self.message.maps], np.intp)

    @cached_property
    def entropies(self) -> NDArray[np.float64]:
        """Shannon entropy of each map, (n,), 0..1; exact."""
        return np.array([each.entropy for each in self.message.maps])

    @property
    def criterion(self) -> str:
        """By what `scores` are measured, such as `entropy`."""
        return self.message.criterion

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Score of each map by the criterion, `entropies` where that is entropy, (n,); exact."""
        return np.array([each.score for each in self.message.maps])

    @cached_property
    def maps(self) -> NDArray[np.float32]:
        """The maps after the layer's activation, (n, height, width), each within its `rounding`."""
        return np.stack([map_of(each.map)[0] for each in self.message.maps])

    @cached_property
    def rounding(self) -> NDArray[np.float64]:
        """For each map the most by which rounding to 256 steps moved a value, (n,)."""
        return np.array([map_of(each.map)[1] for each in self.message.maps])

    def plot(self) -> Image.Image:
        """Every map as a tile, its channel and score above it: RGB, 2400 pixels wide."""
        return draw_maps(self.message, self.subject)

    def caption(self) -> str:
        size = f"{self.message.height} by {self.message.width}"
        maps = counted(len(self.message.maps), "feature map")
        return f"{maps} of {self.layer}, {size}: {self.subject.image_name} in {self.subject.network_title}."
