"""Two networks on one photo: which masks change the answer of one alone, and which pixels matter to both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.analysis.importance_curves import rank_correlation
from tetrascope.protocol.framing import Area, Framing
from tetrascope.protocol.operations.pools import Pool, PoolImage
from tetrascope.report.tensor_decoding import decode, rgb

_SIDE = 224
"""Longer side of the maps that are compared, in pixels."""


@dataclass(frozen=True)
class PairedCopies:
    """A copy of each pool with the mask at the same place of the photo."""

    one: PoolImage
    other: PoolImage


@dataclass(frozen=True)
class PairedMaps:
    """Importance of the part of the photo that both networks see, (height, width) each."""

    photo: NDArray[np.uint8]
    """That part, (height, width, 3)."""
    one: NDArray[np.float32]
    other: NDArray[np.float32]
    correlation: float | None
    """Spearman's rank correlation, -1..1; None where one of the maps has one value alone."""


def paired_copies(one: Pool, other: Pool) -> list[PairedCopies]:
    """Copies whose masks lie at the same place of the photo, each at most once, in the order of the first pool.

    The k-th largest windows belong together, and of these the masks whose middles are each other's nearest, not farther
    apart than half a stride of the first.
    """
    pairs = []
    for window in range(min(len(one.windows), len(other.windows))):
        ours = [image for image in one.images if image.window == window]
        theirs = [image for image in other.images if image.window == window]
        if not ours or not theirs:
            continue
        here, there = _middles(ours, one.framing), _middles(theirs, other.framing)
        apart = np.linalg.norm(here[:, None] - there[None], axis=2)
        nearest, back = apart.argmin(axis=1), apart.argmin(axis=0)
        far = one.windows[window].stride / 2 * one.framing.photo.height / one.framing.input.height
        pairs += [
            PairedCopies(ours[k], theirs[nearest[k]])
            for k in range(len(ours))
            if back[nearest[k]] == k and apart[k, nearest[k]] <= far
        ]
    return pairs


def _middles(images: list[PoolImage], framing: Framing) -> NDArray[np.float64]:
    """Row and column of the middle of each mask, in pixels of the photo, (n, 2)."""
    photo, filled = framing.photo, framing.input
    middles = [
        (image.mask.top + image.mask.height / 2 - filled.top, image.mask.left + image.mask.width / 2 - filled.left)
        for image in images
    ]
    scale = np.array([photo.height / filled.height, photo.width / filled.width])
    return np.asarray(np.array([photo.top, photo.left]) + np.array(middles) * scale)


def paired_maps(one: Pool, other: Pool) -> PairedMaps | None:
    """The importance of what both networks see of the photo; None where that is nothing."""
    both = _overlap(one.framing.photo, other.framing.photo)
    if both is None:
        return None
    longer = max(both.height, both.width)
    size = max(1, round(_SIDE * both.width / longer)), max(1, round(_SIDE * both.height / longer))
    here, there = (_seen(decode(pool.importance), pool.framing, both, size) for pool in (one, other))
    pixels = Image.fromarray(rgb(one.image)).resize(size, Image.Resampling.LANCZOS, box=_box(one.framing, both))
    return PairedMaps(np.asarray(pixels), here, there, rank_correlation(here, there))


def _overlap(one: Area, other: Area) -> Area | None:
    top, left = max(one.top, other.top), max(one.left, other.left)
    height = min(one.top + one.height, other.top + other.height) - top
    width = min(one.left + one.width, other.left + other.width) - left
    return Area(top=top, left=left, height=height, width=width) if min(height, width) > 0 else None


def _seen(values: NDArray[np.float32], framing: Framing, part: Area, size: tuple[int, int]) -> NDArray[np.float32]:
    """A part of the photo in a map of the network's input, in `size`, columns and rows."""
    image = Image.fromarray(values).resize(size, Image.Resampling.BILINEAR, box=_box(framing, part))
    return np.asarray(image, np.float32)


def _box(framing: Framing, part: Area) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a part of the photo in the network's input."""
    photo, filled = framing.photo, framing.input
    rows, columns = filled.height / photo.height, filled.width / photo.width
    left, top = filled.left + (part.left - photo.left) * columns, filled.top + (part.top - photo.top) * rows
    right, bottom = left + part.width * columns, top + part.height * rows
    # What rounding adds to the edges is none of the input.
    return (
        max(left, 0.0),
        max(top, 0.0),
        min(right, filled.left + filled.width),
        min(bottom, filled.top + filled.height),
    )
