"""One line of a folder's page: what a network answers for an image, and how little must be hidden to change it."""

import base64
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations.pools import Pool
from tetrascope.report.analysis import Analysis
from tetrascope.report.tensor_decoding import rgb

_SIDE = 72
"""Pixels of a thumbnail's longer side: twice of what is shown, for sharp screens."""


class ImageSummary(Message):
    """What the page of a folder tells of one image."""

    name: str
    """Path of the file inside the folder, with `/`."""
    page: str
    """Path of its own page, from the folder's."""
    original: ClassScore
    """The most probable label of the whole image."""
    examined: ClassScore
    """The label that its pool is about."""
    copies: int
    """Masked copies that were classified."""
    changed: int
    """How many of them have another answer than the whole image."""
    smallest: int | None
    """Side of the smallest window under which the answer changes somewhere, in pixels of the input; None where it
    changes under none."""
    smallest_share: float | None
    """Share of the input that this window hides, 0..1."""
    largest_fall: float
    """Most of the examined label's probability that one mask takes away, 0..1; negative where every mask adds some."""
    thumbnail: str
    """The input as an address that needs no request."""


def fragility(pool: Pool) -> tuple[int, int | None]:
    """How many copies have another answer than the whole image, and the smallest window of one; None where none has."""
    changed = [image for image in pool.images if not image.kept]
    return len(changed), min((pool.windows[image.window].size for image in changed), default=None)


def summarise(name: str, page: str, analysis: Analysis) -> ImageSummary:
    """What the page of a folder tells of an analysis."""
    pool = analysis.pool
    height, width, _ = pool.image.shape
    changed, smallest = fragility(pool)
    return ImageSummary(
        name=name,
        page=page,
        original=pool.original,
        examined=pool.examined,
        copies=len(pool.images),
        changed=changed,
        smallest=smallest,
        smallest_share=None if smallest is None else smallest**2 / (height * width),
        largest_fall=pool.examined.probability - min(image.original_probability for image in pool.images),
        thumbnail=thumbnail_of(rgb(analysis.pool.image)),
    )


def thumbnail_of(pixels: NDArray[np.uint8]) -> str:
    """Pixels, (height, width, 3), made small, as an address that needs no request."""
    image = Image.fromarray(pixels)
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    target = BytesIO()
    image.save(target, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(target.getvalue()).decode("ascii")
