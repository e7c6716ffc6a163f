"""Activations of an image: from the cache, or all missing layers in one forward pass."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.entropy import map_entropies
from tetrascope.engine.masking import MaskedView
from tetrascope.engine.workspace import Workspace
from tetrascope.networks.layer import Layer
from tetrascope.networks.network import Network

FLOAT_BYTES = 4
MAX_PASS_BYTES = 256 * 2**20
"""Feature maps taken out of one forward pass at most; one layer alone may hold more."""


class LayerMaps(NamedTuple):
    """A layer's feature maps, (h, w, c), and their entropies, (c,)."""

    values: NDArray[np.float32]
    entropies: NDArray[np.float64]


def batch_layers(layers: Sequence[Layer]) -> Iterator[list[str]]:
    """Names of layers whose maps one pass may hold together: most often all, never more than `MAX_PASS_BYTES`."""
    names: list[str] = []
    size = 0
    for layer in layers:
        own = layer.height * layer.width * layer.channels * FLOAT_BYTES
        if names and size + own > MAX_PASS_BYTES:
            yield names
            names, size = [], 0
        names.append(layer.name)
        size += own
    if names:
        yield names


def layer_maps(
    workspace: Workspace, network: Network, view: MaskedView, names: Sequence[str]
) -> tuple[NDArray[np.float32], dict[str, LayerMaps]]:
    """Logits, (classes,), and the maps of the layers named, at the cost of at most one forward pass."""
    logits = workspace.results.get(_logits_key(view))
    found = {name: workspace.activations.get(_key(view, name)) for name in names}
    missing = [name for name, maps in found.items() if maps is None]
    if logits is None or missing:
        batch_logits, computed = network.activations(view.image[None], missing)
        if logits is None:  # a pass with other outputs may differ in the last digit; the first answer stands
            logits = batch_logits[0]
            workspace.results.put(_logits_key(view), logits, logits.nbytes)
        for name in missing:
            values = computed.pop(name)[0]
            found[name] = LayerMaps(values, map_entropies(values))
            workspace.activations.put(_key(view, name), found[name], values.nbytes)
    return logits, {name: maps for name, maps in found.items() if maps is not None}


def _logits_key(view: MaskedView) -> tuple[object, ...]:
    return ("logits", *view.key)


def _key(view: MaskedView, name: str) -> tuple[object, ...]:
    return ("maps", *view.key, name)
