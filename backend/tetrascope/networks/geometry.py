"""How one operation reads its source: value by value, along some axes, through a window, or as a whole.

Operations are known by their class in Keras. One that is not known here (a lambda, a custom or subclassed layer)
counts as reading everything, so a receptive field is never too small.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import keras

from tetrascope.errors import InvalidInput
from tetrascope.networks.graph import Call
from tetrascope.networks.network_input import Size
from tetrascope.protocol.receptive_field import Step


@dataclass(frozen=True)
class Along:
    """Each value reads a line of its source, or a box, along these axes, the batch counted as one."""

    axes: tuple[int, ...]


Reading = Literal["point", "moved", "whole"] | Along | tuple[Step, Step]
"""`point`: each value reads the value at the same place of every source, or one that is spread over it. `moved`: each
is a value of a source, or a constant, at another place. `whole`: each reads everything, also where nothing better is
known. Else along which axes it reads, or how rows and columns are read."""


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
MERGES = _names(
    # As layers, as operations, and one of keras.applications that adds a scaled branch.
    "Add Average Concatenate Maximum Minimum Multiply Subtract Divide Power TrueDivide CustomScaleLayer"
)
AUGMENTATIONS = _names(
    "RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomErasing RandomFlip "
    "RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation "
    "RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom"
)
"""They leave maps as they are when nothing is trained."""
_ELEMENTWISE = (
    ACTIVATIONS
    | (MERGES - {"Concatenate"})
    | AUGMENTATIONS
    | _names(
        "ActivityRegularization AlphaDropout BatchNormalization Dropout GaussianDropout GaussianNoise Identity "
        "LayerScale Normalization Rescaling SpatialDropout2D StochasticDepth Abs Absolute Arccos Arccosh Arcsin "
        "Arcsinh Arctan Arctan2 Arctanh Cast Cbrt Ceil Clip ConvertToTensor Copy Cos Cosh DivideNoNan Equal Erf Exp "
        "Exp2 Expm1 Floor FloorDivide Fmax Fmin Greater GreaterEqual HardShrink Heaviside Hypot Less LessEqual Log "
        "Log10 Log1p Log2 Logaddexp LogicalAnd LogicalNot LogicalOr LogicalXor Mod NanToNum Negative NotEqual "
        "Reciprocal Round Rsqrt SaturateCast Sign Sin Sinh SoftShrink SparsePlus SparseSigmoid Sqrt Square Squareplus "
        "StopGradient Tan TanhShrink Threshold Trunc Where"
    )
)
_MOVES = _names(
    "ArraySplit BroadcastTo DepthToSpace Dsplit ExpandDims Flatten Flip Fliplr Flipud GetItem Hsplit Moveaxis Pad "
    "Permute Ravel Repeat RepeatVector Reshape Roll Rot90 Slice SpaceToDepth Split Squeeze Swapaxes Take Tile "
    "Transpose Unstack Vsplit"
)
"""Where they are given a second tensor, it may say where values go."""
_JOINS = _names("Concatenate Dstack Hstack Stack Vstack")
_NORMALISATIONS = _names("LayerNormalization LogSoftmax Normalize RMSNormalization Softmax UnitNormalization")
"""They put a line of values on one scale."""
MIXERS = _names("Dense EinsumDense Matmul")
"""They make new channels of all."""
_ALONG_AN_AXIS = _NORMALISATIONS | _names(
    "All Amax Amin Any Argmax Argmin Average CountNonzero Cumprod Cumsum Glu Logsumexp Max Mean Median Min Prod Ptp "
    "Sort Std Sum Var"
)
"""They say along which in an attribute `axis`; None there is along all."""
_POINTWISE_ACTIVATIONS = _names(
    "celu elu exponential gelu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear "
    "log_sigmoid mish relu relu6 selu sigmoid silu soft_shrink softplus softsign "
    "sparse_plus sparse_sigmoid squareplus swish tanh tanh_shrink threshold"
)
_ACTIVATIONS_ALONG_THE_LAST_AXIS = _names("glu log_softmax softmax sparsemax")


def kind_of(call: Call) -> str:
    """The class name of a call's operation; empty for an operation that is not Keras's own."""
    kind = type(call.operation)
    return kind.__name__ if kind.__module__.split(".")[0] == "keras" else ""


def reading_of(call: Call, source: Size | None) -> Reading:
    """How a call reads its sources.

    Args:
        call: the call.
        source: rows and columns of its first source that is a map; for other sources no window is read.

    Raises:
        InvalidInput: the operation keeps channels first.
    """
    kind, operation = kind_of(call), call.operation
    if kind in _WINDOWED and getattr(operation, "data_format", None) == "channels_first":
        raise InvalidInput(
            f"Expected channels last, (batch, rows, columns, channels), got channels first at {call.name!r}.",
            hint="Set the layer's data_format to 'channels_last'.",
        )
    if kind in _WINDOWED and source is not None:
        return _WINDOWED[kind](operation, source) if _activation_axes(call) in ((), (3,)) else "whole"
    axes = _axes(kind, call)
    if axes is None or (kind in AUGMENTATIONS | {"BatchNormalization"} and call.kwargs.get("training") is True):
        return "whole"
    if axes:
        return Along(axes)
    if kind in _ELEMENTWISE:
        return "point"
    return "moved" if only_moves(call) else "whole"


def keeps_maps(call: Call) -> bool:
    """Whether a call that works at each position alone computes new maps of all those that it reads."""
    kind = kind_of(call)
    return kind in _ELEMENTWISE | MERGES | MIXERS | _NORMALISATIONS


def only_moves(call: Call) -> bool:
    """Whether it moves values by rules that the values themselves have no part in, and not by a window."""
    kind, operation, one = kind_of(call), call.operation, len(call.inputs) == 1
    if kind == "UpSampling2D":
        return one and operation.interpolation == "nearest"
    if kind == "CenterCrop":  # it scales what is too small
        return one and all(a >= b for a, b in zip(call.inputs[0].shape[1:3], call.outputs[0].shape[1:3], strict=True))
    return kind in _JOINS or (one and kind in _MOVES)


def _axes(kind: str, call: Call) -> tuple[int, ...] | None:
    """Along which axes of its source an operation reads: none, or None where it reads along all of them."""
    along = _activation_axes(call)
    if along is None or not call.inputs:
        return None
    operation, rank = call.operation, len(call.inputs[0].shape)
    if kind == "Dense" or (kind == "Matmul" and _multiplies_channels(call)):
        return (rank - 1,)
    if kind == "EinsumDense":
        return (rank - 1,) if _mixes_only_the_last_axis(operation.equation) else None
    if kind in ("RGBToGrayscale", "RGBToHSV", "HSVToRGB"):
        return (rank - 1,) if operation.data_format == "channels_last" else None
    if kind in _ALONG_AN_AXIS and not (kind == "Average" and isinstance(operation, keras.Layer)):
        axis = getattr(operation, "axis", None)
        axes = [] if axis is None else keras.tree.flatten(axis)
        return tuple(sorted({int(axis) % rank for axis in axes})) or None
    return along


def activation_name(operation: Any) -> str:
    """The name of the activation that an operation carries; empty for none, and for one that is not Keras's own."""
    function = getattr(operation, "activation", None)
    if function is None or getattr(function, "__module__", "").split(".")[0] != "keras":
        return ""
    return str(getattr(function, "__name__", ""))


def _activation_axes(call: Call) -> tuple[int, ...] | None:
    """Along which axes the activation reads that an operation carries, if any; None where it is not one of Keras's."""
    function = getattr(call.operation, "activation", None)
    if function is None:
        return ()
    if getattr(function, "__module__", "").split(".")[0] != "keras":
        return None
    name = getattr(function, "__name__", "")
    if name in _ACTIVATIONS_ALONG_THE_LAST_AXIS:
        return (len(call.outputs[0].shape) - 1,)
    return () if name in _POINTWISE_ACTIVATIONS else None


def _multiplies_channels(call: Call) -> bool:
    """Whether a matrix product is one of a tensor with a constant matrix, as of a `Dense` layer."""
    values = [*call.args, *call.kwargs.values()]
    return len(values) == 2 and values[0] is call.inputs[0] and len(call.inputs) == 1 and len(values[1].shape) == 2


def _mixes_only_the_last_axis(equation: str) -> bool:
    """Whether an equation is like `abc,cd->abd`."""
    source, kernel, output = (part.strip() for part in equation.replace("->", ",").split(","))
    return len(kernel) == 2 and source[-1:] == kernel[0] and output[-1:] == kernel[1] and source[:-1] == output[:-1]


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
