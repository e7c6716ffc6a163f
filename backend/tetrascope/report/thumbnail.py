"""One masked image of scene 2 as a small framed picture."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tetrascope.protocol.operations.pools import Pool, PoolImage
from tetrascope.protocol.scene import SCENES
from tetrascope.report.tensor_decoding import rgb

FRAME_SHARE = 0.07
"""Width of the frame as a share of the thumbnail's side."""
CUT_SHARE = 0.28
"""How much of the top and right edge the cut corner takes."""
_FINER = 4


def masked_copy(pool: Pool, copy: PoolImage) -> NDArray[np.uint8]:
    """One of a pool's copies as it entered the network: the image with its fill showing through the mask, RGB."""
    others = (each.image for each in pool.more_fill_images if each.fill == copy.fill)
    fill = rgb(next(others, pool.fill_image))
    result, mask = rgb(pool.image).copy(), copy.mask
    rows, columns = slice(mask.top, mask.top + mask.height), slice(mask.left, mask.left + mask.width)
    result[rows, columns] = fill[rows, columns]
    return result


def thumbnail(pixels: NDArray[np.uint8], side: int, *, kept: bool, support_vector: bool) -> Image.Image:
    """A framed picture, RGBA, `side` by `side` without the support vector's border, which lies around it.

    Kept images are squares in one colour; changed ones have another and their top right corner cut.
    """
    border = max(2, round(side * SCENES.pool.support_vector_border)) if support_vector else 0
    frame = max(2, round(side * FRAME_SHARE))
    full = side + 2 * border
    colour = SCENES.colours.kept if kept else SCENES.colours.changed
    result = Image.new("RGBA", (full, full))
    cut = 0 if kept else round(side * CUT_SHARE)
    if border:
        result.paste(SCENES.colours.support_vector, (0, 0), _outline(full, 0, cut and cut + border * 0.6))
    result.paste(colour, (0, 0), _outline(full, border, cut))
    inside = side - 2 * frame
    small = Image.fromarray(pixels).resize((inside, inside), Image.Resampling.LANCZOS)
    layer = Image.new("RGBA", (full, full))
    layer.paste(small, (border + frame, border + frame))
    result.paste(layer, (0, 0), _outline(full, border + frame, cut and cut - frame * 0.6))
    return result


def _outline(full: int, inset: int, cut: float) -> Image.Image:
    """A mask of a centred square, `inset` from each edge, its top right corner cut."""
    low, high = inset * _FINER, (full - inset) * _FINER - 1
    gone = max(0.0, cut) * _FINER
    mask = Image.new("L", (full * _FINER, full * _FINER))
    corners = [(low, low), (high - gone, low), (high, low + gone), (high, high), (low, high)]
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    return mask.reduce(_FINER)
