"""Numbers of more than eight bits: which of them become black and white."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from tetrascope.photos.photo import Photo, Reading, read_photo


def png(numbers: np.ndarray, colour_type: int, *, interlaced: bool = False) -> bytes:
    """A PNG of 16 bits with these numbers, (rows, columns, samples)."""
    rows, columns = numbers.shape[:2]

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    big = numbers.astype(">u2")
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    parts = [big[top::down, left::right] for left, top, right, down in passes]
    lines = b"".join(b"\0" + line.tobytes() for part in parts if part.size for line in part)
    header = struct.pack(">IIBBBBB", columns, rows, 16, colour_type, 0, 0, int(interlaced))
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def tiff(numbers: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(numbers).save(buffer, "TIFF")
    return buffer.getvalue()


def read(data: bytes, shown: tuple[float, float] | None = None) -> Photo:
    return read_photo(data, Reading(max_pixels=10**6, own=True, shown=shown))


def grey(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.uint16).reshape(1, -1, 1)


@pytest.mark.parametrize(
    ("bits", "numbers", "expected"),
    [
        (8, (0, 100, 255), (0, 100, 255)),
        (9, (0, 256, 511), (0, 128, 255)),
        (12, (0, 1000, 4095), (0, 62, 255)),
        (12, (0, 1000, 2048), (0, 62, 128)),
        (16, (0, 32896, 65535), (0, 128, 255)),
    ],
)
@pytest.mark.parametrize("samples", [1, 2, 3, 4])
def test_white_is_what_the_bits_of_the_largest_number_can_hold(
    bits: int, numbers: tuple[int, ...], expected: tuple[int, ...], samples: int
) -> None:
    pixels = np.repeat(grey(*numbers), samples, axis=2)
    if samples in (2, 4):
        pixels[..., -1] = 65535
    photo = read(png(pixels, {1: 0, 2: 4, 3: 2, 4: 6}[samples]))
    assert photo.pixels[0].tolist() == [[value] * 3 for value in expected]
    assert photo.note is not None
    assert f"from 0 to {numbers[-1]}, of which 0 is shown as black and {2**bits - 1} as white" in photo.note


def test_colours_of_16_bits_are_each_themselves() -> None:
    numbers = np.random.default_rng(0).integers(0, 65536, (9, 13, 3)).astype(np.uint16)
    numbers[0, 0] = 65535
    expected = np.rint(numbers / 257).astype(int)
    for interlaced in (False, True):
        pixels = read(png(numbers, 2, interlaced=interlaced)).pixels.astype(int)
        assert np.abs(pixels - expected).max() <= 1, interlaced


def test_a_colour_of_16_bits_that_is_half_transparent_lies_over_white() -> None:
    numbers = np.array([[[4095, 0, 0, 32768], [0, 4095, 0, 65535], [9, 9, 9, 0]]], np.uint16)
    assert read(png(numbers, 6)).pixels[0].tolist() == [[255, 127, 127], [0, 255, 0], [255, 255, 255]]


def test_a_person_may_say_which_numbers_are_shown() -> None:
    photo = read(png(grey(900, 1000, 1500, 2000, 3000), 0), (1000, 2000))
    assert photo.pixels[0, :, 0].tolist() == [0, 0, 128, 255, 255]
    assert photo.note == ("grey of 16 bits from 900 to 3000, of which 1000 is shown as black and 2000 as white")


def test_a_range_holds_for_pictures_of_eight_bits_too() -> None:
    buffer = io.BytesIO()
    Image.fromarray(np.array([[[50, 100, 150]]], np.uint8)).save(buffer, "PNG")
    assert read(buffer.getvalue(), (50, 150)).pixels[0, 0].tolist() == [0, 128, 255]
    assert read(buffer.getvalue()).note is None


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((0.0, 0.5, 1.0), (0, 128, 255)),
        ((0.0, 0.25, 0.5), (0, 64, 128)),
        ((-1000.0, 0.0, 3000.0), (0, 64, 255)),
        ((0.5, 2.5, 4.5), (0, 128, 255)),
        ((0.0, 100.0, 200.0), (0, 100, 200)),
        ((0.0, float("nan"), float("inf")), (0, 0, 255)),
        ((7.0, 7.0, 7.0), (7, 7, 7)),
    ],
)
def test_fractions_and_negative_numbers(numbers: tuple[float, ...], expected: tuple[int, ...]) -> None:
    assert read(tiff(np.array([numbers], np.float32))).pixels[0, :, 0].tolist() == list(expected)


def test_whole_numbers_of_32_bits() -> None:
    assert read(tiff(np.array([[0, 1000, 4095]], np.int32))).pixels[0, :, 0].tolist() == [0, 62, 255]
    assert read(tiff(np.array([[-50, 0, 50]], np.int32))).pixels[0, :, 0].tolist() == [0, 128, 255]
