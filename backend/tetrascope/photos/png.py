"""A PNG without what no decoder needs, its checksums verified."""

import zlib

from tetrascope.photos.decoder_limits import MAX_CHUNKS, check_count, check_pixels, damaged
from tetrascope.photos.plain import Plain

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def plain_png(data: bytes, max_pixels: int) -> Plain:
    """Leave out texts, profiles, further frames and whatever follows the end; the picture's data become one chunk.

    Raises:
        ImageRejected: more chunks than a sane PNG has, or no whole one.
        TooLarge: more pixels than `max_pixels`.
    """
    if data[12:16] == b"IHDR":
        check_pixels(int.from_bytes(data[16:20]), int.from_bytes(data[20:24]), max_pixels)
    place, count, exif = len(SIGNATURE), 0, b""
    before: list[bytes] = []
    picture: list[bytes] = []
    while True:
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data) or len(kind) < 4:
            raise damaged("a PNG that ends too early")
        count += 1
        check_count(count, MAX_CHUNKS, "chunks")
        content = memoryview(data)[place + 8 : end - 4]
        if kind in _DRAWN and zlib.crc32(content, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end]):
            raise damaged(f"a PNG whose {kind.decode('latin-1')} chunk is damaged")
        if count == 1 and (kind != b"IHDR" or length != 13):
            raise damaged("a PNG without a header")
        if kind == b"IEND":
            break
        if kind == b"IDAT":
            picture.append(bytes(content))
        elif kind in _DRAWN:
            before.append(data[place:end])
        elif kind == b"eXIf" and not exif:
            exif = bytes(content)
        place = end
    if not picture:
        raise damaged("a PNG without picture data")
    chunks = [SIGNATURE, *before, _chunk(b"IDAT", b"".join(picture)), _chunk(b"IEND", b"")]
    return Plain(b"".join(chunks), exif, data[24])


def _chunk(kind: bytes, content: bytes) -> bytes:
    return b"".join((len(content).to_bytes(4), kind, content, zlib.crc32(content, zlib.crc32(kind)).to_bytes(4)))
