"""A small network that is trained from nothing, made to be looked into.

Each block halves the map: a convolution of 3 by 3, batch normalisation (Ioffe & Szegedy 2015), ReLU, and the largest
of 2 by 2. Global average pooling and one dense layer end it (Lin, Chen & Yan 2014, "Network In Network"), so that what
each last map says for a class can be told exactly.
"""

import keras
from keras import layers

MOMENTUM = 0.9
"""Of the moving averages of batch normalisation: an epoch of a small set has few steps."""


def build_scratch_network(
    height: int, width: int, channels: int, filters: list[int], class_count: int, seed: int
) -> keras.Model:
    """The network with its first weights (He et al. 2015), which depend on the seed alone.

    Returns:
        A functional model from (n, height, width, channels), scaled to 0..1, to logits (n, class_count).
    """
    image = keras.Input((height, width, channels), name="image")
    x = image
    for number, count in enumerate(filters, start=1):
        start = keras.initializers.HeNormal(seed=seed * 1000 + number)
        x = layers.Conv2D(
            count, 3, padding="same", use_bias=False, kernel_initializer=start, name=f"block{number}_conv"
        )(x)
        x = layers.BatchNormalization(momentum=MOMENTUM, name=f"block{number}_norm")(x)
        x = layers.ReLU(name=f"block{number}_relu")(x)
        if number < len(filters):
            x = layers.MaxPooling2D(name=f"block{number}_pool")(x)
    x = layers.GlobalAveragePooling2D(name="head_pool")(x)
    return keras.Model(image, dense_head(x.shape[-1], class_count, seed)(x), name="scratch")


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
