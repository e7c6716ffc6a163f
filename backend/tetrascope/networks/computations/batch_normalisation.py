"""Batch normalisation: a number is measured by what its map's values were in training (Ioffe & Szegedy 2015)."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.places import Place
from tetrascope.networks.computations.unknown import explain as explain_unknown
from tetrascope.protocol.operations.computations import ComputationStep

_SENTENCE = (
    "The mean that this map had in training is taken away, what is left is divided by how much its values varied, and "
    "the result is stretched and shifted by two numbers that were learnt."
)
_FORMULA = "(x − mean) / √(variance + epsilon) × gamma + beta"


def normalised(x: float, numbers: Mapping[str, float]) -> float:
    """The number in the map's own measure."""
    scaled = (x - numbers["mean"]) / sqrt(numbers["variance"] + numbers["epsilon"])
    return scaled * numbers["gamma"] + numbers["beta"]


def normalise(asked: Asked, x: float, numbers: Mapping[str, float], operation: str) -> ComputationStep:
    """The step of a normalisation that a convolution has taken in."""
    return asked.step(
        "normalisation",
        _SENTENCE,
        _FORMULA,
        normalised(x, numbers),
        start=x,
        numbers=numbers,
        operation=operation,
    )


def explain(asked: Asked) -> Explained:
    """The normalised value."""
    layer, place = asked.call.operation, Place(asked.call.inputs[0], asked.at)
    if asked.call.kwargs.get("training") is True:
        return explain_unknown(asked)
    axis = keras_axis(layer.axis) % (len(asked.at) + 1)
    channel = asked.at[axis - 1]
    numbers = {
        "mean": float(np.asarray(layer.moving_mean)[channel]),
        "variance": float(np.asarray(layer.moving_variance)[channel]),
        "epsilon": float(layer.epsilon),
        "gamma": float(np.asarray(layer.gamma)[channel]) if layer.scale else 1.0,
        "beta": float(np.asarray(layer.beta)[channel]) if layer.center else 0.0,
    }
    return asked.passed_on("normalisation", _SENTENCE, _FORMULA, place, lambda x: normalised(x, numbers), numbers)


def keras_axis(axis: Any) -> int:
    """An axis that older files keep as a list of one."""
    return int(axis[0] if isinstance(axis, list | tuple) else axis)
