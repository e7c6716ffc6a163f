"""The answer's probability of a class, of the number that the network gives it."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.computations.activation import sigmoid
from tetrascope.networks.computations.asked import Asked
from tetrascope.networks.computations.softmax import share
from tetrascope.protocol.networks import AnswerKind
from tetrascope.protocol.operations.computations import ComputationStep

_SIGMOID = "The number is squeezed into 0 to 1: how likely it is that this label holds, whatever holds beside it."


def probability(asked: Asked, kind: AnswerKind, own: float) -> ComputationStep:
    """The step from a logit to a probability, beside the one that is answered.

    Args:
        asked: the value of the logit.
        kind: what the answers mean.
        own: the probability that is answered.
    """
    logits: NDArray[np.float64] = asked.known.of(asked.output).astype(np.float64)
    x = float(logits[asked.at])
    if kind == "exclusive":
        step = share(asked, x, logits)
    else:
        step = asked.step("sigmoid", _SIGMOID, "1 / (1 + e⁻ˣ)", sigmoid(x), start=x)
    return step.model_copy(update={"own": own, "difference": abs(step.value - own), "largest": 1.0})
