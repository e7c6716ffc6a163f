"""Images that a server holds."""

from tetrascope.protocol.message import Message


class ImageInfo(Message):
    """An image that the server holds."""

    image_id: str
    """Hash of its content; the same picture always has the same."""
    width: int
    """Columns after the rotation that its EXIF data asks for, in pixels."""
    height: int
    """Rows, likewise."""
    note: str | None = None
    """What was done to its values that a person should know, such as which of 16 bits are shown; most often null."""


class Sample(Message):
    """An image that comes with Tetrascope."""

    name: str
    """Short name, such as `cat`."""
    image: ImageInfo
    """The image; it is always there and needs no upload."""
    title: str
    """What it shows."""
    credit: str
    """Who made it, and its licence."""
    thumbnail: bytes
    """A small JPEG of it, at most 192 pixels a side."""


class SampleList(Message):
    """The images that come with Tetrascope."""

    samples: list[Sample]
    """The images, always there."""
