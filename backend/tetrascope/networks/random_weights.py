"""Random weights that make a network worth looking at.

They know nothing, but are the same at each start, and the network answers differently for different images. With
Keras's own start values deep networks answer the same class for everything.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.preprocessing import PreprocessingMode, preprocess

SEED = 0
RANDOM_IDENTITY = f"random-{SEED}"
"""Names these weights in cache keys."""
_IMAGES = 4
"""Images that normalisations are fitted to."""
_SPREAD = 2.0
"""Standard deviation of the logits: no class is certain, none is impossible."""


def randomize_weights(model: keras.Model, preprocessing: PreprocessingMode) -> None:
    """Give a network seeded random weights, in place.

    Kernels are drawn as He et al. 2015 ("Delving deep into rectifiers") say; normalisations are fitted to a few
    images of smooth noise, and the last layer is scaled to logits of mean 0 and deviation 2 over those images. Uses a
    generator of its own: the global random state is neither read nor changed.

    Args:
        model: takes (n, rows, columns, 3), ends in logits (n, classes).
        preprocessing: how the network wants its pixels.
    """
    generator = np.random.default_rng(SEED)
    for layer in model.layers:
        for variable in layer.weights:
            if "kernel" in variable.name:
                variable.assign(_he_normal(generator, tuple(variable.shape), _fan_in(layer, variable)))
    pixels = _smooth_noise(generator, tuple(model.inputs[0].shape[1:3]))
    images = preprocess(pixels, preprocessing)
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


def _smooth_noise(generator: np.random.Generator, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Blots of colour, (n, rows, columns, 3)."""
    coarse = generator.uniform(0, 255, (_IMAGES, 8, 8, 3)).astype(np.float32)
    smooth = keras.ops.convert_to_numpy(keras.ops.image.resize(coarse, size, interpolation="bilinear"))
    pixels: NDArray[np.uint8] = np.clip(smooth, 0, 255).astype(np.uint8)
    return pixels


def _fit_normalisations(model: keras.Model, images: NDArray[np.float32]) -> None:
    """Set every batch normalisation's mean and variance to those of what it meets."""
    if not any(isinstance(layer, keras.layers.BatchNormalization) for layer in model.layers):
        return
    with _set_aside(model, "momentum", 0.0), _set_aside(model, "rate", 0.0):
        model(images, training=True)


@contextmanager
def _set_aside(model: keras.Model, name: str, value: float) -> Iterator[None]:
    """Give all layers another value of an attribute for a while."""
    before = [(layer, getattr(layer, name)) for layer in model.layers if hasattr(layer, name)]
    for layer, _ in before:
        setattr(layer, name, value)
    try:
        yield
    finally:
        for layer, old in before:
            setattr(layer, name, old)


def _spread_logits(model: keras.Model, images: NDArray[np.float32]) -> None:
    last = next(layer for layer in reversed(model.layers) if hasattr(layer, "kernel"))
    logits = keras.ops.convert_to_numpy(model(images, training=False))
    middle = logits.mean(axis=0)
    deviation = float((logits - middle).std())
    if not math.isfinite(deviation) or deviation == 0:
        return
    scale = _SPREAD / deviation
    last.kernel.assign(last.kernel * scale)
    if last.bias is not None:
        last.bias.assign((last.bias - middle) * scale)
