"""Photos: from the bytes of a file to pixels, with nothing trusted."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from tetrascope.errors import ImageRejected, TooLarge

FORMATS = ("JPEG", "PNG", "WEBP")
THUMBNAIL_SIDE = 192
SCALE_DOWN = "Scale the image down and try again."

_TURNED = (5, 6, 7, 8)
"""EXIF orientations whose rows are columns."""
_SIXTEEN_BIT_MODES = ("I", "I;16", "I;16L", "I;16B")


def photo_size(data: bytes, *, max_pixels: int) -> tuple[int, int]:
    """Check an encoded image wholly and say its size.

    Args:
        data: a JPEG, PNG or WebP file.
        max_pixels: the largest pixel count accepted; checked before anything is decoded.

    Returns:
        (height, width) after the rotation that its EXIF data asks for.

    Raises:
        ImageRejected: not one of the formats, damaged or truncated.
        TooLarge: more pixels than `max_pixels`.
    """
    with _loaded(data, max_pixels) as image:
        return (image.width, image.height) if _is_turned(image) else (image.height, image.width)


def decode_photo(data: bytes, *, max_pixels: int) -> NDArray[np.uint8]:
    """Decode an image to RGB; arguments and errors as of `photo_size`.

    The first frame of an animation; transparency over white; grey, palette, CMYK and 16 bits converted; rotated
    as its EXIF data asks.

    Returns:
        (height, width, 3) bytes.
    """
    with _loaded(data, max_pixels) as image:
        _scale_transparent_value(image, data)
        return np.asarray(_to_rgb(_rotate(image)), dtype=np.uint8)


@contextmanager
def _loaded(data: bytes, max_pixels: int) -> Iterator[Image.Image]:
    """The decoded image; whatever its bytes make go wrong, inside the block too, becomes an error of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                _check_pixels(image.width, image.height, max_pixels)
                image.load()
                yield image
        except Image.DecompressionBombError as error:
            raise TooLarge(
                f"Expected an image of at most {max_pixels} pixels, got a far larger one.",
                field="image",
                hint=SCALE_DOWN,
            ) from error
        except UnidentifiedImageError as error:
            raise _rejected("got bytes of another kind" if data else "got an empty file") from error
        except (ImageRejected, TooLarge):
            raise
        except Exception as error:  # Pillow's decoders raise nearly anything on damaged files
            raise _rejected(f"got one that cannot be decoded ({error})") from error


def thumbnail(data: bytes, *, max_pixels: int) -> bytes:
    """A JPEG of at most `THUMBNAIL_SIDE` pixels a side; arguments and errors as of `photo_size`."""
    image = Image.fromarray(decode_photo(data, max_pixels=max_pixels))
    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _check_pixels(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        raise TooLarge(
            f"Expected an image of at most {max_pixels} pixels, got {width} x {height} = {width * height}.",
            field="image",
            hint=SCALE_DOWN,
        )


def _rejected(received: str) -> ImageRejected:
    return ImageRejected(
        f"Expected a whole {', '.join(FORMATS[:-1])} or {FORMATS[-1]} image, {received}.",
        field="image",
        hint="Open the picture in an image editor, save it as JPEG or PNG, and use that.",
    )


def _is_turned(image: Image.Image) -> bool:
    try:
        return image.getexif().get(ExifTags.Base.Orientation) in _TURNED
    except Exception:  # as below
        return False


def _rotate(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # a damaged EXIF block must not cost the picture
        return image


def _scale_transparent_value(image: Image.Image, data: bytes) -> None:
    """Bring the value that a PNG calls transparent to eight bits, as Pillow brings the pixels but not this."""
    transparent = image.info.get("transparency")
    if image.format != "PNG":
        return
    depth = data[24]  # bits of a sample: the file begins with a signature of 8 bytes and the header chunk
    if depth in (2, 4) and isinstance(transparent, int) and image.mode == "L":
        image.info["transparency"] = transparent * 255 // (2**depth - 1)
    elif depth == 16 and isinstance(transparent, tuple):
        image.info["transparency"] = tuple(value >> 8 for value in transparent)


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode in _SIXTEEN_BIT_MODES:
        return _grey_from_sixteen_bits(image).convert("RGB")
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    return image.convert("RGB")


def _grey_from_sixteen_bits(image: Image.Image) -> Image.Image:
    values = np.asarray(image).astype(np.uint32)
    grey = (values >> 8).clip(0, 255).astype(np.uint8)
    transparent = image.info.get("transparency")
    if isinstance(transparent, int):
        grey[values == transparent] = 255
    return Image.fromarray(grey)
