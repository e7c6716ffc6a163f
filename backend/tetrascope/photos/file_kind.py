"""What a file is, by its bytes: a picture that is read, or what else, with a next step for each."""

import re
from typing import NamedTuple

from tetrascope.photos.formats import AVIF, BMP, GIF, HEIC, JPEG, PNG, TIFF, WEBP, Format

SAVE_ANEW = "Open the picture in an image editor, save it as JPEG or PNG, and use that."
_EXPORT = "Open it in the program that made it, export it as PNG or JPEG, and use that."
_RAW = "Develop it in the camera maker's program or a photo editor, export it as JPEG or PNG, and use that."


class FileKind(NamedTuple):
    """What a file is."""

    name: str
    """For a sentence, such as `a TIFF picture`."""
    hint: str
    """What a person who has one does to get a picture that is read."""
    format: Format | None = None
    """The format of picture, where it is one that is read."""


_HEIC = FileKind(
    "a HEIC picture",
    "Save it as JPEG. An iPhone takes JPEGs after Settings > Camera > Formats > Most Compatible. The command line "
    'reads HEIC after: pip install "tetrascope[heic]"',
    HEIC,
)
_AVIF = FileKind("an AVIF picture", SAVE_ANEW, AVIF)
_TIFF = FileKind("a TIFF picture", "Save it as PNG, which keeps 16 bits, and use that.", TIFF)
_VIDEO = FileKind("a video", "Save one picture of it as JPEG or PNG, and use that.")
_PAGE = FileKind(
    "a web page",
    "It is what a server answered instead of the picture. Open the picture itself in the browser, and save that.",
)
_SVG = FileKind("a drawing in SVG", "Export the drawing as PNG, and use that.")
_LFS = FileKind(
    "a placeholder of git-LFS, which stands for the picture",
    "Run: git lfs pull. Or download the picture itself.",
)

_BY_SIGNATURE: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"\xff\xd8\xff", FileKind("a JPEG picture", SAVE_ANEW, JPEG)),
    (0, b"\x89PNG\r\n\x1a\n", FileKind("a PNG picture", SAVE_ANEW, PNG)),
    (0, b"GIF87a", FileKind("a GIF picture", SAVE_ANEW, GIF)),
    (0, b"GIF89a", FileKind("a GIF picture", SAVE_ANEW, GIF)),
    (0, b"BM", FileKind("a BMP picture", SAVE_ANEW, BMP)),
    (8, b"CR\x02", FileKind("a raw photo of a camera (CR2)", _RAW)),
    (0, b"FUJIFILMCCD-RAW", FileKind("a raw photo of a camera (RAF)", _RAW)),
    (0, b"IIU\0", FileKind("a raw photo of a camera (RW2)", _RAW)),
    (0, b"IIRO", FileKind("a raw photo of a camera (ORF)", _RAW)),
    (0, b"II*\0", _TIFF),
    (0, b"MM\0*", _TIFF),
    (0, b"II+\0", _TIFF),
    (0, b"MM\0+", _TIFF),
    (128, b"DICM", FileKind("a DICOM file", "Export it as PNG with 16 bits from a DICOM viewer, and use that.")),
    (0, b"%PDF", FileKind("a PDF document", "Save the picture in it as PNG or JPEG, and use that.")),
    (0, b"%!PS", FileKind("a PostScript drawing", _EXPORT)),
    (0, b"8BPS", FileKind("a Photoshop document", _EXPORT)),
    (0, b"\0\0\0\x0cjP  ", FileKind("a JPEG 2000 picture", SAVE_ANEW)),
    (0, b"\xffO\xffQ", FileKind("a JPEG 2000 picture", SAVE_ANEW)),
    (0, b"\xff\x0a", FileKind("a JPEG XL picture", SAVE_ANEW)),
    (0, b"\0\0\0\x0cJXL ", FileKind("a JPEG XL picture", SAVE_ANEW)),
    (0, b"\0\0\1\0", FileKind("an icon", SAVE_ANEW)),
    (0, b"v/1\x01", FileKind("an OpenEXR picture", _EXPORT)),
    (0, b"SIMPLE  =", FileKind("a FITS file", _EXPORT)),
    (0, b"\x93NUMPY", FileKind("a NumPy array", "Save it as a picture: PIL.Image.fromarray(array).save('it.png')")),
    (0, b"\x89HDF\r\n\x1a\n", FileKind("an HDF5 file", "Name the picture itself; a model goes to --model.")),
    (0, b"PK\x03\x04", FileKind("a ZIP archive or what is packed as one", "Unpack it, and name the picture in it.")),
    (0, b"\x1f\x8b", FileKind("a file packed by gzip", "Unpack it, and name the picture in it.")),
    (0, b"\x1aE\xdf\xa3", _VIDEO),
    (0, b"version https://git-lfs", _LFS),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def kind_of(data: bytes) -> FileKind:
    """What a file of these bytes is; the first 1,024 tell."""
    if not data:
        return FileKind("an empty file", "Choose another file; perhaps this one was not copied to its end.")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return FileKind("a WebP picture", SAVE_ANEW, WEBP)
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    for place, signature, kind in _BY_SIGNATURE:
        if data.startswith(signature, place):
            return kind
    return _by_text(data[:1024])


def _by_brand(data: bytes) -> FileKind:
    """Of the family of formats that say what they are in a box at the beginning."""
    brands = {data[place : place + 4] for place in range(8, min(int.from_bytes(data[:4]), 256, len(data)), 4)}
    if brands & {b"avif", b"avis"}:
        return _AVIF
    if brands & _HEIF_BRANDS:
        return _HEIC
    return FileKind("a raw photo of a camera (CR3)", _RAW) if b"crx " in brands else _VIDEO


def _by_text(beginning: bytes) -> FileKind:
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        beginning = beginning.replace(b"\0", b"")[2:]
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"<(\?xml|!--|!doctype svg|svg)", text, re.IGNORECASE) and re.search(rb"<svg|doctype svg", text, re.I):
        return _SVG
    if re.match(rb"<(!doctype html|html|head|body|!--)", text, re.IGNORECASE):
        return _PAGE
    if re.match(rb"P[1-7]\s", text):
        return FileKind("a picture of the PNM family", SAVE_ANEW)
    if beginning.strip() and not re.search(rb"[\0-\x08\x0e-\x1f]", beginning):
        return FileKind("a text", "Choose the picture itself, a JPEG or PNG file.")
    if not beginning.strip(b"\0"):
        return FileKind("a file of zeros", "It was not copied to its end, or is damaged; copy it again.")
    return FileKind("bytes of another kind", SAVE_ANEW)
