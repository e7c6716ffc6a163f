"""Which formats of picture are read, and from whom. The one place that says so."""

from typing import NamedTuple


class Format(NamedTuple):
    """A format of picture that is read."""

    name: str
    """For a person."""
    pillow: str
    """What Pillow calls it."""
    media_type: str


JPEG = Format("JPEG", "JPEG", "image/jpeg")
PNG = Format("PNG", "PNG", "image/png")
WEBP = Format("WebP", "WEBP", "image/webp")
GIF = Format("GIF", "GIF", "image/gif")
BMP = Format("BMP", "BMP", "image/bmp")
TIFF = Format("TIFF", "TIFF", "image/tiff")
AVIF = Format("AVIF", "AVIF", "image/avif")
HEIC = Format("HEIC", "HEIF", "image/heic")

FROM_ANYONE = (JPEG, PNG, WEBP, GIF, BMP)
"""What a server reads. The libraries behind the others are large and have often been at fault; a page can turn what its
browser shows into one of these."""
ONES_OWN = (*FROM_ANYONE, TIFF, AVIF, HEIC)
"""What the command line reads: a file of one's own, chosen by oneself. HEIC where `pillow-heif` is installed."""


def listed(formats: tuple[Format, ...]) -> str:
    """Their names, such as `JPEG, PNG or WebP`."""
    names = [each.name for each in formats]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
