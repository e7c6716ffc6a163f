"""The legend and the numbers beside the picture of scene 2."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.pools import Pool, PoolImage
from tetrascope.report.numbers import counted, percent
from tetrascope.report.palette import FAINT, INK, MUTED
from tetrascope.report.pool_words import PoolWords
from tetrascope.report.tensor_decoding import rgb
from tetrascope.report.thumbnail import masked_copy, thumbnail
from tetrascope.report.typography import wrap, write

_WIDTH = 540
_SAMPLE = 84


def draw_legend(
    image: Image.Image,
    pool: Pool,
    boundary: Boundary,
    words: PoolWords,
    *,
    left: int,
    top: int,
    thumbnails: int,
) -> None:
    """Original label, what the frames mean with their counts, and the boundary's numbers, in one column."""
    y = _draw_original(image, pool, left, top)
    y = _draw_samples(image, pool, boundary, words, left, y + 40)
    y = _draw_numbers(image, pool, boundary, left, y + 20)
    notes = [
        f"Each image stands at the mean of the {words.number} vertices, weighted by its probabilities of their labels"
        + (f"; {words.others} have {_outside(pool, words)} on average." if words.others else ".")
    ]
    others = len(pool.images) - thumbnails
    if thumbnails:
        notes.append("A line leads from an image that had to make room to its true place.")
    if others:
        signs = f"discs: {words.kept}, triangles: {words.changed}"
        notes.append(f"{counted(others, 'more image')} as dots; {signs}.")
    for note in notes:
        for text in wrap(note, 21, _WIDTH):
            write(image, (left, y), text, size=21, colour=MUTED)
            y += 29
        y += 10


def _outside(pool: Pool, words: PoolWords) -> str:
    share = percent(float(np.mean([item.outside for item in pool.images])), 0)
    return f"{share} of all probabilities" if words.others == "all other labels" else share


def _draw_original(image: Image.Image, pool: Pool, left: int, top: int) -> int:
    pixels = Image.fromarray(rgb(pool.image)).resize((_SAMPLE * 2, _SAMPLE * 2), Image.Resampling.LANCZOS)
    image.paste(pixels, (left, top))
    beside = left + 2 * _SAMPLE + 26
    room = _WIDTH - 2 * _SAMPLE - 26
    write(image, (beside, top + 40), "Original", size=24, colour=MUTED)
    write(image, (beside, top + 84), pool.original.label.name, size=34, bold=True, width=room)
    write(image, (beside, top + 124), percent(pool.original.probability), size=28)
    if pool.examined.label.index != pool.original.label.index:
        asked = f"Examined: {pool.examined.label.name}, {percent(pool.examined.probability)}"
        write(image, (beside, top + 162), asked, size=24, colour=MUTED, width=room)
    return top + 2 * _SAMPLE


def _draw_samples(image: Image.Image, pool: Pool, boundary: Boundary, words: PoolWords, left: int, top: int) -> int:
    pixels = masked_copy(pool, _example(pool))
    rows = [
        (True, False, words.kept, counted(boundary.kept, "image")),
        (False, False, words.changed, counted(boundary.changed, "image")),
    ]
    if boundary.support_vectors:
        count = f"{counted(len(boundary.support_vectors), 'image')}, black border"
        rows.append((True, True, "support vector", count))
    for kept, support, name, count in rows:
        small = thumbnail(pixels, _SAMPLE, kept=kept, support_vector=support)
        spare = (small.width - _SAMPLE) // 2
        image.paste(small, (left - spare, top - spare), small)
        write(image, (left + _SAMPLE + 26, top + 38), name, size=28, bold=True, width=_WIDTH - _SAMPLE - 26)
        write(image, (left + _SAMPLE + 26, top + 72), count, size=24, colour=MUTED)
        top += _SAMPLE + 30
    return top


def _example(pool: Pool) -> PoolImage:
    """An image whose mask shows well when small: one of the largest, nearest to the middle."""
    height, width = pool.image.shape[:2]

    def merit(item: PoolImage) -> tuple[int, float]:
        mask = item.mask
        off = abs(mask.top + mask.height / 2 - height / 2) + abs(mask.left + mask.width / 2 - width / 2)
        return mask.height * mask.width, -off

    return max(pool.images, key=merit)


def _numbers(pool: Pool, boundary: Boundary) -> Iterator[tuple[str, str]]:
    yield "Pool", counted(len(pool.images), "image")
    yield "Windows", ", ".join(f"{window.size}/{window.stride}" for window in pool.windows)
    if boundary.status == "one_class":
        return
    yield "Boundary's accuracy", percent(boundary.accuracy)
    yield "Cross-validated", percent(boundary.cross_validated_accuracy)
    yield "Margin", "not defined" if boundary.margin is None else f"{boundary.margin:.3g}"


def _draw_numbers(image: Image.Image, pool: Pool, boundary: Boundary, left: int, top: int) -> int:
    for name, value in _numbers(pool, boundary):
        image.paste(FAINT, (left, top, left + _WIDTH, top + 2))
        write(image, (left, top + 40), name, size=26, colour=MUTED)
        write(image, (left + _WIDTH, top + 40), value, size=26, colour=INK, anchor="rs", width=_WIDTH - 220)
        top += 60
    if boundary.status == "one_class":
        image.paste(FAINT, (left, top, left + _WIDTH, top + 2))
        for text in wrap(boundary.explanation, 24, _WIDTH):
            write(image, (left, top + 40), text, size=24)
            top += 34
        top += 20
    return top + 46
