"""Bytes of a message back to numbers."""

import numpy as np

from tetrascope.protocol.tensor import Tensor
from tetrascope.report.tensor_decoding import decode, rgb, stored


def test_value_is_data_times_scale_plus_offset() -> None:
    tensor = Tensor(shape=[2, 2], dtype="u1", scale=0.5, offset=-1.0, data=bytes([0, 2, 4, 255]))
    assert stored(tensor).tolist() == [[0, 2], [4, 255]]
    assert decode(tensor).tolist() == [[-1.0, 0.0], [1.0, 126.5]]


def test_a_picture_keeps_its_bytes() -> None:
    pixels = bytes(range(12))
    tensor = Tensor(shape=[2, 2, 3], dtype="u1", scale=1.0, offset=0.0, data=pixels)
    assert rgb(tensor).tobytes() == pixels
    assert rgb(tensor).dtype == np.uint8
