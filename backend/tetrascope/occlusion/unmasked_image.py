"""What patches need to know of the image without a mask: one forward pass, kept for the masks to come."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.network_input import NetworkInput
from tetrascope.occlusion.segment import Segment


class UnmaskedImage:
    """An image's maps where patches are laid over them.

    Args:
        image: (h, w, 3).
        network_input: how the network wants its pixels.
        segments: those that can be computed on patches.
    """

    def __init__(self, image: NDArray[np.uint8], network_input: NetworkInput, segments: Sequence[Segment]) -> None:
        self.image = image.copy()
        self._network_input = network_input
        self._segments = segments
        self.entries: list[Any] = []
        """The map, (1, ...), at the entry of each segment and of the one after them; none before `compute`."""
        self.sources: list[list[Any]] = []
        """For each segment the maps that its operations read."""
        self.seconds: float | None = None
        """How long the forward pass took; None where it is not done, or something was compiled first."""

    def shows(self, image: NDArray[np.uint8]) -> bool:
        """Whether it is this image."""
        return np.array_equal(self.image, image)

    def compute(self) -> Iterator[None]:
        """Do the forward pass where it is not done, a segment at each step."""
        if self.entries:
            return
        value: Any = self._network_input.prepare(self.image[np.newaxis])
        entries, sources, seconds = [value], [], list[float | None]()
        for segment in self._segments:
            (value, read), taken = segment.with_originals(value)
            entries.append(value)
            sources.append(read)
            seconds.append(taken)
            yield
        self.entries, self.sources = entries, sources
        if None not in seconds:
            self.seconds = sum(taken for taken in seconds if taken is not None)
