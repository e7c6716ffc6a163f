"""A new head on the layers of another network."""

import keras
from keras import layers


def build_head(features: int, class_count: int, seed: int) -> keras.Model:
    """A dense layer alone, from (n, features) to logits (n, class_count)."""
    pooled = keras.Input((features,), name="features")
    return keras.Model(pooled, dense_head(features, class_count, seed)(pooled), name="head")


def dense_head(features: int, class_count: int, seed: int) -> keras.Layer:
    """The layer that makes logits of pooled features."""
    start = keras.initializers.GlorotUniform(seed=seed * 1000)
    layer = layers.Dense(class_count, kernel_initializer=start, name="logits")
    layer.build((None, features))
    return layer
