"""Masks as a person has them: rectangles, boolean arrays, messages of the protocol."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.protocol.masks import Bitmap, Rectangle

MaskLike: TypeAlias = "Sequence[int] | NDArray[np.bool_] | Rectangle | Bitmap"
"""A rectangle (top, left, height, width) in pixels of the network's input, or an array of truth values, (height, width)
of the network's input, True where a pixel is hidden."""


def read_masks(masks: "Iterable[MaskLike] | NDArray[np.bool_]", height: int, width: int) -> list[object]:
    """What a request takes for masks on an input of `height` by `width` pixels.

    Args:
        masks: several masks, or one array of truth values.
        height: rows of the network's input.
        width: its columns.

    Raises:
        InvalidInput: one of them is no mask, or an array has another shape.
    """
    if isinstance(masks, np.ndarray) and masks.dtype == np.bool_ and masks.ndim == 2:
        masks = [masks]
    if not isinstance(masks, Iterable) or isinstance(masks, str | bytes):
        raise InvalidInput(f"Expected a list of masks, got {masks!r}.", field="masks", hint=_RECTANGLE)
    return [_read_mask(mask, index, height, width) for index, mask in enumerate(masks)]


_RECTANGLE = "A rectangle is masks=[(top, left, height, width)]."


def _read_mask(mask: object, index: int, height: int, width: int) -> object:
    if isinstance(mask, Rectangle | Bitmap):
        return mask
    array = np.asarray(mask)
    if array.dtype == np.bool_:
        return _bitmap(array, index, height, width)
    if array.shape == (4,) and np.issubdtype(array.dtype, np.integer):
        return dict(zip(("top", "left", "height", "width"), array.tolist(), strict=True))
    size = f" of {array.dtype}, shape {array.shape}" if array.ndim else ""
    raise InvalidInput(
        "Expected a rectangle (top, left, height, width) or an array of truth values, got "
        f"{type(mask).__name__}{size}.",
        field=f"masks[{index}]",
        hint="Of numbers make truth values: array > 0." if array.ndim == 2 else _RECTANGLE,
    )


def _bitmap(array: NDArray[np.bool_], index: int, height: int, width: int) -> Bitmap:
    """The smallest bitmap that holds every hidden pixel."""
    if array.shape != (height, width):
        raise InvalidInput(
            f"Expected a mask of the network's input, {(height, width)}, got one of shape {array.shape}.",
            field=f"masks[{index}]",
            hint="Masks lie over what enters the network, scope.input(photo).image, not over the photo's own pixels.",
        )
    if not array.any():
        raise InvalidInput(
            "Expected a mask that hides a pixel, got one that is False everywhere.", field=f"masks[{index}]"
        )
    rows, columns = (np.flatnonzero(array.any(axis=axis)) for axis in (1, 0))
    top, left = int(rows[0]), int(columns[0])
    part = array[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return Bitmap(
        kind="bitmap",
        top=top,
        left=left,
        height=part.shape[0],
        width=part.shape[1],
        data=np.packbits(part.ravel()).tobytes(),
    )
