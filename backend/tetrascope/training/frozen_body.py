"""A network of the catalog without its last layer, whose weights stay as they are, for a new head."""

from collections.abc import Callable
from functools import cached_property

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.networks.catalog import find_entry
from tetrascope.networks.device import compile_function
from tetrascope.networks.graph import read_graph
from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.pooled_head import find_pooled_head
from tetrascope.training.head import dense_head

_BATCH = 16
"""Pictures of a forward pass."""


class FrozenBody:
    """The layers of a network up to its global pooling. Loads the network when it is made.

    Args:
        network_id: a network of the catalog.

    Raises:
        NotFound: there is no such network.
        WeightsUnavailable: its weights are not on this machine.
        InvalidInput: it does not end in global pooling and one dense layer.
    """

    def __init__(self, network_id: str) -> None:
        network = find_entry(network_id).load(fold=False)
        self.title = network.title
        self.input: NetworkInput = network.input
        self.identity = network.weights_identity
        head = find_pooled_head(network.model)
        if head is None or head.pooling != "average":
            raise InvalidInput(
                f"Expected a network that ends in global average pooling and one dense layer, got {network.title}.",
                field="start",
                hint="Take efficientnet-lite0, or: scratch",
            )
        self._image = network.model.inputs[0]
        self._pooled = next(
            call.outputs[0] for call in read_graph(network.model) if any(each is head.maps for each in call.inputs)
        )

    @property
    def features(self) -> int:
        """Numbers that it makes of a picture."""
        return int(np.prod(self._pooled.shape[1:]))

    def with_head(self, class_count: int, kernel: NDArray[np.float32], bias: NDArray[np.float32]) -> keras.Model:
        """The whole network, from a picture to logits (n, class_count)."""
        head = dense_head(self.features, class_count, 0)
        head.set_weights([kernel, bias])
        pooled = self._pooled
        if len(pooled.shape) > 2:  # pooling has kept the axes of rows and columns
            pooled = keras.layers.Flatten(name="features")(pooled)
        return keras.Model(self._image, head(pooled), name="head")

    @cached_property
    def _forward(self) -> Callable[..., object]:
        model = keras.Model(self._image, self._pooled)
        inputs = keras.KerasTensor((None, *self.input.size, self.input.channels))
        return compile_function(lambda batch: model(batch, training=False), [inputs], model.variables)

    def features_of(self, pictures: NDArray[np.uint8], progress: Callable[[int, int], None]) -> NDArray[np.float32]:
        """What it makes of pictures, (n, h, w, 3): (n, features).

        Args:
            pictures: at the size of its input.
            progress: is told how many of how many are done.
        """
        found = np.empty((len(pictures), self.features), np.float32)
        for first in range(0, len(pictures), _BATCH):
            progress(first, len(pictures))
            batch = self.input.prepare(pictures[first : first + _BATCH])
            found[first : first + _BATCH] = np.asarray(self._forward(batch)).reshape(len(batch), -1)
        return found
