"""The masked copies of one image as they enter a network: whole, or just the part that each mask changes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.masks import BinaryMask, Box, box_mask
from tetrascope.errors import InvalidInput
from tetrascope.networks.network_input import NetworkInput
from tetrascope.occlusion.region import PatchRegion, covering

Indices = NDArray[np.intp]


class MaskedImages:
    """An image under each of n masks, one at a time.

    Args:
        image: (h, w, 3).
        fill: (h, w, 3), what shows through a mask.
        masks: boxes, or masks of any shape, each with at least one pixel inside the image.
        network_input: how the network wants its pixels.

    Raises:
        InvalidInput: a mask hides nothing of the image.
    """

    def __init__(
        self,
        image: NDArray[np.uint8],
        fill: NDArray[np.uint8],
        masks: Sequence[Box] | Sequence[BinaryMask],
        network_input: NetworkInput,
    ) -> None:
        self.image, self.fill, self.network_input = image, fill, network_input
        self._masks = [_inside(masks[index], index, image) for index in range(len(masks))]
        self._boxes = np.array([mask.box for mask in self._masks], np.int32).reshape(-1, 4)

    def __len__(self) -> int:
        return len(self._masks)

    @property
    def fingerprint(self) -> bytes:
        """The masks' bounding boxes, on which all that is laid out depends."""
        return self._boxes.tobytes()

    def by_size(self, most: int) -> list[Indices]:
        """The masks of each size, in the order the sizes first appear; all together where there are too many sizes."""
        groups: dict[tuple[int, ...], list[int]] = {}
        for index, (_, _, height, width) in enumerate(self._boxes.tolist()):
            groups.setdefault((height, width), []).append(index)
        if len(groups) > most:
            return [np.arange(len(self))]
        return [np.array(indices, np.intp) for indices in groups.values()]

    def region(self, indices: Indices) -> PatchRegion:
        """The rectangles of pixels that some of the masks change."""
        height, width, _ = self.image.shape
        first = self._boxes[indices, :2]
        last = first + self._boxes[indices, 2:] - 1
        return PatchRegion(covering(first[:, 0], last[:, 0], height), covering(first[:, 1], last[:, 1], width))

    def patches(self, indices: Indices, region: PatchRegion) -> NDArray[np.float32]:
        """That `region` of the image under some of the masks, as the network wants it, (k, rows, columns, channels)."""
        rows, columns = region
        pixels = np.empty((len(indices), rows.size, columns.size, 3), np.uint8)
        for place, index in enumerate(indices):
            top, left = int(rows.start[place]), int(columns.start[place])
            pixels[place] = self.image[top : top + rows.size, left : left + columns.size]
            self._lay(pixels[place], index, top, left)
        return self.network_input.prepare(pixels)

    def whole(self, indices: Indices) -> NDArray[np.float32]:
        """The image under some of the masks, as the network wants it, (k, h, w, channels)."""
        pixels = np.repeat(self.image[np.newaxis], len(indices), axis=0)
        for masked, index in zip(pixels, indices, strict=True):
            self._lay(masked, index, 0, 0)
        return self.network_input.prepare(pixels)

    def _lay(self, pixels: NDArray[np.uint8], index: int, top: int, left: int) -> None:
        """Lay a mask over pixels of the image that begin at `top` and `left`."""
        (row, column, height, width), bits = self._masks[index]
        under = pixels[row - top : row - top + height, column - left : column - left + width]
        through = self.fill[row : row + height, column : column + width]
        if bits is None:  # seventy times as fast
            under[...] = through
        else:
            np.copyto(under, through, where=bits[..., np.newaxis])


def _inside(mask: Box | BinaryMask, index: int, image: NDArray[np.uint8]) -> BinaryMask:
    height, width, _ = image.shape
    binary = box_mask(mask, height, width) if isinstance(mask, Box) else mask
    if binary is None:
        raise InvalidInput(
            f"Expected a mask that touches the image of {height} x {width} pixels, got {mask}.", field=f"masks[{index}]"
        )
    return binary
