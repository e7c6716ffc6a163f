"""Photos: from the bytes of a file to pixels, with nothing trusted."""

import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.errors import ImageRejected, TetrascopeError
from tetrascope.photos.colours import rgb_of
from tetrascope.photos.decoder_limits import check_pixels, damaged, too_much_memory
from tetrascope.photos.file_kind import kind_of
from tetrascope.photos.formats import FROM_ANYONE, GIF, HEIC, JPEG, ONES_OWN, PNG, WEBP, Format, listed
from tetrascope.photos.gif import plain_gif
from tetrascope.photos.jpeg import plain_jpeg
from tetrascope.photos.orientation import orientation, turned
from tetrascope.photos.pillow_image import opened
from tetrascope.photos.plain import Plain
from tetrascope.photos.png import plain_png
from tetrascope.photos.values import Range
from tetrascope.photos.webp import plain_webp

THUMBNAIL_SIDE = 192
_TURNED = (5, 6, 7, 8)
"""Orientations whose rows are columns."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How pictures are read."""

    max_pixels: int
    """The most that are accepted; checked before anything is decoded."""
    whole_pixels: int | None = None
    """Pictures of more pixels than this are read at a reduced scale; None for no such bound."""
    own: bool = False
    """Whether the file is the operator's own, from which more formats are read."""
    shown: Range | None = None
    """The numbers that become black and white; None to go by what is there."""


class Photo(NamedTuple):
    """A picture as a person sees it: turned as its EXIF data ask, transparency over white."""

    pixels: NDArray[np.uint8]
    """(rows, columns, 3) RGB; at a reduced scale fewer than `height` and `width`."""
    height: int
    width: int
    note: str | None
    """What was done that a person may want to know."""


def read_photo(data: bytes, reading: Reading) -> Photo:
    """Decode a picture.

    The first frame of an animation; grey, palette, CMYK and numbers of more than eight bits converted.

    Raises:
        ImageRejected: not one of the formats, damaged, truncated, or made to keep a decoder busy.
        TooLarge: more pixels than `reading.max_pixels`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(data, _format_of(data, reading), reading)
        except TetrascopeError:
            raise
        except (MemoryError, Image.DecompressionBombError) as error:
            raise too_much_memory() from error
        except Exception as error:  # Pillow's decoders raise nearly anything on damaged files
            raise damaged(f"one that cannot be decoded ({error})") from error


def decode_photo(data: bytes, *, max_pixels: int) -> NDArray[np.uint8]:
    """The pixels alone, (rows, columns, 3) RGB; errors as of `read_photo`."""
    return read_photo(data, Reading(max_pixels=max_pixels)).pixels


def thumbnail(pixels: NDArray[np.uint8]) -> bytes:
    """A JPEG of at most `THUMBNAIL_SIDE` pixels a side."""
    image = Image.fromarray(pixels)
    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _format_of(data: bytes, reading: Reading) -> Format:
    kind, formats = kind_of(data), ONES_OWN if reading.own else FROM_ANYONE
    if kind.format is not None and kind.format in formats and (kind.format != HEIC or _can_read_heic()):
        return kind.format
    raise ImageRejected(
        f"Expected a picture as {listed(tuple(each for each in formats if each != HEIC))}, got {kind.name}.",
        field="image",
        hint=kind.hint,
    )


def _can_read_heic() -> bool:
    with suppress(ImportError):
        import pillow_heif  # type: ignore[import-not-found]

        pillow_heif.register_heif_opener()
        return True
    return False


def _read(data: bytes, kind: Format, reading: Reading) -> Photo:
    plain = _plain(data, kind, reading.max_pixels)
    with opened(plain.data, kind.pillow) as image:
        width, height = image.size
        check_pixels(width, height, reading.max_pixels)
        times = _reduction(width * height, reading.whole_pixels)
        if times > 1:
            image.draft(None, (ceil(width / times), ceil(height / times)))  # a JPEG can be decoded smaller
        rgb, note = rgb_of(image, plain, reading.shown)
    turn = orientation(plain.exif or b"")
    if turn in _TURNED or (plain.exif is None and _lies_otherwise(rgb, width, height)):
        width, height = height, width
    rgb = turned(rgb, turn)
    rgb = rgb.reduce(max(1, round(times * rgb.width / width)))
    if times > 1:
        note = "; ".join(filter(None, (f"{width} x {height} pixels, read at 1/{times} of that", note)))
    return Photo(np.asarray(rgb, np.uint8), height, width, note)


def _plain(data: bytes, kind: Format, max_pixels: int) -> Plain:
    if kind == JPEG:
        return plain_jpeg(data)
    if kind == PNG:
        return plain_png(data, max_pixels)
    if kind == WEBP:
        return plain_webp(data, max_pixels)
    if kind == GIF:
        return plain_gif(data, max_pixels)
    return Plain(data, None)


def _reduction(pixels: int, most: int | None) -> int:
    """How many times smaller each side is to be read: 1, 2, 4 and so on."""
    times = 1
    while most is not None and pixels > most * times**2:
        times *= 2
    return times


def _lies_otherwise(rgb: Image.Image, width: int, height: int) -> bool:
    """Whether rows and columns have been exchanged."""
    return width != height and (rgb.width > rgb.height) != (width > height)
