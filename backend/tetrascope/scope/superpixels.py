"""A photo in pieces of similar colour."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.operations import superpixels as told
from tetrascope.report.heading import Subject
from tetrascope.report.numbers import counted
from tetrascope.report.superpixels_picture import draw_superpixels
from tetrascope.report.tensor_decoding import stored
from tetrascope.scope.answer import Answer
from tetrascope.scope.input import Input


class Superpixels(Answer[told.Superpixels]):
    """A photo, as it enters a network, in pieces of similar colour (SLIC), such as one may want to mask.

    Args:
        message: what was answered.
        subject: what pictures are about.
        entered: the photo as it enters the network.
    """

    _max_width = "40rem"

    def __init__(self, message: told.Superpixels, subject: Subject, entered: Input) -> None:
        super().__init__(message, subject)
        self.input = entered
        """The photo as it enters the network."""

    @property
    def count(self) -> int:
        """Number of superpixels."""
        return self.message.count

    @property
    def labels(self) -> NDArray[np.uint16]:
        """Which superpixel each pixel of the network's input is in, (height, width), 0..count - 1; exact."""
        return np.asarray(stored(self.message.labels), np.uint16)

    def mask(self, *indices: int) -> NDArray[np.bool_]:
        """The superpixels of these indices together as a mask, (height, width)."""
        return np.isin(self.labels, indices)

    def plot(self) -> Image.Image:
        """The photo with the superpixels' outlines, RGB."""
        return draw_superpixels(self.input.image, self.labels)

    def caption(self) -> str:
        return f"{counted(self.count, 'superpixel')} of {self.subject.image_name}."
