"""How a photo is to be turned, by its EXIF data. Nothing else in them is looked at."""

from PIL import Image

_TAG, _SHORT = 0x0112, 3
_MAX_ENTRIES = 512
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(exif: bytes) -> int:
    """The number from 1 to 8 that EXIF data give; 1, as it is, where they give none or are damaged."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(exif[:4])
    if order is None:
        return 1

    def number(place: int, size: int) -> int:
        return int.from_bytes(exif[place : place + size], "little" if order == "little" else "big")

    directory = number(4, 4)
    for index in range(min(number(directory, 2), _MAX_ENTRIES)):
        entry = directory + 2 + 12 * index
        if number(entry, 2) == _TAG and number(entry + 2, 2) == _SHORT:
            value = number(entry + 8, 2)
            return value if value in _TURNS else 1
    return 1


def turned(image: Image.Image, value: int) -> Image.Image:
    """The picture as a person is to see it."""
    return image.transpose(_TURNS[value]) if value in _TURNS else image
