"""From a `Tensor` message to an array."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.tensor import Tensor


def stored(tensor: Tensor) -> NDArray[np.uint8]:
    """The bytes as they travelled, in the tensor's shape: 0 for its smallest value, 255 for its largest."""
    return np.frombuffer(tensor.data, dtype=np.uint8).reshape(tensor.shape)


def decode(tensor: Tensor) -> NDArray[np.float32]:
    """The values, in the tensor's shape and its own unit."""
    return stored(tensor).astype(np.float32) * np.float32(tensor.scale) + np.float32(tensor.offset)


def rgb(tensor: Tensor) -> NDArray[np.uint8]:
    """The pixels of a tensor of shape (height, width, 3) that holds a picture."""
    return np.clip(np.rint(decode(tensor)), 0, 255).astype(np.uint8)
