"""Logits that were made of probabilities: patches answer as the whole network does, to the end that was added."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from tests.likeness import assert_alike

from tetrascope.analysis.masks import Box
from tetrascope.networks.dead_leaves import dead_leaves
from tetrascope.networks.network import Network
from tetrascope.networks.output_meaning import understand
from tetrascope.networks.probes import probe_pictures
from tetrascope.occlusion.masked_pass import MaskedPass

SIDE = 48


def body(image: Any, seed: int = 1) -> Any:
    he = keras.initializers.HeNormal(seed=seed)
    x = layers.Conv2D(8, 3, padding="same", activation="relu", kernel_initializer=he)(image)
    return layers.Conv2D(8, 3, strides=2, activation="relu", kernel_initializer=he)(x)


def head(maps: Any, units: int, activation: str, seed: int) -> Any:
    he = keras.initializers.HeNormal(seed=seed)
    return layers.Dense(units, activation, kernel_initializer=he)(layers.GlobalAveragePooling2D()(maps))


def heads(units: int, activation: str) -> Callable[[Any], Any]:
    """Several heads on one body, averaged."""

    def end(image: Any) -> Any:
        maps = body(image)
        return layers.Average()([head(maps, units, activation, seed) for seed in range(3)])

    return end


def members(image: Any) -> Any:
    """Whole networks side by side, averaged: no point that every path runs through, so nothing is done on patches."""
    return layers.Average()([head(body(image, seed), 5, "softmax", seed) for seed in range(3)])


def as_maps(image: Any) -> Any:
    """Softmax over maps of one position, averaged before they are flattened."""
    he = keras.initializers.HeNormal(seed=1)
    x = layers.GlobalAveragePooling2D(keepdims=True)(body(image))
    return layers.Average()([layers.Conv2D(5, 1, activation="softmax", kernel_initializer=he)(x) for _ in range(2)])


@pytest.mark.parametrize(
    ("end", "incremental"),
    [
        (heads(5, "softmax"), True),
        (heads(1, "sigmoid"), True),
        (heads(4, "sigmoid"), True),
        (as_maps, True),
        (members, False),
    ],
    ids=["classes", "one number", "labels", "maps", "members"],
)
def test_patches_answer_as_whole_pictures_do(end: Callable[[Any], Any], incremental: bool) -> None:
    image = keras.Input((SIDE, SIDE, 3))
    model = keras.Model(image, end(layers.Rescaling(1 / 255)(image)))
    understood = understand(model, probe_pictures(SIDE, SIDE).astype(np.float32), None)
    network = Network(
        network_id="own-net",
        title="Net",
        model=understood.model,
        preprocessing="none",
        weights_identity="none",
        source="file",
        answers=understood.answers,
    )
    passes = MaskedPass(network)
    passes.prepare()
    assert passes.incremental == incremental
    picture, fill = dead_leaves(np.random.default_rng(3), 2, (SIDE, SIDE))
    masks = [Box(top, left, 12, 12) for top in range(0, 37, 12) for left in range(0, 37, 12)]
    masked = np.repeat(picture[None], len(masks), axis=0)
    for copy, (top, left, height, width) in zip(masked, masks, strict=True):
        copy[top : top + height, left : left + width] = fill[top : top + height, left : left + width]
    own = np.asarray(model.predict(masked.astype(np.float32), verbose=0), np.float64).reshape(len(masks), -1)
    found = understood.answers.probabilities(passes.logits(picture, fill, masks))
    assert_alike(own, found[:, -own.shape[1] :], relative=0, absolute=1e-5)
