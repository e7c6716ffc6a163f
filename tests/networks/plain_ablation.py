"""Plain recomputation: Keras's own clone of a model in which a layer stands that replaces some channels."""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray


class Replace(keras.layers.Layer):
    """Sets some channels to their mean over positions, or to zero."""

    def __init__(self, channels: Sequence[int], replacement: str) -> None:
        super().__init__()
        self.channels, self.replacement = list(channels), replacement

    def call(self, maps: Any) -> Any:
        width = maps.shape[-1]
        off = np.isin(np.arange(width), self.channels).astype("float32")
        level = ops.mean(maps, axis=tuple(range(1, len(maps.shape) - 1)), keepdims=True)
        return maps * (1 - off) + (level * off if self.replacement == "mean" else 0)


def ablated_outputs(
    model: keras.Model, layer: str, channels: Sequence[int], replacement: str, inputs: NDArray[np.float32]
) -> list[NDArray[np.float32]]:
    """All outputs of a model whose layer of that name gives out something else; `name:2` is its second use."""
    name, _, use = layer.partition(":")
    uses = 0

    def call(each: keras.layers.Layer, *args: Any, **kwargs: Any) -> Any:
        nonlocal uses
        output = each(*args, **kwargs)
        uses += each.name == name
        return Replace(channels, replacement)(output) if each.name == name and uses == int(use or 1) else output

    clone = keras.models.clone_model(model, clone_function=lambda each: each, call_function=call)
    assert uses >= int(use or 1)
    return [np.asarray(output) for output in keras.tree.flatten(clone([inputs], training=False))]
