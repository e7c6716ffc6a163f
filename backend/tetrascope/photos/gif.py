"""A GIF up to the end of its first picture."""

from tetrascope.photos.decoder_limits import MAX_BLOCKS, check_count, check_pixels, damaged
from tetrascope.photos.plain import Plain

_PICTURE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL = 0xF9
"""The extension that says which colour is transparent."""


def plain_gif(data: bytes, max_pixels: int) -> Plain:
    """A GIF of the first picture alone, without comments.

    Raises:
        ImageRejected: more blocks than a sane GIF has before its first picture, or no whole one.
        TooLarge: the picture, or the screen that it stands on, has more pixels than `max_pixels`.
    """
    _check_size(data, 6, max_pixels)
    place = 13 + _table_bytes(data[10:11])
    kept, blocks = [data[:place]], 0
    while data[place : place + 1] == bytes([_EXTENSION]):
        end = place + 2
        while size := _size(data, end):
            blocks += 1
            check_count(blocks, MAX_BLOCKS, "blocks before the first picture")
            end += 1 + size
        if data[place + 1] == _CONTROL:
            kept = [kept[0], data[place : end + 1]]
        place = end + 1
    if data[place : place + 1] != bytes([_PICTURE]):
        raise damaged("a GIF without a picture")
    _check_size(data, place + 5, max_pixels)
    end = place + 11 + _table_bytes(data[place + 9 : place + 10])
    while size := _size(data, end):
        end += 1 + size
    return Plain(b"".join((*kept, data[place : end + 1], bytes([_END]))), b"")


def _size(data: bytes, place: int) -> int:
    """Bytes of the block there; zero for the one that ends them."""
    if place >= len(data):
        raise damaged("a GIF that ends too early")
    return data[place]


def _table_bytes(flags: bytes) -> int:
    """What the table of colours takes."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _check_size(data: bytes, place: int, max_pixels: int) -> None:
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (place, place + 2))
    check_pixels(width, height, max_pixels)
