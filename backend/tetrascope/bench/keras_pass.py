"""A forward pass by Keras alone: what whoever has a model would write."""

from collections.abc import Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.device import compiles_with_xla
from tetrascope.networks.network import Network


class KerasPass:
    """`predict_on_batch`, Keras's fastest way for one batch after another.

    Args:
        network: the network; folded or not, as it is.
        layers: names of layers whose activations are returned with the logits.
    """

    def __init__(self, network: Network, layers: Sequence[str] = ()) -> None:
        self._network = network
        self._model = network.model_with(layers)
        self._model.compile(jit_compile=compiles_with_xla())

    def __call__(self, images: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        """Logits, (n, classes), and activations, (n, rows, columns, channels), of images (n, h, w, 3) RGB."""
        return keras.tree.flatten(self._model.predict_on_batch(self._network.input.prepare(images)))  # type: ignore[no-any-return]
