"""What a part of a layer is computed from (thesis 3.1.1)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.errors import InvalidInput
from tetrascope.networks.receptive_field import Region
from tetrascope.networks.receptive_field import receptive_field as region_read
from tetrascope.protocol.layer import Layer, find_layer
from tetrascope.protocol.networks import NetworkDescription
from tetrascope.report.region_picture import draw_region


@dataclass(frozen=True)
class ReceptiveField:
    """The smallest rectangle that holds everything a part of a layer is computed from; exact."""

    layer: str
    """The layer."""
    region: Region
    """The part of it: top, left, bottom, right, both ends included."""
    source: str | None
    """The layer that it is computed from; None for the network's input."""
    field: Region | None
    """What is read of that: top, left, bottom, right, both ends included; None where nothing is."""
    shape: tuple[int, int]
    """Rows and columns of what is read."""

    @property
    def rectangle(self) -> tuple[int, int, int, int]:
        """Top, left, height, width of what is read: of the input it may serve as a mask."""
        top, left, bottom, right = self._field()
        return top, left, bottom - top + 1, right - left + 1

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of what is read: `image[field.slices]` is that part."""
        top, left, bottom, right = self._field()
        return slice(top, bottom + 1), slice(left, right + 1)

    def plot(self, image: NDArray[np.uint8]) -> Image.Image:
        """The part of an image that is read, the rest dimmed.

        Args:
            image: (rows, columns, 3) RGB bytes of the network's input, such as `scope.input(photo).image`.

        Raises:
            InvalidInput: the image has another size, or nothing is read.
        """
        if image.shape != (*self.shape, 3) or image.dtype != np.uint8:
            raise InvalidInput(
                f"Expected an image of bytes of shape {(*self.shape, 3)}, got {image.dtype} {image.shape}.",
                field="image",
                hint="It lies over what enters the network: scope.input(photo).image.",
            )
        return draw_region(image, *self.slices)

    def _field(self) -> Region:
        if self.field is None:
            raise InvalidInput("Expected a part that reads something, got one that reads padding only.", field="region")
        return self.field


def receptive_field(
    network: NetworkDescription, layer: str, row: int | slice, column: int | slice, source: str | None
) -> ReceptiveField:
    """What some rows and columns of a layer are computed from; errors as of `Scope.receptive_field`."""
    found = _layer(network, layer, "layer")
    top, bottom = _ends(row, found.height, "row")
    left, right = _ends(column, found.width, "column")
    region = Region(top, left, bottom, right)
    stage = 0 if source is None else _layer(network, source, "source").stage
    if stage > found.stage:
        raise InvalidInput(f"Expected a layer before {layer!r}, got {source!r}.", field="source")
    read = region_read(network.stages, found.stage, region, stage)
    size = network.stages[stage]
    return ReceptiveField(layer, region, source, read, (size.height, size.width))


def _layer(network: NetworkDescription, name: str, field: str) -> Layer:
    layers = {layer.name: layer for layer in network.layers}
    return find_layer(layers, name, of=network.summary.title, field=field)


def _ends(place: int | slice, count: int, field: str) -> tuple[int, int]:
    """First and last of some rows or columns; -1 is the last of all, as with arrays."""
    if isinstance(place, slice):
        first, end, step = place.indices(count)
    else:
        first, end, step = place % count, place % count + 1, 1 if -count <= place < count else 0
    if step != 1 or first >= end:
        raise InvalidInput(f"Expected a {field} of 0..{count - 1}, or a slice of such, got {place}.", field=field)
    return first, end - 1
