"""A picture's file without what no decoder needs."""

from typing import NamedTuple


class Plain(NamedTuple):
    """What is given to a decoder. Texts, profiles, previews and further frames, which could keep it busy, are gone."""

    data: bytes
    exif: bytes | None
    """EXIF data, empty where there are none; None where they are left to the decoder."""
    depth: int = 8
    """Bits of a sample, where the format is PNG."""
