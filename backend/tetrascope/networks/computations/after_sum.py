"""What follows the sum of a convolution or of a dense layer within the same operation: bias, a normalisation that was
folded into it, activation."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.computations.activation import bend
from tetrascope.networks.computations.asked import Asked
from tetrascope.networks.computations.batch_normalisation import normalise
from tetrascope.networks.computations.softmax import share
from tetrascope.networks.geometry import activation_name
from tetrascope.protocol.operations.computations import ComputationStep

Doubles = NDArray[np.float64]


def unfolded(asked: Asked, kernel: Any, channel: int) -> Doubles:
    """The weights of one channel as they were trained, before a normalisation was folded into them."""
    weights = np.asarray(kernel, np.float64)
    folded = asked.known.graph.folded.get(asked.call.name)
    scale = 1.0 if folded is None else float(folded.scale[channel])
    return weights if scale == 0 else weights / scale  # what is multiplied by 0 is lost, and plays no part


def after_sum(
    asked: Asked, channel: int, total: float, all_sums: Callable[[], Doubles] | None = None
) -> list[ComputationStep]:
    """The steps after a sum.

    Args:
        asked: the value.
        channel: its place among those that have a bias.
        total: the sum.
        all_sums: of every channel there, bias included, for an activation that puts them on one scale.
    """
    layer, x, steps = asked.call.operation, total, []
    folded = asked.known.graph.folded.get(asked.call.name)
    bias = folded.bias if folded is not None else np.asarray(layer.bias) if layer.use_bias else None
    if bias is not None:
        numbers = {"bias": float(bias[channel])}
        start, x = x, x + numbers["bias"]
        steps.append(
            asked.step("bias", "The bias of this channel is added.", "x + bias", x, start=start, numbers=numbers)
        )
    if folded is not None:
        steps.append(normalise(asked, x, folded.numbers(channel), operation=folded.operation))
        x = steps[-1].value
    if activation_name(layer) == "softmax" and all_sums is not None:
        steps.append(share(asked, x, all_sums()))
    elif activation_name(layer) not in ("", "linear"):
        steps.append(bend(asked, layer.activation, x))
    return steps
