"""Arrays of numbers."""

from typing import Literal

from tetrascope.protocol.message import Message


class Tensor(Message):
    """An array of numbers: little-endian, row-major, value = data * scale + offset."""

    shape: list[int]
    """Length of each axis, outermost first."""
    dtype: Literal["u1", "u2"]
    """Type of the stored numbers: `u1` is an unsigned byte, `u2` an unsigned number of two bytes."""
    scale: float
    """Size of one stored step; 0 where all values are equal."""
    offset: float
    """Value of a stored 0."""
    data: bytes
    """The stored numbers, product(shape) bytes for `u1` and twice as many for `u2`."""
