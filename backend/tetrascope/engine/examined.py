"""The label that a pool is about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.boundary import LABEL_KEPT, Outcome
from tetrascope.engine.label_space import LabelSpace
from tetrascope.networks.answers import THRESHOLD
from tetrascope.protocol.classes import ClassScore


@dataclass(frozen=True)
class Examined:
    """A label, as it is with the unmasked image."""

    labels: LabelSpace
    """The labels of which it is one."""
    place: int
    """Its place among them."""
    original: ClassScore
    """The most probable label of the unmasked image."""
    score: ClassScore
    """The label examined, with its probability in the unmasked image."""
    holds: bool
    """Whether it holds in the unmasked image, see `Answers.holds`."""

    def kept(self, logits: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Whether the label is with each image as it is with the unmasked one, for logits (n, classes): (n,)."""
        return np.asarray(self.labels.holds(logits, self.place) == self.holds)

    @property
    def outcome(self) -> Outcome:
        """Words for images that kept the label and images that did not."""
        name = self.score.label.name
        if self.labels.network.answers.kind == "independent":
            if self.holds:
                return Outcome(
                    f"kept the label {name} (probability {THRESHOLD} or more)", "lost it", f"lost the label {name}"
                )
            return Outcome(
                f"are without the label {name} (probability below {THRESHOLD}), as the original is",
                "gained it",
                f"gained the label {name}",
            )
        if self.holds:
            return LABEL_KEPT
        return Outcome(
            f"have another label than {name}, as the original has",
            f"became {name}",
            f"became {name}",
        )


def examined_label(labels: LabelSpace, original_logits: NDArray[np.floating], wanted: int | None) -> Examined:
    """The label wanted, or the most probable one of the unmasked image, whose logits are (classes,).

    Raises:
        InvalidInput: there is no such label.
    """
    probabilities = labels.probabilities(original_logits)
    best = int(labels.most_probable_places(probabilities, 1)[0])
    place = best if wanted is None else labels.place(wanted)
    return Examined(
        labels,
        place,
        labels.score(probabilities, best),
        labels.score(probabilities, place),
        bool(labels.holds(original_logits, place)),
    )
