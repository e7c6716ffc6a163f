"""What a network's answer means: classes that exclude each other, or labels that each stand for themselves.

Whoever turns logits into probabilities, or asks whether a label holds, asks here: no other file knows the difference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.softmax import sigmoid, softmax
from tetrascope.protocol.networks import AnswerKind

THRESHOLD = 0.5
"""Probability from which on an independent label is there."""


@dataclass(frozen=True)
class Answers:
    """The meaning of a network's logits, and how it was found."""

    kind: AnswerKind
    decided: str
    """How that was decided, in sentences for a person."""
    warning: str | None = None
    """What speaks against it, in sentences for a person; None where nothing does."""

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float64]:
        """Probabilities for logits (..., classes), each 0..1: softmax, or of independent labels sigmoid; float64."""
        return softmax(logits) if self.kind == "exclusive" else sigmoid(logits)

    def holds(self, logits: NDArray[np.floating], label: int) -> NDArray[np.bool_]:
        """Whether a label holds, for logits (..., classes): (...).

        A class holds where it is the most probable one, an independent label where it reaches its `THRESHOLD`.
        """
        if self.kind == "exclusive":
            return np.asarray(np.argmax(logits, axis=-1) == label)
        return np.asarray(self.probabilities(logits)[..., label] >= THRESHOLD)


CATALOG_ANSWERS = Answers(
    "exclusive", "Classes that exclude each other, as ImageNet's do; softmax makes probabilities."
)
"""Of every network in the catalog."""
