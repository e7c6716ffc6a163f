"""A JPEG without what no decoder needs, its scans counted."""

import re

from tetrascope.photos.decoder_limits import MAX_SCANS, MAX_SEGMENTS, check_count, damaged
from tetrascope.photos.plain import Plain

_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""What ends the data of a scan: neither a stuffed byte nor a restart, nor one of the bytes that may fill a gap."""
_START_OF_SCAN, _END = 0xDA, 0xD9
_KEPT = {0xE0, 0xEE}
"""Of the application's segments, those that say how colours are stored (JFIF, Adobe)."""
_APPLICATION, _COMMENT, _EXIF = range(0xE0, 0xF0), 0xFE, 0xE1


def plain_jpeg(data: bytes) -> Plain:
    """Leave out comments, profiles, previews and whatever follows the first picture.

    Raises:
        ImageRejected: more scans or segments than a sane JPEG has, or no whole one.
    """
    kept, exif = [data[:2]], b""
    place, scans, segments = 2, 0, 0
    while (found := _MARKER.search(data, place)) is not None:
        marker, start = found.group(1)[0], found.start()
        if marker == _END:
            kept.append(data[start : start + 2])
            break
        segments += 1
        check_count(segments, MAX_SEGMENTS, "segments")
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        if end < start + 4 or end > len(data):
            raise damaged("a JPEG that ends or is damaged inside a segment")
        if marker == _START_OF_SCAN:
            scans += 1
            check_count(scans, MAX_SCANS, "scans")
            next_marker = _MARKER.search(data, end)
            end = len(data) if next_marker is None else next_marker.start()
        elif marker == _EXIF and not exif and data.startswith(b"Exif\0\0", start + 4):
            exif = data[start + 10 : end]
        if marker in _KEPT or not (marker in _APPLICATION or marker == _COMMENT):
            kept.append(data[start:end])
        place = end
    if not scans:
        raise damaged("a JPEG without picture data")
    return Plain(b"".join(kept), exif)
