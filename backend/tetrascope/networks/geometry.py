"""How one operation reads its source: point by point, through a window, or as a whole.

Operations are known by their class in Keras. One that is not known here (a lambda, a custom or subclassed layer)
counts as reading everything, so a receptive field is never too small.
"""

from collections.abc import Callable
from typing import Any, Literal

import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.graph import Call, Size
from tetrascope.networks.receptive_field import Step

Reading = Literal["point", "whole"] | tuple[Step, Step]
"""`point`: each position reads the same position of every source. `whole`: each position reads everything,
also where `Step` cannot say it (upsampling, transposed convolution, resizing). Else how rows and columns are read."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONVOLUTIONS = frozenset({"Conv2D", "DepthwiseConv2D", "SeparableConv2D"})
POOLINGS = frozenset({"MaxPooling2D", "AveragePooling2D"})
ACTIVATIONS = _names(
    "Activation ELU LeakyReLU PReLU ReLU Softmax ThresholdedReLU "
    "Celu Elu Gelu HardSigmoid HardSilu HardSwish HardTanh LeakyRelu LogSigmoid Mish Relu Relu6 Selu Sigmoid Silu "
    "Softplus Softsign Swish Tanh"
)
"""Layers and operations that bend values."""
_ELEMENTWISE = ACTIVATIONS | _names(
    # Layers that keep positions apart once the network is trained; augmentation does nothing outside training.
    "ActivityRegularization AlphaDropout BatchNormalization Dense Dropout GaussianDropout GaussianNoise Identity "
    "LayerNormalization LayerScale Normalization RMSNormalization Rescaling SpatialDropout2D StochasticDepth "
    "UnitNormalization RandomBrightness RandomContrast RandomFlip RandomRotation RandomTranslation RandomZoom "
    "Abs Absolute Cast Clip Exp Expm1 Log Log1p Negative Reciprocal Rsqrt Sqrt Square"
)
MERGES = _names(
    # As layers, as operations, and one of keras.applications that adds a scaled branch.
    "Add Average Concatenate Maximum Minimum Multiply Subtract Divide Power TrueDivide CustomScaleLayer"
)
_POINTWISE_ACTIVATIONS = _names(
    "celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear "
    "log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign "
    "sparse_plus sparse_sigmoid squareplus swish tanh tanh_shrink threshold"
)


def kind_of(call: Call) -> str:
    """The class name of a call's operation; empty for an operation that is not Keras's own."""
    kind = type(call.operation)
    return kind.__name__ if kind.__module__.split(".")[0] == "keras" else ""


def reading_of(call: Call, source: Size) -> Reading:
    """How a call reads its sources.

    Args:
        call: its output is spatial.
        source: rows and columns of its first spatial source.

    Raises:
        InvalidInput: the operation keeps channels first.
    """
    kind, operation = kind_of(call), call.operation
    if kind in _WINDOWED and getattr(operation, "data_format", None) == "channels_first":
        raise InvalidInput(
            f"Expected channels last, (batch, rows, columns, channels), got channels first at {call.name!r}.",
            hint="Set the layer's data_format to 'channels_last'.",
        )
    if kind in _WINDOWED and _is_pointwise_function(operation):
        return _WINDOWED[kind](operation, source)
    if kind in MERGES or kind in _ELEMENTWISE:
        return "point" if _keeps_positions_apart(kind, call) else "whole"
    return "whole"


def _keeps_positions_apart(kind: str, call: Call) -> bool:
    operation = call.operation
    if kind == "BatchNormalization":
        return call.kwargs.get("training") is not True
    if kind in ("LayerNormalization", "UnitNormalization", "RMSNormalization", "Softmax", "Concatenate"):
        axes = keras.tree.flatten(getattr(operation, "axis", None))
        return all(axis in (-1, 3) for axis in axes)
    return _is_pointwise_function(operation)


def _is_pointwise_function(operation: Any) -> bool:
    """Whether the activation that an operation carries, if any, is one of Keras's, all of which are pointwise."""
    function = getattr(operation, "activation", None)
    if function is None:
        return True
    known = getattr(function, "__module__", "").split(".")[0] == "keras"
    return known and getattr(function, "__name__", "") in _POINTWISE_ACTIVATIONS


def _convolution(layer: Any, source: Size) -> tuple[Step, Step]:
    return _window(layer.kernel_size, layer.strides, layer.dilation_rate, layer.padding, source)


def _pooling(layer: Any, source: Size) -> tuple[Step, Step]:
    return _window(layer.pool_size, layer.strides, (1, 1), layer.padding, source)


def _zero_padding(layer: Any, _source: Size) -> tuple[Step, Step]:
    (top, _), (left, _) = layer.padding
    return _shift(top), _shift(left)


def _cropping(layer: Any, _source: Size) -> tuple[Step, Step]:
    (top, _), (left, _) = layer.cropping
    return _shift(-top), _shift(-left)


_WINDOWED: dict[str, Callable[[Any, Size], tuple[Step, Step]]] = {
    **dict.fromkeys(CONVOLUTIONS, _convolution),
    **dict.fromkeys(POOLINGS, _pooling),
    "ZeroPadding2D": _zero_padding,
    "Cropping2D": _cropping,
}


def _shift(padding: int) -> Step:
    return Step(kernel=1, stride=1, padding=int(padding), dilation=1)


def _window(kernel: Any, strides: Any, dilation: Any, padding: str, source: Size) -> tuple[Step, Step]:
    rows, columns = (
        Step(
            kernel=int(k),
            stride=int(s),
            padding=same_padding(n, int(k), int(s), int(d)) if padding == "same" else 0,
            dilation=int(d),
        )
        for k, s, d, n in zip(kernel, strides, dilation, source, strict=True)
    )
    return rows, columns


def same_padding(size: int, kernel: int, stride: int, dilation: int) -> int:
    """Padding before the first position that TensorFlow's SAME adds along one axis of `size` positions.

    The output has ceil(size / stride) positions; the padding that takes is split in two halves, the odd one after.
    """
    outputs = -(-size // stride)
    total = max((outputs - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2
