"""Which operations can be computed on patches, exactly; any other is where the tail begins."""

from math import prod
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.geometry import AUGMENTATIONS, CONVOLUTIONS, MIXERS, POOLINGS, Along, kind_of, reading_of
from tetrascope.networks.graph import Call, size_of, tensors_in
from tetrascope.networks.network_input import Size
from tetrascope.occlusion.patch_operation import Merge, Padding, PatchOperation, Pointwise
from tetrascope.occlusion.windowed import Windowed

_WINDOWED = CONVOLUTIONS | POOLINGS | {"Cropping2D"}
_CHANNELS = 3
"""The axis of channels; a map taken out of a stack of them has none."""


def patch_operation(call: Call) -> PatchOperation | None:
    """How to compute a call on patches; None where that is not known to be exact."""
    tensors = [*call.inputs, *call.outputs]
    if len(call.outputs) != 1 or not call.inputs or any(len(tensor.shape) not in (3, 4) for tensor in tensors):
        return None
    if any(tensor.dtype != "float32" or None in tensor.shape[1:] for tensor in tensors):
        return None
    kind, sizes = kind_of(call), [size_of(tensor) for tensor in call.inputs]
    reading = reading_of(call, sizes[0])
    if isinstance(reading, tuple):
        if kind == "ZeroPadding2D":
            return Padding(call)
        return Windowed(call, *reading) if kind in _WINDOWED else None
    if reading == "whole" or any(size != size_of(call.outputs[0]) for size in sizes):
        return None
    if reading == "moved":
        does_the_same = all(_leaves_positions(call, patch) for patch in _patches_of(sizes[0]))
    elif isinstance(reading, Along):
        does_the_same = reading.axes == (_CHANNELS,) and _is_the_same_everywhere(call, kind)
    else:
        one_rank = len({len(tensor.shape) for tensor in tensors}) == 1
        does_the_same = one_rank and _is_the_same_everywhere(call, kind)
    if not does_the_same:
        return None
    return Pointwise(call) if len(sizes) == 1 else Merge(call)


def _patches_of(size: Size) -> list[Size]:
    """The whole map, and small parts of it."""
    rows, columns = size
    return [size, (1, 1), (min(2, rows), min(3, columns)), (min(3, rows), min(2, columns))]


def _leaves_positions(call: Call, patch: Size) -> bool:
    """Whether an operation that moves values leaves each in its row and column, in a patch of that size."""
    positions = np.arange(prod(patch), dtype=np.int32).reshape(1, *patch, 1)

    def numbered(tensor: Any) -> NDArray[np.int32]:
        shape = (1, *patch, *tensor.shape[_CHANNELS:])
        return np.broadcast_to(positions, (1, *patch, *(tensor.shape[_CHANNELS:] or (1,)))).reshape(shape)

    try:
        (output,) = call.compute({id(tensor): numbered(tensor) for tensor in call.inputs})
    except Exception:  # whatever it raises for another size, or for whole numbers: then it is not the same everywhere
        return False
    return np.array_equal(np.asarray(output), numbered(call.outputs[0]))


def _is_the_same_everywhere(call: Call, kind: str) -> bool:
    """Whether an operation that works at each position alone does the same at all, whatever the map's size."""
    if kind in AUGMENTATIONS:
        return call.kwargs.get("training") is not True
    if kind == "Normalization" and call.operation.axis not in ((), (-1,), (_CHANNELS,)):
        return False
    if kind == "BatchNormalization" and call.operation.axis not in (-1, _CHANNELS):
        return False
    channels = call.outputs[0].shape[_CHANNELS] if len(call.outputs[0].shape) > _CHANNELS else 1
    mixes = kind in MIXERS
    weights = [weight for weight in getattr(call.operation, "weights", []) if not (mixes and "kernel" in weight.name)]
    shapes = [tuple(weight.shape) for weight in weights] + ([] if mixes else _constant_shapes(call))
    return all(prod(shape[:-1]) == 1 and shape[-1:] in ((), (1,), (channels,)) for shape in shapes)


def _constant_shapes(call: Call) -> list[tuple[int, ...]]:
    """Shapes of the arrays, nested lists among them, that a call is given besides maps."""
    values = [*call.args, *call.kwargs.values()]
    values += [getattr(call.operation, name, None) for name in ("scale", "offset")]  # of Rescaling
    lists = [value for value in values if not tensors_in(value)]
    leaves = [leaf for leaf in keras.tree.flatten(values) if not isinstance(leaf, keras.KerasTensor)]
    return [tuple(np.shape(value)) for value in [*lists, *leaves]]
