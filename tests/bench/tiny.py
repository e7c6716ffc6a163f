"""A tiny network with a normalisation."""

import keras
import numpy as np

from tetrascope.analysis.fills import fill_image
from tetrascope.bench.subject import Subject
from tetrascope.networks.network import Network


def tiny_network(network_id: str = "tiny", *, fold: bool) -> Network:
    keras.utils.set_random_seed(1)
    image = keras.Input((32, 32, 3))
    x = keras.layers.Conv2D(6, 3, strides=2, padding="same", use_bias=False)(image)
    spread = keras.initializers.RandomUniform(0.5, 2.0)
    x = keras.layers.BatchNormalization(beta_initializer="random_normal", moving_variance_initializer=spread)(x)
    x = keras.layers.ReLU()(x)
    x = keras.layers.Conv2D(8, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return Network(
        network_id=network_id,
        title="Tiny",
        model=keras.Model(image, keras.layers.Dense(5)(x)),
        preprocessing="tf",
        weights_identity="seed 1",
        source="random",
        fold=fold,
    )


def tiny_subject(network_id: str = "tiny") -> Subject:
    image = np.random.default_rng(2).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return Subject(
        tiny_network(network_id, fold=False), tiny_network(network_id, fold=True), image, fill_image(image, "black")
    )
