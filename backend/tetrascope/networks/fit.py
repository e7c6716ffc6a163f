"""How a photo of any shape becomes a network's input of one shape: cut, squeezed, or laid on black."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.framing import MIDDLE, Area, Fit, Framing


class Fitting(NamedTuple):
    """How to fit a photo."""

    fit: Fit = "crop"
    crop_at: float = MIDDLE
    """See `Framing`; of no meaning for other fits."""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for all that give the same picture."""
        return (self.fit, self.crop_at if self.fit == "crop" else MIDDLE)


def framing_of(rows: int, columns: int, height: int, width: int, fitting: Fitting) -> Framing:
    """The framing for a photo of `rows` by `columns` pixels and an input of `height` by `width`."""
    fit, crop_at = fitting.fit, fitting.crop_at if fitting.fit == "crop" else MIDDLE
    photo = Area(top=0.0, left=0.0, height=float(rows), width=float(columns))
    filled = Area(top=0.0, left=0.0, height=float(height), width=float(width))
    if fit == "crop":
        photo = _cropped(rows, columns, height, width, crop_at)
    elif fit == "pad":
        filled = _padded(rows, columns, height, width)
    return Framing(fit=fit, crop_at=crop_at, photo=photo, input=filled)


def fit_photo(photo: NDArray[np.uint8], height: int, width: int, framing: Framing) -> NDArray[np.uint8]:
    """The network's input.

    A crop is scaled bilinearly with antialiasing, as ImageNet's photos commonly are. `squash` and `pad` scale as
    Keras's `image_dataset_from_directory` does, bilinearly without it, but for rounding to bytes.

    Args:
        photo: (rows, columns) or (rows, columns, channels).
        height: rows of the network's input.
        width: its columns.
        framing: as of `framing_of`.

    Returns:
        (height, width) or (height, width, channels), in memory of its own.
    """
    if framing.fit == "crop":
        area = framing.photo
        # Only that part is ever made: scaled as a whole, a very long photo would not fit into memory.
        box = (area.left, area.top, area.left + area.width, area.top + area.height)
        return np.array(Image.fromarray(photo).resize((width, height), Image.Resampling.BILINEAR, box=box))
    rows, columns = inside(framing)
    fitted = np.zeros((height, width, *photo.shape[2:]), np.uint8)
    fitted[rows, columns] = _resized(photo, rows.stop - rows.start, columns.stop - columns.start)
    return fitted


def inside(framing: Framing) -> tuple[slice, slice]:
    """Rows and columns of the network's input that the photo fills."""
    area = framing.input
    top, left = round(area.top), round(area.left)
    return slice(top, top + round(area.height)), slice(left, left + round(area.width))


def _cropped(rows: int, columns: int, height: int, width: int, crop_at: float) -> Area:
    """The largest part of the input's proportions, moved by whole pixels of the input."""
    scale = max(height / rows, width / columns)
    scaled_rows, scaled_columns = round(rows * scale), round(columns * scale)
    top, left = (int(room * crop_at) for room in (scaled_rows - height, scaled_columns - width))
    return Area(
        top=top * rows / scaled_rows,
        left=left * columns / scaled_columns,
        height=height * rows / scaled_rows,
        width=width * columns / scaled_columns,
    )


def _padded(rows: int, columns: int, height: int, width: int) -> Area:
    """Where `tf.image.resize_with_pad` puts the photo; in its single precision, which may decide about a row."""
    sides, wanted = np.array([rows, columns], np.float32), np.array([height, width], np.float32)
    scaled = sides / (sides / wanted).max()
    tall, wide = np.maximum(1, np.floor(scaled)).tolist()
    top, left = np.maximum(0, np.floor((wanted - scaled) / 2)).tolist()
    return Area(top=top, left=left, height=tall, width=wide)


def _resized(photo: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """What `tf.image.resize` makes of it, rounded: each pixel from the four nearest, however much the photo shrinks."""
    above, below, down = _neighbours(photo.shape[0], height)
    left, right, along = _neighbours(photo.shape[1], width)
    extra = (1,) * (photo.ndim - 2)
    down, along = down.reshape(-1, 1, *extra), along.reshape(1, -1, *extra)
    rows = []
    for places in (above, below):
        line = photo[places]
        here, beside = line[:, left].astype(np.float32), line[:, right].astype(np.float32)
        rows.append(here + (beside - here) * along)
    upper, lower = rows
    resized: NDArray[np.uint8] = np.rint(upper + (lower - upper) * down).astype(np.uint8)
    return resized


def _neighbours(count: int, wanted: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    """For each of `wanted` pixels the two of `count` that it lies between, and how far it is from the first, 0..1."""
    scale = np.float32(count) / np.float32(wanted)
    places = (np.arange(wanted, dtype=np.float32) + np.float32(0.5)) * scale - np.float32(0.5)
    first = np.floor(places)
    low = np.clip(first, 0, count - 1).astype(np.intp)
    high = np.clip(np.ceil(places), 0, count - 1).astype(np.intp)
    return low, high, places - first
