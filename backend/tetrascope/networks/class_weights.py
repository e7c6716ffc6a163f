"""The weights with which a network's last layer makes the logit of each class."""

from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.graph import Call, read_graph

PASSED_THROUGH = frozenset({"Activation", "Cast", "Dropout", "Flatten", "Identity", "Reshape", "Squeeze"})
"""What may follow the last layer without mixing classes."""


def class_weights(model: keras.Model) -> NDArray[np.float32] | None:
    """The kernel of the dense layer that a flat model ends in, (units, classes); None where it ends in something else.

    A convolution of 1 by 1 over a single position is such a layer too.
    """
    kernel = dense_kernel(_last_layer(model).operation)
    return kernel if kernel is not None and kernel.shape[1] == model.outputs[0].shape[-1] else None


def dense_kernel(layer: Any) -> NDArray[np.float32] | None:
    """The kernel, (units, outputs), of a dense layer or of a convolution of 1 by 1; None of anything else."""
    kind = type(layer).__name__
    if kind == "Dense":
        return np.asarray(layer.kernel, np.float32)
    if kind == "Conv2D" and tuple(layer.kernel_size) == (1, 1) and layer.groups == 1:
        kernel: NDArray[np.float32] = np.asarray(layer.kernel, np.float32)[0, 0]
        return kernel
    return None


def _last_layer(model: keras.Model) -> Call:
    made_by = {id(tensor): call for call in read_graph(model) for tensor in call.outputs}
    call = made_by[id(model.outputs[0])]
    while type(call.operation).__name__ in PASSED_THROUGH and len(call.inputs) == 1:
        call = made_by[id(call.inputs[0])]
    return call
