"""Activations of a network some of whose feature maps are switched off."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.ablation import switch_off
from tetrascope.networks.network import Network
from tetrascope.protocol.replacement import Replacement


class Ablated(NamedTuple):
    """Maps of a layer that are switched off."""

    layer: str
    channels: tuple[int, ...]
    """Rising, each once."""
    replacement: Replacement


def ablated_activations(
    network: Network, image: NDArray[np.uint8], names: Sequence[str], ablated: Sequence[Ablated]
) -> tuple[NDArray[np.float32], dict[str, NDArray[np.float32]]]:
    """Logits, (1, classes), and maps, (1, h, w, c), of the layers named, in one forward pass of an image, (h, w, 3).

    What is switched off in a layer is so for all layers after it, and in its own maps.
    """
    shown = [layer.name for layer in network.layers if layer.shown]
    wanted = {*names, *(each.layer for each in ablated)}
    few = wanted <= set(shown)  # to cut the network elsewhere takes a second
    stretches = network.stretches(shown if few else [layer.name for layer in network.layers if layer.name in wanted])
    replace: dict[str, Callable[[NDArray[np.float32]], NDArray[np.float32]]] = {
        each.layer: partial(_switched_off, network, each) for each in ablated
    }
    maps: dict[str, NDArray[np.float32]] = {}
    logits = np.empty((1, 0), np.float32)
    for ended_in, values in zip(
        stretches.layers, stretches.run(network.input.prepare(image[None]), replace), strict=True
    ):
        maps.update((name, network.maps_in(name, stretches.output(values, name))) for name in ended_in if name in names)
        if ended_in is stretches.layers[-1]:
            logits = stretches.logits(values)
    return logits, {name: maps[name] for name in names}


def _switched_off(network: Network, ablated: Ablated, output: NDArray[np.float32]) -> NDArray[np.float32]:
    changed = output.copy()
    switch_off(network.maps_in(ablated.layer, changed), [np.array(ablated.channels)], ablated.replacement)
    return changed
