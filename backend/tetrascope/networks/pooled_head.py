"""The head of a network that ends in global pooling and one dense layer."""

from dataclasses import dataclass
from typing import Any, Literal

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.class_weights import PASSED_THROUGH, dense_kernel
from tetrascope.networks.graph import Call, read_graph

Pooling = Literal["average", "max"]
"""Each map's mean, or its largest value."""

_POOLINGS: dict[str, Pooling] = {
    "GlobalAveragePooling2D": "average",
    "GlobalMaxPooling2D": "max",
    "Mean": "average",
    "Max": "max",
}


@dataclass(frozen=True)
class PooledHead:
    """Global pooling and a dense layer, with nothing between them that changes numbers."""

    maps: Any
    """The symbolic tensor that is pooled, (n, h, w, c)."""
    pooling: Pooling
    kernel: NDArray[np.float32]
    """(c, classes)"""
    bias: NDArray[np.float32]
    """(classes,)"""


def find_pooled_head(model: keras.Model) -> PooledHead | None:
    """The head of a flat model that gives out logits; None where it ends in anything else."""
    made_by = {id(tensor): call for call in read_graph(model) for tensor in call.outputs}
    last = _before(made_by, model.outputs[0])
    if last is None:
        return None
    weights = _dense_weights(last)
    pooling = _before(made_by, last.inputs[0]) if weights is not None else None
    if weights is None or pooling is None or not _pools_all_places(pooling):
        return None
    kernel, bias = weights
    maps = pooling.inputs[0]
    if maps.shape[-1] != kernel.shape[0] or kernel.shape[1] != model.outputs[0].shape[-1]:
        return None
    return PooledHead(maps, _POOLINGS[type(pooling.operation).__name__], kernel, bias)


def _before(made_by: dict[int, Call], tensor: Any) -> Call | None:
    """The last call that changes numbers on the way to a tensor; None where there is none."""
    call = made_by.get(id(tensor))
    while call is not None and _is_passed_through(call):
        call = made_by.get(id(call.inputs[0]))
    return call


def _is_passed_through(call: Call) -> bool:
    if type(call.operation).__name__ not in PASSED_THROUGH or len(call.inputs) != 1:
        return False
    activation = getattr(call.operation, "activation", None)
    return activation is None or activation is keras.activations.linear


def _dense_weights(call: Call) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    """Kernel and bias of a dense layer, or of a convolution of 1 by 1, which is one over a single position."""
    layer: Any = call.operation
    kernel = dense_kernel(layer)
    if kernel is None or layer.activation not in (None, keras.activations.linear):
        return None
    bias = np.zeros(kernel.shape[1], np.float32) if layer.bias is None else np.asarray(layer.bias, np.float32)
    return kernel, bias


def _pools_all_places(call: Call) -> bool:
    operation: Any = call.operation
    kind = type(operation).__name__
    if kind not in _POOLINGS or len(call.inputs) != 1 or len(call.inputs[0].shape) != 4:
        return False
    if kind.startswith("Global"):
        return bool(operation.data_format == "channels_last")
    axis = operation.axis
    axes = [axis] if isinstance(axis, int) else list(axis or ())
    return sorted(each % 4 for each in axes) == [1, 2]
