"""Which file tells of which operation."""

from collections.abc import Callable

from tetrascope.networks.computations import (
    activation,
    batch_normalisation,
    convolution,
    dense,
    depthwise_convolution,
    global_pooling,
    image_input,
    interpolation,
    layer_normalisation,
    merges,
    moves,
    pooling,
    scaling,
    separable_convolution,
    softmax,
    transposed_convolution,
    unchanged,
    unknown,
)
from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.geometry import activation_name, kind_of

Explain = Callable[[Asked], Explained]

_KINDS: dict[str, Explain] = {
    "InputLayer": image_input.explain,
    "Conv2D": convolution.explain,
    "DepthwiseConv2D": depthwise_convolution.explain,
    "SeparableConv2D": separable_convolution.explain,
    "Conv2DTranspose": transposed_convolution.explain,
    "Dense": dense.explain,
    "MaxPooling2D": pooling.explain_max,
    "AveragePooling2D": pooling.explain_average,
    "GlobalMaxPooling2D": global_pooling.explain_max,
    "GlobalAveragePooling2D": global_pooling.explain_average,
    "BatchNormalization": batch_normalisation.explain,
    "LayerNormalization": layer_normalisation.explain,
    "Normalization": scaling.explain_normalization,
    "Rescaling": scaling.explain_rescaling,
    "LayerScale": scaling.explain_layer_scale,
    "Softmax": softmax.explain,
    "CustomScaleLayer": merges.explain_scaled,
    "Activation": activation.explain,
    **dict.fromkeys(activation.BENDING, activation.explain),
    **dict.fromkeys(merges.MERGES, merges.explain),
}


def explain(asked: Asked) -> Explained:
    """What an operation does to make a value; of one that is not known, that it is not."""
    call, kind = asked.call, kind_of(asked.call)
    if len(call.outputs) > 1 and not asked.known.follows(call):
        return unknown.explain(asked)
    if unchanged.leaves_unchanged(call):
        return unchanged.explain(asked)
    if asked.known.follows(call):
        return moves.explain(asked)
    if kind == "UpSampling2D":
        return interpolation.explain(asked)
    if kind == "Activation" and activation_name(call.operation) == "softmax":
        return softmax.explain(asked)
    return _KINDS.get(kind, unknown.explain)(asked)
