"""The importance of every pixel, as a heat map over the image."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.networks.fit import inside
from tetrascope.protocol.framing import Area
from tetrascope.protocol.operations.pools import Pool
from tetrascope.report.colormap import importance_colours, overlay_importance
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.numbers import percent
from tetrascope.report.palette import FAINT, MUTED, PAPER
from tetrascope.report.tensor_decoding import decode, rgb
from tetrascope.report.typography import write

PANEL = 760
"""Longer side of each of the two pictures, in pixels."""
MARGIN = 70
TOP = 150
_BETWEEN = 50
_FOOT = 190
_MIN_WIDTH = 460
"""Width of the column of a narrow picture, in pixels."""


def draw_importance(pool: Pool, subject: Subject) -> Image.Image:
    """The part of the photo that the network sees, in its own proportions, and beside it the heat map over it.

    What was squashed is stretched back and what was padded is cut off. With a scale bar; RGB, 1710 pixels wide unless
    that part is upright.
    """
    photo = inside(pool.framing)
    size = _size(pool.framing.photo)
    values, strongest = strength(pool)
    plain = np.asarray(Image.fromarray(rgb(pool.image)[photo]).resize(size, Image.Resampling.LANCZOS))
    fine = np.asarray(Image.fromarray(values[photo]).resize(size, Image.Resampling.BILINEAR))
    heat = Image.fromarray(overlay_importance(plain, fine, strongest))

    column = max(size[0], _MIN_WIDTH)  # what is written below needs some room, however narrow the picture
    image = Image.new("RGB", (2 * MARGIN + 2 * column + _BETWEEN, TOP + size[1] + _FOOT), PAPER)
    draw_heading(image, subject, "Importance", left=MARGIN, baseline=100)
    image.paste(Image.fromarray(plain), (MARGIN, TOP))
    image.paste(heat, (MARGIN + column + _BETWEEN, TOP))
    below = TOP + size[1]
    answer = f"{pool.examined.label.name}, {percent(pool.examined.probability)}"
    write(image, (MARGIN, below + 46), answer, size=28, bold=True, width=column)
    note = f"Red: masking it makes {pool.examined.label.name} less probable. Blue: more."
    write(image, (MARGIN, below + 92), note, size=21, colour=MUTED, width=column)
    note = f"Mean change over the masks that cover a pixel, {len(pool.images)} masks."
    write(image, (MARGIN, below + 122), note, size=21, colour=MUTED, width=column)
    _draw_scale(image, strongest, left=MARGIN + column + _BETWEEN, top=below + 26, width=column)
    return image


def _size(part: Area) -> tuple[int, int]:
    """Columns and rows of a picture of that part of a photo, the longer side `PANEL`."""
    longer = max(part.width, part.height)
    return max(1, round(PANEL * part.width / longer)), max(1, round(PANEL * part.height / longer))


def strength(pool: Pool) -> tuple[NDArray[np.float32], float]:
    """Importance, (height, width), and its largest magnitude, which has the strongest colour."""
    values = decode(pool.importance)
    return values, float(np.abs(values).max())


def _draw_scale(image: Image.Image, strongest: float, *, left: int, top: int, width: int) -> None:
    """Probability points from the largest rise to the largest drop, in the overlay's colours."""
    steps = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    row = np.rint(importance_colours(steps, 1)).astype(np.uint8)
    image.paste(FAINT, (left - 1, top - 1, left + width + 1, top + 29))
    image.paste(Image.fromarray(np.repeat(row, 28, axis=0)), (left, top))
    ends = [(left, "ls", -strongest), (left + width / 2, "ms", 0.0), (left + width, "rs", strongest)]
    for x, anchor, value in ends:
        words = "0" if value == 0 else f"{value * 100:+.2g}"
        write(image, (x, top + 62), words, size=24, anchor=anchor)
    words = "drop of probability, in percentage points"
    write(image, (left + width / 2, top + 96), words, size=21, colour=MUTED, anchor="ms")
