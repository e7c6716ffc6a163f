"""What a model does to its pixels by itself, before its first convolution."""

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.graph import Call, is_spatial, read_graph, readers_of

_FITTED = frozenset({"Normalization", "BatchNormalization"})
"""What learned from pictures how large their numbers are."""
_SCALES = _FITTED | {"Rescaling", "Add", "Subtract", "Multiply", "TrueDivide", "Divide", "BiasAdd"}
"""What scales or shifts pixels, where it reads nothing else."""
_PASSES = frozenset(
    {"GetItem", "Flip", "Identity", "Cast", "ZeroPadding2D", "Cropping2D", "CenterCrop", "Resizing", "Dropout"}
    | {"GaussianNoise", "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomCrop"}
    | {"RandomContrast", "RandomBrightness"}
)
"""What leaves the size of their numbers alone, when nothing is trained."""


@dataclass(frozen=True)
class OwnScaling:
    """The operations of a model that scale its input, and nothing else does before them."""

    names: tuple[str, ...]
    """Their names; empty where the model scales nothing."""
    fitted: bool
    """Whether one of them learned from pictures, so that it tells how large their numbers should be."""
    model: keras.Model | None
    """From the input to what they make of it; None where there are none."""

    def __call__(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """What they make of inputs, (n, h, w, channels); the same numbers where there are none."""
        if self.model is None:
            return inputs
        return np.asarray(keras.ops.convert_to_numpy(self.model(inputs, training=False)), np.float32)


def own_scaling(model: keras.Model) -> OwnScaling:
    """How a model without nested models scales its input."""
    calls = read_graph(model)
    readers = readers_of(calls)
    call = next(each for each in calls if not each.inputs)
    scaling: list[Call] = []
    while len(readers[call.name]) == 1:
        call = readers[call.name][0]
        kind = type(call.operation).__name__
        if kind not in _SCALES | _PASSES or len(call.inputs) != 1 or not _is_one_picture(call.outputs):
            break
        if kind in _SCALES:
            scaling.append(call)
    if not scaling:
        return OwnScaling((), False, None)
    return OwnScaling(
        tuple(call.name for call in scaling),
        any(type(call.operation).__name__ in _FITTED for call in scaling),
        keras.Model(model.inputs[0], scaling[-1].outputs[0]),
    )


def _is_one_picture(outputs: tuple[Any, ...]) -> bool:
    return len(outputs) == 1 and is_spatial(outputs[0])
