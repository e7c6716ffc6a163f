"""Upsampling by interpolation: a value between four others, each by how near it is."""

import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained, Sources, Terms
from tetrascope.networks.computations.patches import patch_at
from tetrascope.networks.computations.places import shape_of
from tetrascope.networks.computations.unknown import explain as explain_unknown

_SENTENCE = "The map is made larger: each value is a mean of those that it lies between, the nearer ones weighing more."


def explain(asked: Asked) -> Explained:
    """`UpSampling2D` with bilinear interpolation, pixel centres at halves."""
    layer, (row, column, channel) = asked.call.operation, asked.at
    if layer.interpolation != "bilinear" or layer.data_format != "channels_last":
        return explain_unknown(asked)
    seen = asked.known.seen_through(asked.call.inputs[0], padding=False)
    (top, rows), (left, columns) = (
        _between(place, int(factor), side)
        for place, factor, side in zip((row, column), layer.size, shape_of(seen.tensor)[:2], strict=True)
    )
    patch = patch_at(asked.known, seen, (top, left), (len(rows), len(columns)))
    weights = np.outer(rows, columns)
    total = float((patch.values[:, :, channel] * weights).sum())
    sources = Sources(asked.known)
    terms = [patch.term(sources, channel, total, weights=weights)]
    told = Terms(sources.told, terms, rest=0.0)
    return Explained([asked.step("interpolation", _SENTENCE, "Σ value × weight", total, terms=told)])


def _between(place: int, factor: int, side: int) -> tuple[int, list[float]]:
    """Along one axis the position before a place, and the weights of it and the next one."""
    at = (place + 0.5) / factor - 0.5
    first = int(np.floor(at))
    share = at - first
    if first < 0 or first + 1 >= side:
        return min(max(first, 0), side - 1), [1.0]
    return first, [1 - share, share]
