"""A convolution: a patch of every input map times a kernel, added up (Dumoulin & Visin 2016)."""

import numpy as np

from tetrascope.networks.computations.after_sum import Doubles, after_sum, unfolded
from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.patches import channel_terms, window_patch
from tetrascope.networks.computations.window import steps_of


def explain(asked: Asked) -> Explained:
    """Products of a patch with the kernel, bias, normalisation, activation."""
    layer, (row, column, channel) = asked.call.operation, asked.at
    seen = asked.known.seen_through(asked.call.inputs[0])
    patch = window_patch(asked.known, seen, row, column, steps_of(asked.call))
    kernel = layer.kernel
    width, filters = int(kernel.shape[2]), int(kernel.shape[3])
    first = channel // (filters // layer.groups) * width
    weights = unfolded(asked, np.asarray(kernel)[:, :, :, channel], channel)
    terms, total = channel_terms(asked.known, patch, range(first, first + width), weights, asked.most)

    def all_sums() -> Doubles:
        bias = np.asarray(layer.bias, np.float64) if layer.use_bias else 0.0
        groups = patch.values.reshape(*patch.values.shape[:2], layer.groups, width)
        by_group = np.asarray(kernel, np.float64).reshape(*kernel.shape[:3], layer.groups, -1)
        return np.asarray(np.einsum("ijgc,ijcgf->gf", groups, by_group).ravel() + bias)

    maps = f"{width} maps of its group" if layer.groups > 1 else f"{width} maps" if width > 1 else "map"
    sentence = (
        "Each value of a patch is multiplied by the weight at its place in the kernel, and the products are added up, "
        f"over {'all ' if width > 1 else 'the '}{maps} that are read."
    )
    return Explained(
        [
            asked.step("convolution", sentence, "Σ value × weight", total, terms=terms),
            *after_sum(asked, channel, total, all_sums),
        ]
    )
