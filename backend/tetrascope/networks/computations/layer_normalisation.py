"""Layer normalisation: a number is measured by its neighbours along some axes (Ba, Kiros & Hinton 2016)."""

import keras
import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.batch_normalisation import normalised
from tetrascope.networks.computations.places import Place

_SENTENCE = (
    "The mean of all numbers at this place is taken away, what is left is divided by how much they vary, and the "
    "result is stretched and shifted by two numbers that were learnt."
)
_FORMULA = "(x − mean) / √(variance + epsilon) × gamma + beta"


def explain(asked: Asked) -> Explained:
    """The normalised value; mean and variance are those of the whole line, or box, that it is measured by."""
    layer, source, known = asked.call.operation, asked.call.inputs[0], asked.known
    rank = len(asked.at) + 1
    axes = sorted(int(axis) % rank - 1 for axis in keras.tree.flatten(layer.axis))
    line = known.of(source)[tuple(slice(None) if at in axes else index for at, index in enumerate(asked.at))]
    values = line.astype(np.float64)
    own = tuple(asked.at[axis] for axis in axes)
    mean_alone = bool(getattr(layer, "rms_scaling", False))
    numbers = {
        "mean": 0.0 if mean_alone else float(values.mean()),
        "variance": float((values**2).mean() if mean_alone else values.var()),
        "epsilon": float(layer.epsilon),
        "gamma": float(np.asarray(layer.gamma)[own]) if layer.scale or mean_alone else 1.0,
        "beta": float(np.asarray(layer.beta)[own]) if layer.center and not mean_alone else 0.0,
    }
    if numbers["variance"] + numbers["epsilon"] <= 0:
        numbers["epsilon"] = np.finfo(np.float64).tiny - numbers["variance"]
    place = Place(source, asked.at)
    x = known.at(place)
    step = asked.step(
        "layer_normalisation",
        _SENTENCE,
        _FORMULA,
        normalised(x, numbers),
        terms=asked.values([place]),
        start=x,
        numbers={**numbers, "count": values.size},
    )
    return Explained([step])
