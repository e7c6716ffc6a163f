"""What the parts of a pool are called: that depends on how many labels there are, and on what they mean."""

from typing import NamedTuple

from tetrascope.analysis.placements.simplex import MAX_LABELS
from tetrascope.networks.answers import THRESHOLD
from tetrascope.protocol.networks import AnswerKind
from tetrascope.protocol.operations.pools import Pool

_NUMBERS = {2: "two", 3: "three", 4: "four"}
_BODIES = {2: "segment", 3: "triangle", 4: "tetrahedron"}

_ROUNDING = 1e-6
"""Probabilities are kept in single precision."""


class PoolWords(NamedTuple):
    """Words for one pool."""

    body: str
    """What the vertices span, such as `tetrahedron`."""
    number: str
    """How many vertices there are, such as `four`."""
    kept: str
    """What images of class 0 are."""
    changed: str
    """What images of class 1 are."""
    kept_means: str
    """The same as a sentence's end after "images that"."""
    changed_means: str
    others: str | None
    """What is not at the vertices; None where everything is."""


def pool_words(pool: Pool, kind: AnswerKind) -> PoolWords:
    """The words for a pool of a network with such answers."""
    corners = len(pool.vertices)
    name = pool.examined.label.name
    if kind == "independent":
        holds = pool.examined.probability >= THRESHOLD
        low, high = f"{name} below {THRESHOLD}", f"{name} at {THRESHOLD} or more"
        kept, changed = (high, low) if holds else (low, high)
        others = "all other labels"
        kept_means = f"kept the label {name}" if holds else f"are without the label {name}, as the original is"
        changed_means = "lost it" if holds else "gained it"
    elif pool.examined.label.index == pool.original.label.index:
        kept, changed, others = "label kept", "label changed", "all other classes"
        kept_means, changed_means = "kept the original's label", "lost it"
    else:
        kept, changed, others = f"not {name}", f"became {name}", "all other classes"
        kept_means, changed_means = f"have another label than {name}, as the original has", f"became {name}"
    everything = corners < MAX_LABELS or max(image.outside for image in pool.images) < _ROUNDING
    return PoolWords(
        _BODIES[corners],
        _NUMBERS[corners],
        kept,
        changed,
        kept_means,
        changed_means,
        None if everything else others,
    )
