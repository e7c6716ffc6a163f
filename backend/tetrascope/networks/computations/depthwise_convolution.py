"""A depthwise convolution: one map's patch times a kernel of its own, added up."""

import numpy as np

from tetrascope.networks.computations.after_sum import after_sum, unfolded
from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.patches import channel_terms, window_patch
from tetrascope.networks.computations.window import steps_of

_SENTENCE = (
    "Each value of a patch of one map is multiplied by the weight at its place in the kernel, and the products are "
    "added up; other maps have no part in it."
)


def explain(asked: Asked) -> Explained:
    """Products of a patch with the kernel, bias, normalisation, activation."""
    layer, (row, column, channel) = asked.call.operation, asked.at
    seen = asked.known.seen_through(asked.call.inputs[0])
    patch = window_patch(asked.known, seen, row, column, steps_of(asked.call))
    read, which = divmod(channel, layer.depth_multiplier)
    weights = unfolded(asked, np.asarray(layer.kernel)[:, :, read, which], channel)[:, :, np.newaxis]
    terms, total = channel_terms(asked.known, patch, [read], weights, asked.most)
    return Explained(
        [
            asked.step("depthwise_convolution", _SENTENCE, "Σ value × weight", total, terms=terms),
            *after_sum(asked, channel, total),
        ]
    )
