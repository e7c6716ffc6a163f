"""Pooling: one value of a patch, the largest or the mean."""

import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained, Sources, Terms
from tetrascope.networks.computations.patches import Patch, window_patch
from tetrascope.networks.computations.window import steps_of

_LARGEST = "Of the values of a patch the largest is passed on, and the others have no part in what follows."
_MEAN = "The values of a patch are added up and divided by their number."


def explain_max(asked: Asked) -> Explained:
    """Which value of the patch is the largest."""
    patch = _patch(asked)
    channel = asked.at[2]
    values = np.where(patch.inside, patch.values[:, :, channel], -np.inf)
    picked = int(np.argmax(values))
    value, sources = float(values.ravel()[picked]), Sources(asked.known)
    terms = [patch.term(sources, channel, value, picked=picked)]
    return Explained([asked.step("max_pooling", _LARGEST, "max", value, terms=Terms(sources.told, terms))])


def explain_average(asked: Asked) -> Explained:
    """The mean of the patch; places beyond the map do not count."""
    patch = _patch(asked)
    channel = asked.at[2]
    total, count = float(patch.values[:, :, channel].sum()), int(patch.inside.sum())
    sources = Sources(asked.known)
    terms = [patch.term(sources, channel, total)]
    return Explained(
        [
            asked.step(
                "average_pooling",
                _MEAN,
                "Σ value / count",
                total / count,
                terms=Terms(sources.told, terms, rest=0.0),
                numbers={"count": count},
            )
        ]
    )


def _patch(asked: Asked) -> Patch:
    """Zeros that were laid around the map before are values here, as any; so they are read as such."""
    row, column, _ = asked.at
    seen = asked.known.seen_through(asked.call.inputs[0], padding=False)
    patch = window_patch(asked.known, seen, row, column, steps_of(asked.call))
    rows, columns = np.flatnonzero(patch.inside.any(axis=1)), np.flatnonzero(patch.inside.any(axis=0))
    return patch.cut(slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1))
