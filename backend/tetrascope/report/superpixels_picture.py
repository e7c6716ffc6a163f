"""The picture of an image in superpixels."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 760
"""About the longer side, in pixels."""
_OUTLINE = (255, 255, 255)


def draw_superpixels(pixels: NDArray[np.uint8], labels: NDArray[np.uint16]) -> Image.Image:
    """An image, (height, width, 3), with the outlines of its pieces, which `labels`, (height, width), tells apart."""
    finer = max(1, round(SIDE / max(labels.shape)))
    height, width = (side * finer for side in labels.shape)
    image = np.array(Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC))
    fine = labels.repeat(finer, axis=0).repeat(finer, axis=1)
    edge = np.zeros(fine.shape, np.bool_)
    edge[1:] |= fine[1:] != fine[:-1]
    edge[:, 1:] |= fine[:, 1:] != fine[:, :-1]
    image[edge] = _OUTLINE
    return Image.fromarray(image)
