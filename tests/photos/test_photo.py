import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from tetrascope.errors import ImageRejected, TooLarge
from tetrascope.photos.photo import THUMBNAIL_SIDE, Photo, Reading, decode_photo, read_photo, thumbnail

LIMIT = 1_000_000


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def read(data: bytes, **how: object) -> Photo:
    return read_photo(data, Reading(**{"max_pixels": LIMIT, **how}))  # type: ignore[arg-type]


def size(data: bytes) -> tuple[int, int]:
    photo = read(data)
    return photo.height, photo.width


def decoded(data: bytes) -> np.ndarray:
    return decode_photo(data, max_pixels=LIMIT)


def test_colour_pixels_survive() -> None:
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    assert np.array_equal(decoded(encoded(Image.fromarray(pixels))), pixels)


@pytest.mark.parametrize(
    ("label", "image", "expected"),
    [
        ("greyscale", Image.new("L", (2, 2), 77), (77, 77, 77)),
        ("black and white", Image.new("1", (2, 2), 1), (255, 255, 255)),
        ("palette", Image.new("RGB", (2, 2), (10, 200, 30)).quantize(4), (10, 200, 30)),
        ("16 bits", Image.fromarray(np.full((2, 2), 0x8080, np.uint16)), (128, 128, 128)),
        ("transparent over white", Image.new("RGBA", (2, 2), (0, 0, 0, 0)), (255, 255, 255)),
        ("grey and transparent", Image.new("LA", (2, 2), (0, 0)), (255, 255, 255)),
        ("half transparent", Image.new("RGBA", (2, 2), (0, 0, 0, 128)), (127, 127, 127)),
    ],
)
def test_every_mode_becomes_rgb(label: str, image: Image.Image, expected: tuple[int, int, int]) -> None:
    assert decoded(encoded(image))[0, 0].tolist() == list(expected), label


def png(depth: int, colour_type: int, row: bytes, transparent: bytes) -> bytes:
    """A PNG of one row of two pixels, of which one value or colour is transparent."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 2, 1, depth, colour_type, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"tRNS", transparent), (b"IDAT", zlib.compress(b"\0" + row)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


@pytest.mark.parametrize(
    ("label", "data", "second"),
    [
        ("grey, 1 bit", png(1, 0, b"\x00", b"\0\0"), (255, 255, 255)),
        ("grey, 2 bits", png(2, 0, b"\x60", b"\0\1"), (170, 170, 170)),
        ("grey, 4 bits", png(4, 0, b"\x34", b"\0\3"), (68, 68, 68)),
        ("grey, 8 bits", png(8, 0, b"\x64\x65", b"\0\x64"), (101, 101, 101)),
        ("grey, 16 bits", png(16, 0, b"\x80\x00\x80\x01", b"\x80\x00"), (128, 128, 128)),
        ("colour, 8 bits", png(8, 2, b"\1\2\3\4\5\6", b"\0\1\0\2\0\3"), (4, 5, 6)),
        ("colour, 16 bits", png(16, 2, b"\x80\0\x40\0\x20\0\7\7\5\5\3\3", b"\x80\0\x40\0\x20\0"), (7, 5, 3)),
    ],
)
def test_a_value_that_is_transparent_is_laid_over_white(label: str, data: bytes, second: tuple[int, int, int]) -> None:
    assert decoded(data)[0].tolist() == [[255, 255, 255], list(second)], label


def test_cmyk_jpeg_becomes_rgb() -> None:
    assert decoded(encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG")).min() >= 250


def test_the_first_frame_of_an_animation_is_taken() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    for kind in ("PNG", "WEBP", "GIF"):
        options = {"lossless": True} if kind == "WEBP" else {}
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)
        assert decoded(data)[0, 0].tolist() == [255, 0, 0], kind


def test_exif_rotation_is_applied() -> None:
    image = Image.new("RGB", (4, 2), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(image, "JPEG", exif=exif)
    assert decoded(data).shape == (4, 2, 3)
    assert size(data) == (4, 2)


def test_a_damaged_exif_block_does_not_cost_the_picture() -> None:
    data = encoded(Image.new("RGB", (4, 2), "red"), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")
    assert decoded(data).shape == (2, 4, 3)
    assert size(data) == (2, 4)


def test_one_pixel_is_an_image() -> None:
    assert decoded(encoded(Image.new("RGB", (1, 1), "red"))).shape == (1, 1, 3)


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(40) + data[middle + 40 :]


def noise_image() -> Image.Image:
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_truncated_image_is_refused(kind: str) -> None:
    with pytest.raises(ImageRejected, match="Expected a whole picture") as caught:
        decoded(truncated(encoded(noise_image(), kind)))
    assert caught.value.field == "image"


def test_a_damaged_png_is_refused() -> None:
    with pytest.raises(ImageRejected):
        decoded(damaged(encoded(noise_image())))


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("empty", b""),
        ("text", b"hello"),
        ("a format not accepted", encoded(Image.new("RGB", (2, 2)), "TIFF")),
        ("an icon", encoded(Image.new("RGB", (16, 16)), "ICO")),
        ("only a signature", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_no_image_is_refused(label: str, data: bytes) -> None:
    with pytest.raises(ImageRejected):
        pytest.fail(f"{label} was taken for an image of shape {decoded(data).shape}")


def test_a_huge_image_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(Image.new("1", (1001, 1000)))

    def never(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "load", never)
    with pytest.raises(TooLarge, match="1001 x 1000 = 1001000"):
        decoded(data)


def test_a_bomb_is_refused() -> None:
    data = bytearray(encoded(Image.new("1", (8, 8))))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    with pytest.raises(TooLarge):
        decoded(bytes(data))


def test_a_thumbnail_fits_its_bound() -> None:
    small = Image.open(io.BytesIO(thumbnail(decoded(encoded(Image.new("RGB", (900, 300)))))))
    assert small.size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE // 3)


def test_a_png_without_its_last_byte_is_refused() -> None:
    data = encoded(noise_image())
    for cut in (data[:-1], data[:-12], data[:-13]):
        with pytest.raises(ImageRejected, match="ends too early"):
            decoded(cut)


def test_what_follows_the_picture_is_left_alone() -> None:
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        data = encoded(noise_image(), kind)
        assert np.array_equal(decoded(data + b"more" * 100), decoded(data)), kind


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("1", (255, 255, 255)),
        ("L", (77, 77, 77)),
        ("LA", (166, 166, 166)),
        ("P", (10, 200, 30)),
        ("RGB", (10, 200, 30)),
        ("RGBA", (132, 227, 142)),
        ("CMYK", (10, 200, 30)),
    ],
)
def test_a_tiff_of_ones_own_has_the_right_values(mode: str, expected: tuple[int, int, int]) -> None:
    image = {
        "1": Image.new("1", (2, 2), 1),
        "L": Image.new("L", (2, 2), 77),
        "LA": Image.new("LA", (2, 2), (77, 128)),
        "P": Image.new("RGB", (2, 2), (10, 200, 30)).quantize(4),
        "RGB": Image.new("RGB", (2, 2), (10, 200, 30)),
        "RGBA": Image.new("RGBA", (2, 2), (10, 200, 30, 128)),
        "CMYK": Image.new("CMYK", (2, 2), (245, 55, 225, 0)),
    }[mode]
    for compression in (None, "tiff_lzw", "tiff_deflate"):
        pixel = read(encoded(image, "TIFF", compression=compression), own=True).pixels[0, 0]
        assert np.abs(pixel.astype(int) - expected).max() <= 1, compression


def test_other_formats_of_ones_own_are_read() -> None:
    photo = read(encoded(Image.new("RGB", (30, 20), (10, 200, 30)), "AVIF", quality=100), own=True)
    assert photo.pixels.shape == (20, 30, 3)
    assert np.abs(photo.pixels[0, 0].astype(int) - (10, 200, 30)).max() <= 4


def test_a_turned_tiff_of_ones_own_is_turned_once() -> None:
    image = Image.new("L", (4, 2))
    image.putpixel((0, 0), 255)
    photo = read(encoded(image, "TIFF", tiffinfo={274: 6}), own=True)
    assert (photo.height, photo.width) == photo.pixels.shape[:2] == (4, 2)
    assert photo.pixels[0, 1].tolist() == [255, 255, 255]


@pytest.mark.parametrize("value", range(1, 9))
def test_every_rotation_is_as_pillow_has_it(value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    for kind in ("JPEG", "PNG", "WEBP"):
        data = encoded(noise_image().resize((8, 5)), kind, exif=exif)
        with Image.open(io.BytesIO(data)) as image:
            assert np.array_equal(decoded(data), np.asarray(ImageOps.exif_transpose(image).convert("RGB"))), kind


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_very_large_picture_of_ones_own_is_read_at_a_reduced_scale(kind: str) -> None:
    image = Image.linear_gradient("L").resize((640, 480))
    photo = read(encoded(image, kind), own=True, whole_pixels=80_000)
    assert photo.pixels.shape == (240, 320, 3)
    assert (photo.height, photo.width) == (480, 640)
    assert photo.note is not None
    assert photo.note.startswith("640 x 480 pixels, read at 1/2")
    whole = np.asarray(image.resize((320, 240), Image.Resampling.BOX), int)
    assert np.abs(photo.pixels[..., 0].astype(int) - whole).max() <= 3


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_raises_anything_else(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "BMP"]))
    whole = bytearray(encoded(noise_image().resize((16, 16)), kind))
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    change: Callable[[], np.ndarray] = lambda: decoded(bytes(whole[:cut]))  # noqa: E731
    try:
        assert change().shape[2] == 3
    except (ImageRejected, TooLarge) as error:
        assert error.field == "image"
