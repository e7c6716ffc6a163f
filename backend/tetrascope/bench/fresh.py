"""Questions that were never asked before, so that no answer comes out of a cache."""

from collections.abc import Iterator
from io import BytesIO
from itertools import count

import numpy as np
from PIL import Image

from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.subject import MAX_PIXELS, sample_photo
from tetrascope.photos.photo import decode_photo
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest, Window

_SHARE = 5
"""A mask's side is this part of the input's smaller one."""
_SQUARE = 16
"""Pixels on a side of what a new photo differs in."""


class FreshQuestions:
    """Requests for one engine, each with a mask or an image that no request before it had.

    Args:
        served: the engine.
        fill: what masked pixels become.
    """

    def __init__(self, served: ServedEngine, fill: Fill) -> None:
        self._served, self._fill = served, fill
        self._photo = sample_photo()
        self._image_id = served.add_image(self._photo).image_id
        height, width = served.input_size()
        self._masks = fresh_masks(height, width)
        self._numbers = count()

    def layers(self) -> LayersRequest:
        """Scene 1 under a new mask."""
        return LayersRequest(
            image_id=self._image_id, network_id=self._served.network_id, masks=[next(self._masks)], fill=self._fill
        )

    def settle(self) -> None:
        """Wait until the engine has prepared what it prepares in the background after loading: ask for one mask."""
        whole = min(self._served.input_size())
        request = PoolRequest(
            image_id=self._image_id,
            network_id=self._served.network_id,
            windows=[Window(size=whole, stride=whole)],
            fill=self._fill,
        )
        self._served.run(request)

    def pool(self) -> PoolRequest:
        """The default pool of a new image."""
        image = self._served.add_image(fresh_photo(self._photo, next(self._numbers)))
        return PoolRequest(image_id=image.image_id, network_id=self._served.network_id, fill=self._fill)


def fresh_masks(height: int, width: int) -> Iterator[Rectangle]:
    """Thousands of masks inside an input of a usual size, no two alike."""
    side = max(1, min(height, width) // _SHARE)
    rows, columns = height - side + 1, width - side + 1
    for index in range(rows * columns):
        place = 7919 * index % (rows * columns)  # a prime step goes all over the image
        yield Rectangle(top=place // columns, left=place % columns, height=side, width=side)


def fresh_photo(photo: bytes, number: int) -> bytes:
    """The photo as a PNG with a grey square in the middle that tells the number modulo 256: another image to every
    cache, and to a network after it was cropped."""
    pixels = np.array(decode_photo(photo, max_pixels=MAX_PIXELS))
    top, left = (side // 2 - _SQUARE // 2 for side in pixels.shape[:2])
    pixels[top : top + _SQUARE, left : left + _SQUARE] = number % 256
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()
