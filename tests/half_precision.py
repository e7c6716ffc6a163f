"""Whether this machine's TensorFlow can compute half precision."""

from functools import cache

import keras
import numpy as np
import pytest


@cache
def _why_not() -> str | None:
    """What Keras itself says where it cannot; None where it can."""
    maps = np.zeros((1, 8, 8, 4), np.float16)
    try:
        for layer in (keras.layers.Conv2D(4, 3, dtype="float16"), keras.layers.Softmax(dtype="float16")):
            layer(maps)
    except Exception as error:
        return str(error).strip().splitlines()[0]
    return None


def require_half_precision() -> None:
    """Skip the test where plain Keras cannot, as where ONEDNN_MAX_CPU_ISA hides what the processor has."""
    why_not = _why_not()
    if why_not is not None:
        pytest.skip(f"Expected Keras to compute half precision on this machine, got: {why_not}")
