"""What goes into a network: its size and channels, how photos are made to fit, how pixels are scaled."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.errors import InvalidInput
from tetrascope.networks.fit import Fitting, fit_photo, framing_of
from tetrascope.networks.preprocessing import PREPROCESSINGS, Preprocessing
from tetrascope.protocol.framing import MIDDLE, Fit, Framing

Size = tuple[int, int]
"""Rows and columns."""


class Picture(NamedTuple):
    """A photo as it enters a network, before its pixels are scaled."""

    pixels: NDArray[np.uint8]
    """(h, w, 3) RGB, grey for a network of one channel."""
    framing: Framing
    """Which part of the photo that is."""


@dataclass(frozen=True)
class NetworkInput:
    """An image input of a fixed size. Pictures are RGB for every network; `prepare` makes of them what it takes."""

    height: int
    """Rows, in pixels."""
    width: int
    """Columns."""
    channels: int = 3
    """3 for red, green, blue, or 1 for grey."""
    preprocessing: Preprocessing = PREPROCESSINGS["none"]
    """How its training scaled pixels."""
    fit: Fit = "crop"
    """How a photo is made to fit where nothing else is asked for."""

    @property
    def size(self) -> Size:
        """Rows and columns."""
        return self.height, self.width

    def fitting(self, fit: Fit | None = None, crop_at: float = MIDDLE) -> Fitting:
        """How to fit a photo; None for this network's own way."""
        return Fitting(fit or self.fit, crop_at)

    def picture(self, photo: NDArray[np.uint8], fitting: Fitting | None = None) -> Picture:
        """What enters the network of a photo, (rows, columns, 3) RGB.

        Grey is luma, as Keras's loaders make it with `color_mode="grayscale"`, taken before the photo is scaled.
        """
        rows, columns = photo.shape[:2]
        framing = framing_of(rows, columns, self.height, self.width, fitting or self.fitting())
        if self.channels == 3:
            return Picture(fit_photo(photo, self.height, self.width, framing), framing)
        grey = np.asarray(Image.fromarray(photo).convert("L"))
        return Picture(in_rgb(fit_photo(grey, self.height, self.width, framing)[..., np.newaxis]), framing)

    def prepare(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Pictures or parts of them, (..., 3), as the network wants them, (..., channels)."""
        return self.preprocessing.scale(pictures[..., : self.channels])


def in_rgb(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A grey picture, (..., 1), in RGB, (..., 3); one in RGB as it is."""
    return picture if picture.shape[-1] == 3 else np.repeat(picture, 3, axis=-1)


def input_of(model: Any, preprocessing: Preprocessing, fit: Fit) -> NetworkInput:
    """The input of a Keras model.

    Raises:
        InvalidInput: it is no image of a fixed size with one or three channels, or the preprocessing is for another
            number of channels.
    """
    height, width, channels = _image_shape(tuple(model.inputs[0].shape))
    if preprocessing.channels not in (None, channels):
        raise InvalidInput(
            f"Expected a preprocessing for {channels} channel, got {preprocessing.name!r}, which is for "
            f"{preprocessing.channels}.",
            field="preprocessing",
            hint="For grey pictures: unit, tf or none, or one number each, such as 0.5/0.25.",
        )
    return NetworkInput(height, width, channels, preprocessing, fit)


def fixed_shape(shape: tuple[int | None, ...], size: Size) -> tuple[int | None, ...]:
    """The shape of a model's input, (batch, rows, columns, channels), with a size in place of what it leaves open.

    Raises:
        InvalidInput: the size contradicts the shape.
    """
    batch, *sides, channels = shape
    if any(side not in (None, wanted) for side, wanted in zip(sides, size, strict=True)):
        raise InvalidInput(
            f"Expected the size of the network's input, {_sides(sides)}, got {_sides(size)}.",
            field="input_size",
            hint="A size is chosen for a network that takes any; leave --size out for this one.",
        )
    return (batch, *size, channels)


def _image_shape(shape: tuple[int | None, ...]) -> tuple[int, int, int]:
    height, width, channels = shape[1:] if len(shape) == 4 else (0, 0, 0)
    if channels not in (1, 3):
        raise InvalidInput(
            f"Expected a network that takes one image in RGB or grey, (n, rows, columns, 3 or 1), got {shape}.",
            field="model",
            hint=_what_to_do(height, channels),
        )
    if height is None or width is None:
        raise InvalidInput(
            f"Expected a network that takes images of a fixed size, got one that takes any, {shape}.",
            field="input_size",
            hint="Say the size that it was trained with, such as --size 224, or --size 180x320 for rows and columns.",
        )
    return height, width, channels


def _what_to_do(height: int | None, channels: int | None) -> str:
    if height in (1, 3):
        return "Its channels come first. Rebuild it with data_format='channels_last', where they come last."
    return (
        f"A photo has red, green and blue, and nothing says what {channels or 'its'} channels should be made of. Give "
        "the network an input of 3 channels, or of 1, and make the others inside the model."
    )


def _sides(size: Any) -> str:
    return " x ".join("any" if side is None else str(side) for side in size)
