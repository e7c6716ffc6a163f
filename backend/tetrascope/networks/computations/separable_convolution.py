"""A separable convolution: each map's patch times a kernel of its own, and a weighted sum of what comes out."""

import numpy as np

from tetrascope.networks.computations.after_sum import after_sum, unfolded
from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.patches import channel_terms, window_patch
from tetrascope.networks.computations.window import steps_of

_SENTENCE = (
    "Each value of a map's patch is multiplied by the weight at its place in the map's own kernel, and the products "
    "are added up; the sums of all maps are then multiplied by one factor each, and added up."
)


def explain(asked: Asked) -> Explained:
    """Products of patches with kernels, times factors, bias, normalisation, activation."""
    layer, (row, column, channel) = asked.call.operation, asked.at
    seen = asked.known.seen_through(asked.call.inputs[0])
    patch = window_patch(asked.known, seen, row, column, steps_of(asked.call))
    kernel = np.asarray(layer.depthwise_kernel, np.float64)
    channels = np.repeat(np.arange(kernel.shape[2]), kernel.shape[3])
    factors = unfolded(asked, np.asarray(layer.pointwise_kernel)[0, 0, :, channel], channel)
    weights = kernel.reshape(*kernel.shape[:2], -1)
    terms, total = channel_terms(asked.known, patch, channels.tolist(), weights, asked.most, factors)
    return Explained(
        [
            asked.step("separable_convolution", _SENTENCE, "Σ factor × Σ value × weight", total, terms=terms),
            *after_sum(asked, channel, total),
        ]
    )
