"""EfficientNet-Lite 0, 1 and 2: image classifiers for small machines.

Tan & Le 2019, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks". The Lite family leaves out
squeeze-and-excite, clips its activations at 6 and does not scale the stem, the head and the number of blocks in
the first and last stage.
"""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import keras
from keras import layers
from numpy.typing import NDArray

from tetrascope.errors import NotFound, WeightsUnavailable
from tetrascope.networks.labels import IMAGENET_CLASSES
from tetrascope.networks.lite_scaling import SCALINGS, Scaling
from tetrascope.networks.lite_weights import LITE_FILES, find_lite_weights
from tetrascope.networks.torch_checkpoint import read_checkpoint


class StageRow(NamedTuple):
    """A stage: `repeats` blocks, of which the first has the stride."""

    repeats: int
    stride: int
    kernel: int
    channels: int
    expansion: int


STAGES = (
    StageRow(1, 1, 3, 16, 1),
    StageRow(2, 2, 3, 24, 6),
    StageRow(2, 2, 5, 40, 6),
    StageRow(3, 2, 3, 80, 6),
    StageRow(3, 1, 5, 112, 6),
    StageRow(4, 2, 5, 192, 6),
    StageRow(1, 1, 3, 320, 6),
)
STEM_CHANNELS = 32
HEAD_CHANNELS = 1280


def build_efficientnet_lite(variant: str) -> keras.Model:
    """Build a network with random weights.

    Args:
        variant: `lite0`, `lite1` or `lite2`.

    Returns:
        A functional model from (n, side, side, 3), scaled as the `lite` preprocessing does, to logits (n, 1000).

    Raises:
        NotFound: there is no such variant.
    """
    if variant not in SCALINGS:
        raise NotFound(f"Expected one of {', '.join(SCALINGS)}, got {variant!r}.", field="network_id")
    scaling = SCALINGS[variant]
    image = keras.Input((scaling.side, scaling.side, 3), name="image")
    x = _convolve(image, "stem", STEM_CHANNELS, kernel=3, stride=2)
    for name, row in _blocks(scaling):
        x = _block(x, name, row)
    x = _convolve(x, "head", HEAD_CHANNELS)
    x = layers.GlobalAveragePooling2D(name="head_pool")(x)
    return keras.Model(image, layers.Dense(IMAGENET_CLASSES, name="logits")(x), name=f"efficientnet_{variant}")


def load_efficientnet_lite(variant: str) -> keras.Model:
    """Build a network with its ImageNet weights.

    Args and result are those of `build_efficientnet_lite`.

    Raises:
        NotFound: there is no such variant.
        WeightsUnavailable: the package with the weights is not installed, or its file is damaged.
    """
    model = build_efficientnet_lite(variant)
    weights = LITE_FILES[variant]
    try:
        tensors = read_checkpoint(find_lite_weights(variant), sha256=weights.sha256)
    except WeightsUnavailable as error:
        error.hint = f"Install the weights: {weights.how_to_get}"
        raise
    assign_weights(model, tensors, _checkpoint_names(variant))
    return model


def assign_weights(model: keras.Model, tensors: dict[str, NDArray[Any]], names: dict[str, str]) -> None:
    """Give every layer its tensors, and use every tensor.

    Args:
        model: the network.
        tensors: tensors by their name in the checkpoint, in PyTorch's order of axes.
        names: what the checkpoint calls each layer, by the layer's name.

    Raises:
        WeightsUnavailable: a tensor is missing, superfluous or of another shape.
    """
    # Counters of training steps: of no use to a network that no longer learns.
    left = {name: tensor for name, tensor in tensors.items() if not name.endswith(".num_batches_tracked")}
    for layer in (layer for layer in model.layers if layer.weights):
        try:
            layer.set_weights([left.pop(f"{names[layer.name]}.{kind}").transpose(axes) for kind, axes in _kinds(layer)])
        except (KeyError, ValueError) as error:
            raise WeightsUnavailable(f"Expected the weights of {layer.name}, got: {error}.") from error
    if left:
        raise WeightsUnavailable(f"Expected a layer for every tensor, got none for {', '.join(left)}.")


def _kinds(layer: keras.Layer) -> list[tuple[str, tuple[int, ...]]]:
    """PyTorch's name of each of the layer's weights, in Keras's order, and the order of axes that Keras wants."""
    match layer:
        case layers.DepthwiseConv2D():
            return [("weight", (2, 3, 0, 1))]
        case layers.Conv2D():
            return [("weight", (2, 3, 1, 0))]
        case layers.Dense():
            return [("weight", (1, 0)), ("bias", (0,))]
        case _:
            return [(kind, (0,)) for kind in ("weight", "bias", "running_mean", "running_var")]


def _checkpoint_names(variant: str) -> dict[str, str]:
    """What the checkpoint calls each layer that has weights."""
    names = {"stem_conv": "_conv_stem", "stem_norm": "_bn0", "head_conv": "_conv_head", "head_norm": "_bn1"}
    names["logits"] = "_fc"
    for index, (block, _) in enumerate(_blocks(SCALINGS[variant])):
        for number, part in enumerate(("expand", "depthwise", "project")):
            names[f"{block}_{part}_conv"] = f"_blocks.{index}._{part}_conv"
            names[f"{block}_{part}_norm"] = f"_blocks.{index}._bn{number}"
    return names


def _blocks(scaling: Scaling) -> Iterator[tuple[str, StageRow]]:
    """Every block's name (`block1a`, `block2a`, `block2b`, …) and what it is like."""
    for number, row in enumerate(STAGES, start=1):
        fixed = number in (1, len(STAGES))
        repeats = row.repeats if fixed else math.ceil(row.repeats * scaling.depth)
        row = row._replace(channels=_round_channels(row.channels * scaling.width))
        for letter in "abcdefgh"[:repeats]:
            yield f"block{number}{letter}", row if letter == "a" else row._replace(stride=1)


def _round_channels(channels: float) -> int:
    """The nearest multiple of 8, but not one that loses more than a tenth."""
    nearest = int(channels + 4) // 8 * 8
    return nearest if nearest >= 0.9 * channels else nearest + 8


def _block(x: keras.KerasTensor, name: str, row: StageRow) -> keras.KerasTensor:
    """An inverted bottleneck (Sandler et al. 2018): widen, filter each channel on its own, narrow."""
    source, channels = x, x.shape[-1]
    if row.expansion > 1:
        x = _convolve(x, f"{name}_expand", channels * row.expansion)
    x = layers.DepthwiseConv2D(row.kernel, row.stride, padding="same", use_bias=False, name=f"{name}_depthwise_conv")(x)
    x = _normalise(x, f"{name}_depthwise")
    x = _convolve(x, f"{name}_project", row.channels, activation=False)
    if row.stride == 1 and channels == row.channels:
        x = layers.Add(name=f"{name}_add")([x, source])
    return x


def _convolve(
    x: keras.KerasTensor, name: str, channels: int, *, kernel: int = 1, stride: int = 1, activation: bool = True
) -> keras.KerasTensor:
    x = layers.Conv2D(channels, kernel, stride, padding="same", use_bias=False, name=f"{name}_conv")(x)
    return _normalise(x, name, activation=activation)


def _normalise(x: keras.KerasTensor, name: str, *, activation: bool = True) -> keras.KerasTensor:
    x = layers.BatchNormalization(epsilon=1e-3, name=f"{name}_norm")(x)
    return layers.ReLU(6, name=f"{name}_relu")(x) if activation else x
