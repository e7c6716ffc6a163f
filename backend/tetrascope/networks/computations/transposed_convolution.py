"""A transposed convolution: each value is laid out as a kernel of values, and where these overlap they are added up.

A value of the output so is the sum of those values whose kernels reach it, each times the weight that falls on it.
"""

import numpy as np

from tetrascope.networks.computations.after_sum import after_sum
from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.patches import channel_terms, patch_at
from tetrascope.networks.computations.places import shape_of

_SENTENCE = (
    "Every value near it is spread over a larger map by the kernel; those that reach this place, each times the weight "
    "that falls on it, are added up, over all maps that are read."
)


def explain(asked: Asked) -> Explained:
    """Products of the values that reach the place, bias, activation."""
    layer, (row, column, channel) = asked.call.operation, asked.at
    seen = asked.known.seen_through(asked.call.inputs[0], padding=False)
    kernel = np.asarray(layer.kernel, np.float64)[:, :, channel, :]
    sides, outputs = shape_of(seen.tensor)[:2], shape_of(asked.output)[:2]
    (first_row, rows), (first_column, columns) = (
        _taps(place, side, output, int(taps), int(stride), int(dilation), layer.padding)
        for place, side, output, taps, stride, dilation in zip(
            (row, column),
            sides,
            outputs,
            kernel.shape[:2],
            layer.strides,
            layer.dilation_rate,
            strict=True,
        )
    )
    patch = patch_at(asked.known, seen, (first_row, first_column), (len(rows), len(columns)))
    weights = np.zeros((len(rows), len(columns), kernel.shape[2]))
    for i, tap_row in enumerate(rows):
        for j, tap_column in enumerate(columns):
            if tap_row is not None and tap_column is not None:
                weights[i, j] = kernel[tap_row, tap_column]
    terms, total = channel_terms(asked.known, patch, range(kernel.shape[2]), weights, asked.most)
    return Explained(
        [
            asked.step("transposed_convolution", _SENTENCE, "Σ value × weight", total, terms=terms),
            *after_sum(asked, channel, total),
        ]
    )


def _taps(
    place: int, side: int, output: int, kernel: int, stride: int, dilation: int, padding: str
) -> tuple[int, list[int | None]]:
    """Along one axis the first position that may reach a place, and for each from there on the weight by which it does.

    A position i reaches i * stride + tap * dilation - before.
    """
    extent = (kernel - 1) * dilation + 1
    before = max((side - 1) * stride + extent - output, 0) // 2 if padding == "same" else 0
    found = {}
    for tap in range(kernel):
        position, beside = divmod(place + before - tap * dilation, stride)
        if beside == 0 and 0 <= position < side:
            found[position] = tap
    if not found:
        return 0, [None]
    return min(found), [found.get(position) for position in range(min(found), max(found) + 1)]
