"""What a file that is not read is said to be, and what to do about it."""

import struct

import pytest

from tetrascope.errors import ImageRejected
from tetrascope.photos.file_kind import kind_of
from tetrascope.photos.photo import Reading, read_photo


def box(brand: bytes, *others: bytes) -> bytes:
    brands = b"".join((brand, b"\0\0\0\0", *others))
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\0\0\0\x08meta"


FILES = {
    "empty": (b"", "an empty file"),
    "heic": (box(b"heic", b"mif1", b"heic"), "a HEIC picture"),
    "heic of another maker": (box(b"mif1", b"mif1", b"heic"), "a HEIC picture"),
    "avif": (box(b"avif", b"mif1"), "an AVIF picture"),
    "avif whose brand comes later": (box(b"mif1", b"avif"), "an AVIF picture"),
    "video": (box(b"isom", b"mp42"), "a video"),
    "cr3": (box(b"crx ", b"isom"), "a raw photo of a camera (CR3)"),
    "cr2": (b"II*\0\x10\0\0\0CR\x02\0" + bytes(50), "a raw photo of a camera (CR2)"),
    "raf": (b"FUJIFILMCCD-RAW 0201", "a raw photo of a camera (RAF)"),
    "tiff": (b"MM\0*\0\0\0\x08", "a TIFF picture"),
    "big tiff": (b"II+\0\x08\0\0\0", "a TIFF picture"),
    "dicom": (bytes(128) + b"DICM\x02\0", "a DICOM file"),
    "svg": (b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="', "a drawing in SVG"),
    "svg at once": (b"<svg width='3'>", "a drawing in SVG"),
    "pdf": (b"%PDF-1.7", "a PDF document"),
    "html": (b"\n <!DOCTYPE html><html>", "a web page"),
    "html that begins with a mark": (b"\xef\xbb\xbf<html lang='en'>", "a web page"),
    "git-lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7", "a placeholder of git-LFS"),
    "photoshop": (b"8BPS\0\x01", "a Photoshop document"),
    "jpeg 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture"),
    "jpeg xl": (b"\xff\x0a\xfa\x7f", "a JPEG XL picture"),
    "icon": (b"\0\0\1\0\1\0", "an icon"),
    "numpy": (b"\x93NUMPY\x01\0", "a NumPy array"),
    "zip": (b"PK\x03\x04", "a ZIP archive"),
    "hdf5": (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    "pgm": (b"P5\n4 4\n255\n", "a picture of the PNM family"),
    "text": ("un café\n".encode(), "a text"),
    "json": (b'{"error": "not found"}', "a text"),
    "zeros": (bytes(300), "a file of zeros"),
    "noise": (b"\x07\x01\x02", "bytes of another kind"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_called_what_it_is(name: str) -> None:
    data, expected = FILES[name]
    kind = kind_of(data)
    assert kind.name.startswith(expected)
    assert kind.hint.endswith((".", '"', ")"))
    with pytest.raises(ImageRejected) as caught:
        read_photo(data, Reading(max_pixels=100))
    assert caught.value.message == f"Expected a picture as JPEG, PNG, WebP, GIF or BMP, got {kind.name}."
    assert caught.value.hint == kind.hint
    assert caught.value.field == "image"


def test_ones_own_file_may_be_of_more_formats() -> None:
    with pytest.raises(ImageRejected, match="as JPEG, PNG, WebP, GIF, BMP, TIFF or AVIF, got a DICOM file"):
        read_photo(FILES["dicom"][0], Reading(max_pixels=100, own=True))
    with pytest.raises(ImageRejected, match="cannot be decoded"):
        read_photo(FILES["tiff"][0], Reading(max_pixels=100, own=True))


def test_a_phones_picture_is_answered_with_how_to_get_a_jpeg() -> None:
    kind = kind_of(FILES["heic"][0])
    assert "Most Compatible" in kind.hint
    assert "tetrascope[heic]" in kind.hint
