"""Scaling: a number is multiplied and shifted by numbers that belong to the network."""

from math import sqrt
from typing import Any

import keras
import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.places import Index, Place
from tetrascope.networks.computations.unknown import explain as explain_unknown

_SCALED = "The value is multiplied by one number, and another one is added."


def explain_rescaling(asked: Asked) -> Explained:
    """`Rescaling`: times a scale, plus an offset."""
    layer = asked.call.operation
    numbers = {"scale": _at(layer.scale, asked.at), "offset": _at(layer.offset, asked.at)}
    return asked.passed_on(
        "scaling",
        _SCALED,
        "x × scale + offset",
        Place(asked.call.inputs[0], asked.at),
        lambda x: x * numbers["scale"] + numbers["offset"],
        numbers,
    )


def explain_layer_scale(asked: Asked) -> Explained:
    """`LayerScale` of ConvNeXt: times a number that was learnt for the channel."""
    numbers = {"gamma": _at(asked.call.operation.gamma, asked.at)}
    return asked.passed_on(
        "scaling",
        "The value is multiplied by a number that was learnt for its channel.",
        "x × gamma",
        Place(asked.call.inputs[0], asked.at),
        lambda x: x * numbers["gamma"],
        numbers,
    )


def explain_normalization(asked: Asked) -> Explained:
    """`Normalization`: measured by the mean and variance of a data set."""
    layer = asked.call.operation
    if layer.invert:
        return explain_unknown(asked)
    mean, variance = (np.asarray(each, np.float64) for each in (layer.mean, layer.variance))
    numbers = {"mean": _at(_alone(mean), asked.at), "variance": _at(_alone(variance), asked.at)}
    return asked.passed_on(
        "normalisation",
        "The mean of the images of the training is taken away, and what is left is divided by how much they vary.",
        "(x − mean) / √variance",
        Place(asked.call.inputs[0], asked.at),
        lambda x: (x - numbers["mean"]) / max(sqrt(numbers["variance"]), keras.backend.epsilon()),
        numbers,
    )


def _alone(array: Any) -> Any:
    """Without an axis for the batch."""
    return array[0] if array.ndim and array.shape[0] == 1 and array.ndim > 1 else array


def _at(value: Any, index: Index) -> float:
    """A number's value at a place, spread over it as NumPy does."""
    array = np.asarray(value, np.float64)
    if array.ndim == 0:
        return float(array)
    kept = index[len(index) - array.ndim :]
    return float(array[tuple(0 if side == 1 else at for side, at in zip(array.shape, kept, strict=True))])
