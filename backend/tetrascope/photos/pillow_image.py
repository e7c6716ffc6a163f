"""Opening a picture with Pillow, in one format and of any size."""

import io
from threading import Lock

from PIL import Image

_opening = Lock()


def opened(data: bytes, pillow_format: str) -> Image.Image:
    """The picture, of which nothing is decoded yet. Its size is for the caller to check.

    Pillow's own bound on pixels, which is one for the whole process and less than some cameras have, is left out.
    """
    with _opening:
        before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            return Image.open(io.BytesIO(data), formats=[pillow_format])
        finally:
            Image.MAX_IMAGE_PIXELS = before
