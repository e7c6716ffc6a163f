"""Where a value lies: in an operation's output, and as clients count, by channel, row and column."""

from math import prod
from typing import Any, NamedTuple

import numpy as np

from tetrascope.errors import InvalidInput

Index = tuple[int, ...]
"""A value's index in a tensor without the batch's axis."""


class MapPlace(NamedTuple):
    """A value as a map has it."""

    channel: int
    row: int
    column: int


class Place(NamedTuple):
    """One value of what an operation gives out."""

    tensor: Any
    """The symbolic tensor."""
    at: Index
    """Its index in the tensor."""


class MapShape(NamedTuple):
    """A tensor as maps."""

    height: int
    width: int
    channels: int


def shape_of(tensor: Any) -> Index:
    """Sides of a tensor of fixed size, without the batch's."""
    return tuple(int(side) for side in tensor.shape[1:])


def map_shape(tensor: Any) -> MapShape:
    """A vector has one position, a row of tokens one column; what has more axes than a map is one long vector."""
    shape = shape_of(tensor)
    if len(shape) == 3:
        return MapShape(*shape)
    if len(shape) == 2:
        return MapShape(shape[0], 1, shape[1])
    return MapShape(1, 1, prod(shape))


def map_place(tensor: Any, index: Index) -> MapPlace:
    """Where a value of a tensor lies in its maps."""
    if len(index) == 3:
        return MapPlace(index[2], index[0], index[1])
    if len(index) == 2:
        return MapPlace(index[1], index[0], 0)
    shape = shape_of(tensor)
    return MapPlace(int(np.ravel_multi_index(index, shape)) if shape else 0, 0, 0)


def index_of(tensor: Any, place: MapPlace) -> Index:
    """The way back; the place is inside the maps."""
    shape = shape_of(tensor)
    if len(shape) == 3:
        return (place.row, place.column, place.channel)
    if len(shape) == 2:
        return (place.row, place.channel)
    return tuple(int(each) for each in np.unravel_index(place.channel, shape)) if shape else ()


def check_place(shape: MapShape, place: MapPlace, of: str) -> None:
    """Raise InvalidInput where maps of that shape have no such value."""
    for name, value, count in zip(place._fields, place, (shape.channels, shape.height, shape.width), strict=True):
        if not 0 <= value < count:
            raise InvalidInput(f"Expected a {name} of 0..{count - 1} in {of}, got {value}.", field=name)
