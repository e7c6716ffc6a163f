"""From a `Tensor` message to an array."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.tensor import Tensor


def stored(tensor: Tensor) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """The numbers as they travelled, in the tensor's shape: of bytes 0 is the smallest value, 255 the largest."""
    numbers = np.frombuffer(tensor.data, dtype="<" + tensor.dtype).reshape(tensor.shape)
    return numbers.astype(numbers.dtype.newbyteorder("="), copy=False)


def decode(tensor: Tensor) -> NDArray[np.float32]:
    """The values, in the tensor's shape and its own unit."""
    return stored(tensor).astype(np.float32) * np.float32(tensor.scale) + np.float32(tensor.offset)


def rgb(tensor: Tensor) -> NDArray[np.uint8]:
    """The pixels of a tensor of shape (height, width, 3) that holds a picture."""
    return np.clip(np.rint(decode(tensor)), 0, 255).astype(np.uint8)
