"""Keras models of lists of blocks, and lists of blocks of Keras models."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import keras
from pydantic import ValidationError

from tetrascope.errors import InvalidInput
from tetrascope.networks.blocks.measures import require_classifier
from tetrascope.protocol.blocks import (
    Activation,
    Block,
    BlockList,
    Convolution,
    Dense,
    Depthwise,
    Dropout,
    GlobalPooling,
    Normalisation,
    Pooling,
)
from tetrascope.protocol.complaint import complaint

_POOLINGS = {"max": keras.layers.MaxPooling2D, "average": keras.layers.AveragePooling2D}
_GLOBAL = {"max": keras.layers.GlobalMaxPooling2D, "average": keras.layers.GlobalAveragePooling2D}
MOMENTUM = 0.9
"""Of the moving averages of batch normalisation: an epoch of a small set has few steps."""
_RECTIFYING = ("relu", "relu6", "leaky_relu", "elu", "gelu", "silu")
"""Activations that let about half of the values through, for which weights begin larger (He et al. 2015)."""
_MAX_SEED = 2**31
_IGNORED = (keras.layers.InputLayer, keras.layers.Flatten, keras.layers.Identity)
"""Layers of a model that need no block: what they do follows."""


def build_model(blocks: BlockList, seed: int = 0) -> keras.Model:
    """The model, with its first weights, to logits. Each block's layer has its name.

    Those of convolutions and dense blocks that an activation such as ReLU follows are drawn as He et al. 2015 do,
    others as Glorot & Bengio 2010. What a block begins with, and what a dropout leaves out, depends on the seed, its
    name and its shape alone, so that an edit leaves the other blocks' beginnings as they are.

    Args:
        blocks: the list.
        seed: of the first weights, and of dropouts.

    Raises:
        InvalidInput: a block does not fit, or the list ends in no classes; see `fault`.
    """
    require_classifier(blocks)
    names = {block.name for block in blocks.blocks}
    image = keras.Input((blocks.height, blocks.width, blocks.channels), name=_free("image", names))
    x = image
    for place, block in enumerate(blocks.blocks):
        if isinstance(block, Dense) and len(x.shape) > 2:
            x = keras.layers.Flatten(name=_free(f"{block.name}_flatten", names))(x)
        x = _layer(block, _first_weights(blocks.blocks[place:], seed), seed)(x)
    return keras.Model(image, x)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _first_weights(blocks: Sequence[Block], seed: int) -> keras.Initializer:
    """How the weights of the first of these blocks begin, which the others follow."""
    own = _seed_of(blocks[0], seed)
    for block in blocks[1:]:
        if isinstance(block, Activation) and block.function in _RECTIFYING:
            return keras.initializers.HeNormal(seed=own)
        if isinstance(block, Activation | Convolution | Depthwise | Dense):
            break
    return keras.initializers.GlorotUniform(seed=own)


def _seed_of(block: Block, seed: int) -> int:
    return int.from_bytes(sha256(f"{seed} {block.name}".encode()).digest()[:8]) % _MAX_SEED


def _layer(block: Block, start: keras.Initializer, seed: int) -> keras.Layer:
    if isinstance(block, Convolution):
        window = (block.kernel, block.stride, block.padding)
        return keras.layers.Conv2D(
            block.filters, *window, use_bias=block.bias, kernel_initializer=start, name=block.name
        )
    if isinstance(block, Depthwise):
        return keras.layers.DepthwiseConv2D(
            block.kernel,
            block.stride,
            block.padding,
            use_bias=block.bias,
            depthwise_initializer=start,
            name=block.name,
        )
    if isinstance(block, Pooling):
        return _POOLINGS[block.of](block.size, block.stride, block.padding, name=block.name)
    if isinstance(block, Normalisation):
        return keras.layers.BatchNormalization(momentum=MOMENTUM, name=block.name)
    if isinstance(block, Activation):
        return keras.layers.Activation(block.function, name=block.name)
    if isinstance(block, Dropout):
        return keras.layers.Dropout(block.rate, seed=_seed_of(block, seed), name=block.name)
    if isinstance(block, GlobalPooling):
        return _GLOBAL[block.of](name=block.name)
    return keras.layers.Dense(block.units, use_bias=block.bias, kernel_initializer=start, name=block.name)


def blocks_of(model: keras.Model) -> BlockList:
    """The list of a model that is a chain of such blocks; what does the same as several blocks becomes several.

    A softmax at its end is left out, see `BlockList`.

    Raises:
        InvalidInput: it is no chain, or has a layer that no block stands for; the message names it.
    """
    shape = tuple(model.inputs[0].shape)
    if len(model.inputs) != 1 or len(model.outputs) != 1 or len(shape) != 4 or None in shape[1:]:
        raise _refused(f"one of {len(model.inputs)} inputs, {shape} the first, and {len(model.outputs)} outputs")
    found: list[dict[str, Any]] = []
    for place, layer in enumerate(_chain(model)):
        if place or type(layer) is not keras.layers.Rescaling:  # pixels are scaled before a network that is trained
            found += _blocks_of(layer)
    if len(found) > 1 and found[-1].get("function") == "softmax":
        found.pop()
    whole = {"height": shape[1], "width": shape[2], "channels": shape[3], "blocks": found}
    try:
        return BlockList.model_validate(whole)
    except ValidationError as error:
        raise _refused(f"one beyond the bounds of blocks: {complaint(error, whole).message.rstrip('.')}") from None


def _chain(model: keras.Model) -> Sequence[keras.Layer]:
    """Its layers in the order in which data flow, where each reads the one before it."""
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    tensor = model.inputs[0]
    for layer in layers:
        if len(getattr(layer, "_inbound_nodes", ())) > 1 or layer.input is not tensor:
            raise _refused(f"one in which {layer.name!r} does not read the layer before it alone")
        tensor = layer.output
    return layers


def _blocks_of(layer: keras.Layer) -> list[dict[str, Any]]:
    """The blocks of one layer: its own, and its activation's."""
    config, name = layer.get_config(), layer.name
    if isinstance(layer, _IGNORED):
        return []
    if type(layer) is keras.layers.BatchNormalization:
        _require(layer, {"axis": -1, "center": True, "scale": True})
        return [{"kind": "normalisation", "name": name}]
    if type(layer) is keras.layers.Dropout:
        return [{"kind": "dropout", "name": name, "rate": float(config["rate"])}]
    if type(layer) is keras.layers.Activation:
        return [{"kind": "activation", "name": name, "function": config["activation"]}]
    if type(layer) is keras.layers.ReLU:
        return [{"kind": "activation", "name": name, "function": _relu(layer)}]
    for pools, kind in ((_POOLINGS, "pooling"), (_GLOBAL, "global_pooling")):
        for of, pool in pools.items():
            if type(layer) is pool:
                window = {} if kind == "global_pooling" else _window(layer, "pool_size")
                return [{"kind": kind, "name": name, "of": of, **window}]
    return [*_weighted(layer), *_activation(layer)]


def _weighted(layer: keras.Layer) -> list[dict[str, Any]]:
    config, name = layer.get_config(), layer.name
    if type(layer) is keras.layers.Dense:
        return [{"kind": "dense", "name": name, "units": config["units"], "bias": config["use_bias"]}]
    if type(layer) is keras.layers.Conv2D:
        _require(layer, {"groups": 1, "dilation_rate": (1, 1)})
        window = {**_window(layer, "kernel_size"), "bias": config["use_bias"]}
        return [{"kind": "convolution", "name": name, "filters": config["filters"], **window}]
    if type(layer) is keras.layers.DepthwiseConv2D:
        _require(layer, {"depth_multiplier": 1, "dilation_rate": (1, 1)})
        return [{"kind": "depthwise", "name": name, **_window(layer, "kernel_size"), "bias": config["use_bias"]}]
    raise _refused(f"{name!r}, {type(layer).__name__}, for which there is no block")


def _window(layer: keras.Layer, size: str) -> dict[str, Any]:
    config = layer.get_config()
    sides, strides = tuple(config[size]), tuple(config["strides"])
    if len(set(sides)) > 1 or len(set(strides)) > 1:
        raise _refused(f"{layer.name!r}, whose window of {sides} in steps of {strides} is not square")
    return {"kernel" if size == "kernel_size" else "size": sides[0], "stride": strides[0], "padding": config["padding"]}


def _activation(layer: keras.Layer) -> list[dict[str, Any]]:
    """The block of a layer's own activation."""
    function = layer.get_config()["activation"]
    if function == "linear":
        return []
    return [{"kind": "activation", "name": f"{layer.name}_activation", "function": function}]


def _relu(layer: keras.Layer) -> str:
    config = layer.get_config()
    settings = (config["max_value"], config["negative_slope"], config["threshold"])
    if settings == (None, 0, 0):
        return "relu"
    if settings == (6, 0, 0):
        return "relu6"
    raise _refused(f"{layer.name!r}, a ReLU with settings of its own")


def _require(layer: keras.Layer, settings: dict[str, Any]) -> None:
    config = layer.get_config()
    for name, wanted in settings.items():
        value = config[name]
        value = tuple(value) if isinstance(value, list) else value
        if value != wanted and not (name == "axis" and value in (3, (3,), (-1,), len(layer.input.shape) - 1)):
            raise _refused(f"{layer.name!r} with {name} {value}, where a block has {wanted}")


def _refused(got: str) -> InvalidInput:
    return InvalidInput(
        f"Expected a network that is a chain of blocks, got {got}.",
        field="model",
        hint="Convolutions, depthwise ones, poolings, normalisations, activations, dropouts, global poolings and dense "
        "layers, one after another, can be edited.",
    )
