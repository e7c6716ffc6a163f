"""A WebP's chunks, counted, and its size, before any of it is unpacked."""

from tetrascope.photos.decoder_limits import MAX_CHUNKS, check_count, check_pixels, damaged
from tetrascope.photos.plain import Plain


def plain_webp(data: bytes, max_pixels: int) -> Plain:
    """The file as it is, of which only the first frame will be decoded, with its EXIF data.

    Raises:
        ImageRejected: more chunks than a sane WebP has, or no whole one.
        TooLarge: more pixels than `max_pixels`.
    """
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise damaged("a WebP that ends too early")
    place, count, exif = 12, 0, b""
    while place + 8 <= end:
        count += 1
        check_count(count, MAX_CHUNKS, "chunks")
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        content = data[place + 8 : place + 8 + (length if kind == b"EXIF" else 16)]
        check_pixels(*_size(kind, content), max_pixels)
        if kind == b"EXIF" and not exif:
            exif = content.removeprefix(b"Exif\0\0")
        place += 8 + length + length % 2
    return Plain(data, exif)


def _size(kind: bytes, content: bytes) -> tuple[int, int]:
    """Columns and rows that a chunk gives; none where it gives none."""
    match kind:
        case b"VP8X":
            return 1 + int.from_bytes(content[4:7], "little"), 1 + int.from_bytes(content[7:10], "little")
        case b"VP8 ":
            sides = (int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (6, 8))
            return next(sides), next(sides)
        case b"VP8L":
            bits = int.from_bytes(content[1:5], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0
