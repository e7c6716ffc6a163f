"""Which operations can be computed on patches, exactly; any other is where the tail begins."""

from math import prod

import keras
import numpy as np

from tetrascope.networks.geometry import CONVOLUTIONS, MERGES, POOLINGS, kind_of, reading_of
from tetrascope.networks.graph import Call, is_spatial, size_of, tensors_in
from tetrascope.occlusion.patch_operation import Merge, Padding, PatchOperation, Pointwise
from tetrascope.occlusion.windowed import Windowed

_WINDOWED = CONVOLUTIONS | POOLINGS | {"Cropping2D"}
_AUGMENTATIONS = (
    "RandomBrightness",
    "RandomContrast",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
)
"""They leave maps as they are when nothing is trained."""


def patch_operation(call: Call) -> PatchOperation | None:
    """How to compute a call on patches; None where that is not known to be exact."""
    if len(call.outputs) != 1 or not call.inputs or not all(map(is_spatial, [*call.inputs, *call.outputs])):
        return None
    if any(tensor.dtype != "float32" for tensor in [*call.inputs, *call.outputs]):
        return None
    kind, sizes = kind_of(call), [size_of(tensor) for tensor in call.inputs]
    reading = reading_of(call, sizes[0])
    if isinstance(reading, tuple):
        if kind == "ZeroPadding2D":
            return Padding(call)
        return Windowed(call, *reading) if kind in _WINDOWED else None
    if reading != "point" or any(size != size_of(call.outputs[0]) for size in sizes):
        return None
    if not _is_the_same_everywhere(call, kind):
        return None
    if kind in MERGES:
        return Merge(call)
    return Pointwise(call) if len(sizes) == 1 else None


def _is_the_same_everywhere(call: Call, kind: str) -> bool:
    """Whether a point-by-point operation does the same at every position, whatever the map's size."""
    if kind in _AUGMENTATIONS:
        return call.kwargs.get("training") is not True
    if kind == "Normalization" and call.operation.axis not in ((), (-1,), (3,)):
        return False
    channels = call.outputs[0].shape[-1]
    shapes = [tuple(weight.shape) for weight in getattr(call.operation, "weights", [])]
    return kind == "Dense" or all(
        prod(shape[:-1]) == 1 and shape[-1:] in ((), (1,), (channels,)) for shape in [*shapes, *_constant_shapes(call)]
    )


def _constant_shapes(call: Call) -> list[tuple[int, ...]]:
    """Shapes of the arrays, nested lists among them, that a call is given besides maps."""
    values = [*call.args, *call.kwargs.values()]
    values += [getattr(call.operation, name, None) for name in ("scale", "offset")]  # of Rescaling
    lists = [value for value in values if not tensors_in(value)]
    leaves = [leaf for leaf in keras.tree.flatten(values) if not isinstance(leaf, keras.KerasTensor)]
    return [tuple(np.shape(value)) for value in [*lists, *leaves]]
