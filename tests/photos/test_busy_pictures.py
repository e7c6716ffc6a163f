"""Small files that would keep a decoder busy for long. None of them reaches one."""

import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from tetrascope.errors import ImageRejected, TooLarge
from tetrascope.photos import photo as photo_module
from tetrascope.photos.decoder_limits import MAX_BLOCKS, MAX_CHUNKS, MAX_SCANS, MAX_SEGMENTS
from tetrascope.photos.photo import Reading, read_photo

READING = Reading(max_pixels=40_000_000)


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def progressive_jpeg(scans: int, *, width: int = 64, height: int = 64) -> bytes:
    """A progressive grey JPEG of one real scan and `scans` - 1 that hold nothing."""
    blocks = -(-width // 8) * (-(-height // 8))
    head = b"\xff\xd8" + segment(0xDB, b"\0" + b"\1" * 64)
    head += segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    head += segment(0xC4, b"\x00" + bytes([1] + [0] * 15) + b"\0") + segment(
        0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\xe0"
    )
    start = segment(0xDA, b"\1\1\0\0\0\0") + bytes((blocks + 7) // 8)
    run = "0" + "0" * 14
    nothing = segment(0xDA, b"\1\1\0\1\x3f\0") + int(run.ljust(16, "1"), 2).to_bytes(2)
    return head + start + nothing * (scans - 1) + b"\xff\xd9"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*extra: bytes, parts: int = 1) -> bytes:
    """A PNG of one grey pixel with chunks before its data, which come in so many parts, most of them empty."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", b"") * (parts - 1) + chunk(b"IDAT", zlib.compress(b"\0\x63"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + data + chunk(b"IEND", b"")


def encoded(kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    pixels = np.random.default_rng(0).integers(0, 256, (24, 24, 3), np.uint8)
    Image.fromarray(pixels).save(buffer, kind, **options)
    return buffer.getvalue()


def gif(blocks: int) -> bytes:
    """A GIF with so many blocks of a comment before its picture."""
    data = encoded("GIF")
    begin = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    return data[:begin] + b"!\xfe" + b"\1x" * blocks + b"\0" + data[begin:]


def webp(chunks: int) -> bytes:
    body = encoded("WEBP")[12:] + (b"JUNK" + struct.pack("<I", 0)) * chunks
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


BUSY: dict[str, tuple[Callable[[], bytes], str]] = {
    "scans": (lambda: progressive_jpeg(MAX_SCANS + 1), f"at most {MAX_SCANS} scans, got {MAX_SCANS + 1} or more"),
    "segments": (
        lambda: b"\xff\xd8" + segment(0xE5, b"") * (MAX_SEGMENTS + 1) + progressive_jpeg(1)[2:],
        f"at most {MAX_SEGMENTS} segments, got {MAX_SEGMENTS + 1}",
    ),
    "tables": (
        lambda: b"\xff\xd8" + segment(0xC4, b"") * (MAX_SEGMENTS + 1) + progressive_jpeg(1)[2:],
        f"at most {MAX_SEGMENTS} segments",
    ),
    "empty parts": (lambda: png(parts=MAX_CHUNKS), f"at most {MAX_CHUNKS} chunks, got {MAX_CHUNKS + 1} or more"),
    "texts": (lambda: png(chunk(b"tEXt", b"a\0b") * MAX_CHUNKS), f"at most {MAX_CHUNKS} chunks"),
    "comments": (lambda: gif(MAX_BLOCKS + 1), f"at most {MAX_BLOCKS} blocks before the first picture"),
    "webp chunks": (lambda: webp(MAX_CHUNKS), f"at most {MAX_CHUNKS} chunks"),
}


@pytest.fixture
def never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("given to a decoder")

    monkeypatch.setattr(photo_module, "opened", never)


@pytest.mark.usefixtures("never_opened")
@pytest.mark.parametrize("name", BUSY)
def test_more_than_any_sane_picture_has_is_refused_unopened(name: str) -> None:
    data, expected = BUSY[name]
    with pytest.raises(ImageRejected, match=expected) as caught:
        read_photo(data(), READING)
    assert caught.value.field == "image"
    assert caught.value.hint


def test_as_much_as_a_sane_picture_may_have_is_read() -> None:
    assert read_photo(progressive_jpeg(MAX_SCANS), READING).pixels.shape == (64, 64, 3)
    assert read_photo(png(parts=MAX_CHUNKS - 3), READING).pixels.tolist() == [[[0x63] * 3]]
    assert read_photo(gif(MAX_BLOCKS - 9), READING).pixels.shape == (24, 24, 3)


@pytest.mark.usefixtures("never_opened")
@pytest.mark.parametrize("filling", [b"\xff", b"\xff\xd0", b"\xff\0", b"\0"])
def test_what_fills_a_jpeg_is_gone_through_once(filling: bytes) -> None:
    """For 20 MB of it, this would last minutes if each byte were a new beginning."""
    with pytest.raises(ImageRejected, match="without picture data"):
        read_photo(b"\xff\xd8\xff" + filling * (20_000_000 // len(filling)), READING)


@pytest.mark.usefixtures("never_opened")
@pytest.mark.parametrize(
    "data",
    [
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\xff\x3f\0\xff\x3f\0",
        b"RIFF\x11\0\0\0WEBPVP8L\x05\0\0\0\x2f\xff\xff\xff\x0f\0",
        b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f",
        b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
        b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2D\1\0;",
    ],
)
def test_the_size_is_looked_at_before_memory_is_taken_for_it(data: bytes) -> None:
    with pytest.raises(TooLarge, match="at most 40000000 pixels"):
        read_photo(data, READING)


@pytest.mark.parametrize("size", [10, 30 * 2**20])
def test_what_is_packed_beside_the_picture_is_never_unpacked(size: int) -> None:
    """Texts, profiles and frames are left out before a decoder sees the file, however large they would become."""
    bomb = zlib.compress(bytes(size))
    extra = [
        chunk(b"zTXt", b"a\0\0" + bomb),
        chunk(b"iTXt", b"a\0\1\0\0\0" + bomb),
        chunk(b"iCCP", b"a\0\0" + bomb),
        chunk(b"acTL", struct.pack(">II", 2**30, 0)),
        chunk(b"fdAT", bytes(4) + bomb),
    ]
    assert read_photo(png(*extra), READING).pixels.tolist() == [[[0x63] * 3]]


def test_exif_entries_are_not_followed() -> None:
    """A directory of 65,535 entries that each point at the same megabytes costs nothing."""
    entry = struct.pack("<HHII", 0x9999, 7, 2**30, 8)
    exif = b"II*\0\x08\0\0\0" + struct.pack("<H", 65535) + entry * 5000
    assert read_photo(png(chunk(b"eXIf", exif)), READING).pixels.shape == (1, 1, 3)


@pytest.mark.parametrize("damage", ["IDAT", "PLTE"])
def test_a_checksum_that_is_wrong_is_told(damage: str) -> None:
    buffer = io.BytesIO()
    Image.new("P", (4, 4)).save(buffer, "PNG")
    data = bytearray(buffer.getvalue())
    data[data.index(damage.encode()) + 6] ^= 1
    with pytest.raises(ImageRejected, match=f"whose {damage} chunk is damaged"):
        read_photo(bytes(data), READING)
