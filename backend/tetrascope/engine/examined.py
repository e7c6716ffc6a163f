"""The label that a pool is about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.boundary import LABEL_KEPT, Outcome
from tetrascope.engine.network_messages import class_score, class_scores
from tetrascope.errors import InvalidInput
from tetrascope.networks.answers import THRESHOLD
from tetrascope.networks.network import Network
from tetrascope.protocol.classes import ClassScore


@dataclass(frozen=True)
class Examined:
    """A label of a network, as it is with the unmasked image."""

    network: Network
    original: ClassScore
    """The most probable label of the unmasked image."""
    score: ClassScore
    """The label examined, with its probability in the unmasked image."""
    holds: bool
    """Whether it holds in the unmasked image, see `Answers.holds`."""

    @property
    def index(self) -> int:
        """The label's place in the network's output."""
        return self.score.label.index

    def kept(self, logits: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Whether the label is with each image as it is with the unmasked one, for logits (n, classes): (n,)."""
        return np.asarray(self.network.answers.holds(logits, self.index) == self.holds)

    @property
    def outcome(self) -> Outcome:
        """Words for images that kept the label and images that did not."""
        name = self.score.label.name
        if self.network.answers.kind == "independent":
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


def examined_label(network: Network, original_logits: NDArray[np.floating], wanted: int | None) -> Examined:
    """The label wanted, or the most probable one of the unmasked image, whose logits are (classes,).

    Raises:
        InvalidInput: the network has no such label.
    """
    if wanted is not None and wanted >= network.class_count:
        raise InvalidInput(
            f"Expected a label from 0 to {network.class_count - 1} of {network.title}, got {wanted}.",
            field="label",
            hint="Leave it out to examine the label most probable for the image.",
        )
    probabilities = network.answers.probabilities(original_logits)
    original = class_scores(network, probabilities, 1)[0]
    index = original.label.index if wanted is None else wanted
    score = class_score(network, probabilities, index)
    return Examined(network, original, score, bool(network.answers.holds(original_logits, index)))
