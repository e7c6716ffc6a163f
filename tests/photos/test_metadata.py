"""What a picture says of itself costs no more than its own size suggests."""

import struct
import tracemalloc
import zlib

from tetrascope.photos.photo import decode_photo

VALUE_BYTES = 300_000
ENTRIES = 5000


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def overlapping_entries() -> bytes:
    """A PNG of one pixel, with thousands of EXIF entries that all name the same bytes: 1.5 GB where each is read."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    undefined = 7
    entries = b"".join(struct.pack(">HHII", 0x8000 + tag, undefined, VALUE_BYTES, 8) for tag in range(ENTRIES))
    directory = struct.pack(">H", ENTRIES) + entries + struct.pack(">I", 0)
    exif = b"MM\0*" + struct.pack(">I", 8 + VALUE_BYTES) + bytes(VALUE_BYTES) + directory
    parts = [(b"IHDR", header), (b"eXIf", exif), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def test_overlapping_entries_cost_little() -> None:
    data = overlapping_entries()
    assert len(data) < 400_000
    tracemalloc.start()
    try:
        decode_photo(data, max_pixels=100)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100 * len(data)
