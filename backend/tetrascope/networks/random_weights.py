"""Random weights that make a network worth looking at.

They know nothing, but are the same at each start, and the network answers differently for different images. With
Keras's own start values deep networks answer the same class for everything.
"""

import math
from collections import Counter
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.dead_leaves import dead_leaves
from tetrascope.networks.graph import read_graph
from tetrascope.networks.network_input import NetworkInput

SEED = 0
RANDOM_IDENTITY = f"random-{SEED}"
"""Names these weights in cache keys."""
_IMAGES = 8
"""Pictures that normalisations are fitted to."""
_SPREAD = 2.0
"""Standard deviation of the logits: no class is certain, none is impossible."""


def randomize_weights(model: keras.Model, network_input: NetworkInput) -> None:
    """Give a network seeded random weights, in place.

    Kernels are drawn as He et al. 2015 ("Delving deep into rectifiers") say; normalisations are fitted to a few
    made-up pictures, and the last layer is scaled to logits of mean 0 and deviation 2 over those pictures. Uses a
    generator of its own: the global random state is neither read nor changed.

    Args:
        model: takes (n, rows, columns, channels), ends in logits (n, classes); no normalisation in a nested model.
        network_input: how it wants its pixels.
    """
    generator = np.random.default_rng(SEED)
    for layer in model.layers:
        for variable in layer.weights:
            if "kernel" in variable.name:
                variable.assign(_he_normal(generator, tuple(variable.shape), _fan_in(layer, variable)))
    images = network_input.prepare(dead_leaves(generator, _IMAGES, network_input.size))
    _fit_normalisations(model, images)
    _spread_logits(model, images)


def _he_normal(generator: np.random.Generator, shape: tuple[int, ...], fan_in: int) -> NDArray[np.float32]:
    values = generator.standard_normal(shape, dtype=np.float32)
    return values * np.float32(math.sqrt(2 / fan_in))


def _fan_in(layer: Any, variable: Any) -> int:
    """Numbers that one output is the sum of."""
    shape = tuple(variable.shape)
    is_depthwise = isinstance(layer, keras.layers.DepthwiseConv2D) or "depthwise" in variable.name
    return math.prod(shape[:2]) if is_depthwise else math.prod(shape[:-1])


def _fit_normalisations(model: keras.Model, images: NDArray[np.float32]) -> None:
    """Set every batch normalisation's mean and variance to those of what it meets.

    Channels that hardly vary in these pictures get a tenth of their layer's mean variance: they would blow up at the
    first picture in which they do vary.
    """
    fitted = [layer for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]
    if not fitted:
        return
    _classify(model, images, fit=True)
    for layer in fitted:
        variance = keras.ops.convert_to_numpy(layer.moving_variance)
        layer.moving_variance.assign(np.maximum(variance, variance.mean() / 10))


def _spread_logits(model: keras.Model, images: NDArray[np.float32]) -> None:
    last = next(layer for layer in reversed(model.layers) if hasattr(layer, "kernel"))
    logits = _classify(model, images)
    middle = logits.mean(axis=0)
    deviation = float((logits - middle).std())
    if not math.isfinite(deviation) or deviation == 0:
        return
    scale = _SPREAD / deviation
    last.kernel.assign(last.kernel * scale)
    if last.bias is not None:
        last.bias.assign((last.bias - middle) * scale)


def _classify(model: keras.Model, images: NDArray[np.float32], *, fit: bool = False) -> NDArray[np.float32]:
    """Logits, (n, classes), call by call: maps go as soon as nothing reads them any more. Keras would keep all, which
    takes over 20 GB where networks are large.

    Args:
        model: the network.
        images: as it wants them.
        fit: whether each normalisation is given the mean and variance of what it meets, before it is computed.
    """
    calls = read_graph(model)
    waiting = Counter(id(tensor) for call in calls for tensor in call.inputs)
    values: dict[int, Any] = {id(model.inputs[0]): images}
    waiting[id(model.outputs[0])] += 1
    for call in calls:
        if not call.inputs:
            continue
        if fit and isinstance(call.operation, keras.layers.BatchNormalization):
            _fit(call.operation, values[id(call.inputs[0])])
        values.update((id(old), new) for old, new in zip(call.outputs, call.compute(values), strict=True))
        waiting.subtract(id(tensor) for tensor in call.inputs)
        for tensor in call.inputs:
            if not waiting[id(tensor)]:
                values.pop(id(tensor), None)
    return np.asarray(keras.ops.convert_to_numpy(values[id(model.outputs[0])]))


def _fit(normalisation: keras.layers.BatchNormalization, values: Any) -> None:
    axes = [axis for axis in range(len(values.shape)) if axis != normalisation.axis % len(values.shape)]
    mean, variance = keras.ops.moments(values, axes)
    normalisation.moving_mean.assign(mean)
    normalisation.moving_variance.assign(variance)
