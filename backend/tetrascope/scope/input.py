"""A photo as it enters a network."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.framing import Framing
from tetrascope.protocol.operations import inputs as told
from tetrascope.report.tensor_decoding import rgb
from tetrascope.scope.answer import Answer


class Input(Answer[told.Input]):
    """A photo as it enters a network, and what shows through a mask; all of it exact."""

    _max_width = "24rem"

    @property
    def image(self) -> NDArray[np.uint8]:
        """The photo, (height, width, 3) RGB bytes; grey for a network of one channel."""
        return rgb(self.message.image)

    @property
    def fill_image(self) -> NDArray[np.uint8]:
        """What shows through a mask, (height, width, 3) RGB bytes."""
        return rgb(self.message.fill_image)

    @property
    def framing(self) -> Framing:
        """Which part of the photo it is, and which part of the input that fills."""
        return self.message.framing

    def plot(self) -> Image.Image:
        """The photo as it enters, in its own pixels."""
        return Image.fromarray(self.image)

    def caption(self) -> str:
        height, width = self.message.image.shape[:2]
        return f"{self.subject.image_name} as it enters {self.subject.network_title}: {height} by {width} pixels."
