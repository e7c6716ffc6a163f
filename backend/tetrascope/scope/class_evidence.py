"""What speaks for a class and against it, by channel and by pixel of the last maps."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.errors import NotFound
from tetrascope.protocol.operations import class_evidence as told
from tetrascope.protocol.scene import SCENES
from tetrascope.report.heading import Subject
from tetrascope.scope.answer import Answer, Score, score_of

SIDE = 480
"""Pixels of a picture's longer side."""


class ClassEvidence(Answer[told.ClassEvidence]):
    """What each channel and each pixel of the last maps adds to a class's logit; exact but for rounding.

    Raises:
        NotFound: the network does not end in global pooling and one dense layer.
    """

    _max_width = "30rem"

    def __init__(self, message: told.ClassEvidence, subject: Subject) -> None:
        if message.status != "found":
            raise NotFound(message.explanation, hint="Ask for a pool's importance map, which every network has.")
        super().__init__(message, subject)
        self._first = message.classes[0]

    @property
    def layer(self) -> str:
        """Name of the layer whose maps are pooled."""
        return self.message.layer or ""

    @property
    def score(self) -> Score:
        """The class that it is about, and its probability."""
        return score_of(self._first.score)

    @property
    def logit(self) -> float:
        """The class's logit: `bias`, `rest` and the evidence of `channels` together; and `bias` and all `pixels`."""
        return self._first.logit

    @property
    def bias(self) -> float:
        """The dense layer's bias for the class."""
        return self._first.bias

    @cached_property
    def channels(self) -> dict[int, float]:
        """What the strongest channels add, by their index, the strongest first."""
        return {each.channel: each.evidence for each in self._first.channels}

    @property
    def rest(self) -> float:
        """What all other channels add together."""
        return self._first.rest

    @cached_property
    def pixels(self) -> NDArray[np.float64]:
        """What each pixel of the maps adds, (height, width)."""
        return np.array(self.message.pixels).reshape(self.message.height, self.message.width)

    def plot(self) -> Image.Image:
        """The pixels' evidence, red for the class and blue against it, on one scale around 0: RGB."""
        stops = np.array([[int(stop[at : at + 2], 16) for at in (1, 3, 5)] for stop in SCENES.colours.difference])
        most = float(np.abs(self.pixels).max()) or 1.0
        at = (self.pixels / most + 1) / 2 * (len(stops) - 1)
        colours = np.stack([np.interp(at, np.arange(len(stops)), stops[:, each]) for each in range(3)], axis=-1)
        height, width = self.pixels.shape
        scale = max(1, SIDE // max(height, width))
        picture = Image.fromarray(np.rint(colours).astype(np.uint8))
        return picture.resize((width * scale, height * scale), Image.Resampling.NEAREST)

    def caption(self) -> str:
        whose = f"{self.subject.image_name} in {self.subject.network_title}"
        return f"What the pixels of {self.layer} add to the logit {self.logit:.3f} of {self.score}: {whose}."
