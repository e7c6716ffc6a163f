"""What hides a part of the image: rectangles, and bitmaps of any shape."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from tetrascope.protocol.message import Message, SentBytes

MAX_BITMAP_SIDE = 2048
"""More than the input of any network of the catalog; so a bitmap of the largest size fits into a request."""


class Rectangle(Message):
    """A mask: a rectangle of pixels of the network's input, counted from its top left."""

    kind: Literal["rectangle"] = "rectangle"
    """Always `rectangle`; a mask without a kind is one."""
    top: int = Field(ge=-100_000, le=100_000)
    """First row, in pixels. A part outside the image is cut off; a mask wholly outside is refused."""
    left: int = Field(ge=-100_000, le=100_000)
    """First column, in pixels."""
    height: int = Field(ge=1, le=100_000)
    """Rows, in pixels."""
    width: int = Field(ge=1, le=100_000)
    """Columns, in pixels."""


class Bitmap(Message):
    """A mask of any shape: a rectangle of pixels of the network's input with one bit for each."""

    kind: Literal["bitmap"]
    """Always `bitmap`."""
    top: int = Field(ge=-100_000, le=100_000)
    """First row, in pixels. A part outside the image is cut off; a mask with no set bit inside is refused."""
    left: int = Field(ge=-100_000, le=100_000)
    """First column, in pixels."""
    height: int = Field(ge=1, le=MAX_BITMAP_SIDE)
    """Rows, in pixels."""
    width: int = Field(ge=1, le=MAX_BITMAP_SIDE)
    """Columns, in pixels."""
    data: SentBytes
    """One bit for each pixel, 1 where it is masked: row by row without gaps between rows, the most significant bit of
    a byte first; ceil(height * width / 8) bytes, and zeros after the last pixel."""

    @field_validator("data")
    @classmethod
    def _fits(cls, data: bytes, info: ValidationInfo) -> bytes:
        """One bit for each pixel, no more and no less."""
        height, width = info.data.get("height"), info.data.get("width")
        if height is None or width is None:
            return data  # what is wrong with them is told instead
        length = (height * width + 7) // 8
        if len(data) != length:
            expected = {"length": length, "height": height, "width": width, "received": f"{len(data)} bytes"}
            raise PydanticCustomError("bitmap_length", "Expected one bit for each pixel", expected)
        spare = length * 8 - height * width
        if data[-1] & ((1 << spare) - 1):
            expected = {"received": f"{data[-1]:08b} as the last byte"}
            raise PydanticCustomError("bitmap_spare", "Expected zeros after the last pixel", expected)
        return data


def _kind_of_mask(mask: object) -> str | None:
    """Which message a mask is; None for what is no map at all."""
    if not isinstance(mask, dict):
        return getattr(mask, "kind", None)
    kind = mask.get("kind", "rectangle")  # before protocol 1.1 there was no other
    return kind if isinstance(kind, str) else type(kind).__name__


Mask = Annotated[
    Annotated[Rectangle, Tag("rectangle")] | Annotated[Bitmap, Tag("bitmap")], Discriminator(_kind_of_mask)
]
