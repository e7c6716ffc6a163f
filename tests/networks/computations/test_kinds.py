"""Every kind of operation with its options, beside plain Keras."""

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers, ops
from tests.networks.computations.told import assert_told, with_weights

from tetrascope.networks.geometry import _POINTWISE_ACTIVATIONS

KINDS: dict[str, tuple[Any, str]] = {
    "plain": (layers.Conv2D(4, 3), "convolution"),
    "strides": (layers.Conv2D(4, 3, strides=2, padding="same"), "convolution"),
    "uneven": (layers.Conv2D(4, (1, 4), strides=(3, 2), padding="same"), "convolution"),
    "dilation": (layers.Conv2D(4, 3, dilation_rate=(2, 3), padding="same", use_bias=False), "convolution"),
    "groups": (layers.Conv2D(6, 3, groups=2, activation="relu"), "convolution"),
    "softmaxed": (layers.Conv2D(6, 3, groups=2, activation="softmax"), "convolution"),
    "depthwise": (layers.DepthwiseConv2D(3, strides=2, padding="same"), "depthwise_convolution"),
    "depthwise twice": (
        layers.DepthwiseConv2D(3, depth_multiplier=2, dilation_rate=2, use_bias=False, activation="tanh"),
        "depthwise_convolution",
    ),
    "separable": (layers.SeparableConv2D(5, 3, padding="same"), "separable_convolution"),
    "separable twice": (
        layers.SeparableConv2D(5, 3, strides=2, depth_multiplier=3, use_bias=False, activation="silu"),
        "separable_convolution",
    ),
    "transposed": (layers.Conv2DTranspose(4, 3, strides=2, padding="same"), "transposed_convolution"),
    "transposed valid": (layers.Conv2DTranspose(4, 4, strides=(2, 3), use_bias=False), "transposed_convolution"),
    "transposed sparse": (layers.Conv2DTranspose(4, 2, strides=3, activation="relu"), "transposed_convolution"),
    "transposed padded": (
        layers.Conv2DTranspose(4, 3, strides=2, padding="same", output_padding=1),
        "transposed_convolution",
    ),
    "transposed dilated": (layers.Conv2DTranspose(4, 3, dilation_rate=2), "transposed_convolution"),
    "dense": (layers.Dense(5, activation="gelu"), "dense"),
    "dense softmax": (layers.Dense(5, activation="softmax"), "dense"),
    "dense alone": (layers.Dense(5, use_bias=False), "dense"),
    "max": (layers.MaxPooling2D(3, strides=2), "max_pooling"),
    "max same": (layers.MaxPooling2D((2, 3), strides=1, padding="same"), "max_pooling"),
    "mean": (layers.AveragePooling2D(3), "average_pooling"),
    "mean same": (layers.AveragePooling2D(3, strides=2, padding="same"), "average_pooling"),
    "global mean": (layers.GlobalAveragePooling2D(), "global_average_pooling"),
    "global mean kept": (layers.GlobalAveragePooling2D(keepdims=True), "global_average_pooling"),
    "global mean of rows": (layers.GlobalAveragePooling2D(data_format="channels_first"), "global_average_pooling"),
    "global max": (layers.GlobalMaxPooling2D(), "global_max_pooling"),
    "global max of rows": (
        layers.GlobalMaxPooling2D(data_format="channels_first", keepdims=True),
        "global_max_pooling",
    ),
    "batch": (layers.BatchNormalization(), "normalisation"),
    "batch bare": (layers.BatchNormalization(scale=False, center=False, epsilon=0.1), "normalisation"),
    "batch rows": (layers.BatchNormalization(axis=1), "normalisation"),
    "layer": (layers.LayerNormalization(), "layer_normalisation"),
    "layer box": (layers.LayerNormalization(axis=[1, 3], center=False), "layer_normalisation"),
    "data": (layers.Normalization(mean=[1.0, 2.0, 3.0, 4.0], variance=[4.0, 1.0, 9.0, 0.5]), "normalisation"),
    "rescaling": (layers.Rescaling(0.5, offset=-1.0), "scaling"),
    "rescaling each": (layers.Rescaling([0.5, 1.0, 2.0, 3.0], offset=1.0), "scaling"),
    "dropout": (layers.Dropout(0.5), "unchanged"),
    "padding": (layers.ZeroPadding2D(((1, 2), (3, 0))), "padding"),
    "padding rows": (layers.ZeroPadding2D(1, data_format="channels_first"), "padding"),
    "cropping": (layers.Cropping2D(((1, 2), (3, 0))), "cropping"),
    "centre": (layers.CenterCrop(4, 4), "cropping"),
    "upsampling": (layers.UpSampling2D((2, 3)), "upsampling"),
    "upsampling rows": (layers.UpSampling2D(2, data_format="channels_first"), "upsampling"),
    "interpolation": (layers.UpSampling2D((2, 3), interpolation="bilinear"), "interpolation"),
    "flatten": (layers.Flatten(), "rearrangement"),
    "reshape": (layers.Reshape((-1, 8)), "rearrangement"),
    "permute": (layers.Permute((3, 1, 2)), "rearrangement"),
    "softmax": (layers.Softmax(), "softmax"),
    "softmax rows": (layers.Softmax(axis=1), "softmax"),
    "softmax named": (layers.Activation("softmax"), "softmax"),
    "prelu": (layers.PReLU(shared_axes=[1, 2]), "activation"),
    "relu": (layers.ReLU(max_value=1.0, negative_slope=0.25, threshold=0.25), "activation"),
    "leaky": (layers.LeakyReLU(negative_slope=0.125), "activation"),
    "elu": (layers.ELU(alpha=0.5), "activation"),
}
"""A layer, and the kind of the step that stands for it; it takes maps of 9 x 8 with 4 channels."""


@pytest.mark.parametrize("name", KINDS)
def test_a_layer_is_told_as_keras_computes_it(name: str) -> None:
    layer, kind = KINDS[name]
    image = keras.Input((9, 8, 4))
    try:
        steps = assert_told(with_weights(keras.Model(image, layer(image))))
    except tf.errors.InvalidArgumentError as error:
        if "do not yet support dilation" not in str(error):
            raise
        pytest.skip("TensorFlow computes this layer on a processor with oneDNN only.")
    assert kind in [step.kind for step in steps]


BENT = {
    "sigmoid", "hard_sigmoid", "tanh", "silu", "swish", "hard_silu", "hard_swish", "softplus", "softsign", "mish",
    "exponential", "log_sigmoid", "selu", "linear", "relu", "relu6", "leaky_relu", "gelu", "elu", "celu",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_POINTWISE_ACTIVATIONS - {"threshold"}))  # it has no defaults
def test_an_activation_is_told_by_name_and_within_a_layer(name: str) -> None:
    image = keras.Input((5, 5, 3))
    for output in (layers.Activation(name)(image), layers.Conv2D(3, 1, activation=name)(image)):
        assert_told(with_weights(keras.Model(image, output)), known=name in BENT)


OPERATIONS: dict[str, Any] = {
    "relu": ops.relu,
    "relu6": ops.relu6,
    "leaky_relu": lambda x: ops.leaky_relu(x, negative_slope=0.3),
    "gelu": ops.gelu,
    "gelu exact": lambda x: ops.gelu(x, approximate=False),
    "silu": ops.silu,
    "elu": lambda x: ops.elu(x, alpha=2.0),
    "celu": lambda x: ops.celu(x, alpha=2.0),
    "hard_silu": ops.hard_silu,
    "softmax": lambda x: ops.softmax(x, axis=-1),
    "sum with a number": lambda x: x + 3.0,
    "number first": lambda x: 3.0 - x,
    "scaled by an array": lambda x: x * np.array([1.0, 2.0, 3.0], np.float32),
    "divided": lambda x: x / 127.5,
    "one channel": lambda x: x[..., 1:2],
    "stacked": lambda x: ops.concatenate([x, x * 2.0], axis=1),
    "padded": lambda x: ops.pad(x, ((0, 0), (1, 1), (2, 0), (0, 0)), mode="reflect"),
    "padded by a number": lambda x: ops.pad(x, ((0, 0), (1, 1), (2, 0), (0, 0)), constant_values=7.0),
    "transposed": lambda x: ops.transpose(x, (0, 2, 3, 1)),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_keras_is_told_too(name: str) -> None:
    image = keras.Input((5, 6, 3))
    assert_told(keras.Model(image, OPERATIONS[name](image)))


MERGES: dict[str, tuple[Any, str]] = {
    "add": (layers.Add(), "addition"),
    "subtract": (layers.Subtract(), "subtraction"),
    "multiply": (layers.Multiply(), "multiplication"),
    "average": (layers.Average(), "average"),
    "maximum": (layers.Maximum(), "maximum"),
    "minimum": (layers.Minimum(), "minimum"),
    "concatenate": (layers.Concatenate(), "concatenation"),
    "concatenate rows": (layers.Concatenate(axis=1), "concatenation"),
    "quotient": (lambda both: both[0] / both[1], "division"),
}


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_is_told_as_keras_computes_it(name: str) -> None:
    merge, kind = MERGES[name]
    image = keras.Input((4, 4, 3))
    branches = [layers.Conv2D(3, 1)(image), layers.Conv2D(3, 3, padding="same", activation="sigmoid")(image)]
    steps = assert_told(with_weights(keras.Model(image, merge(branches))))
    assert kind in [step.kind for step in steps]


def test_a_map_scaled_by_one_value_as_in_squeeze_and_excite_is_told() -> None:
    image = keras.Input((4, 4, 3))
    scale = layers.Reshape((1, 1, 3))(layers.GlobalAveragePooling2D()(image))
    steps = assert_told(keras.Model(image, layers.Multiply()([image, layers.Activation("sigmoid")(scale)])))
    assert [(term.top, term.left) for term in steps[-1].terms][1] == (0, 0)


def test_a_large_map_that_is_pooled_is_told_by_its_largest_values() -> None:
    image = keras.Input((40, 40, 2))
    for layer in (layers.GlobalAveragePooling2D(), layers.GlobalMaxPooling2D()):
        steps = assert_told(keras.Model(image, layer(image)))
        assert all(len(term.values) == 1 for term in steps[-1].terms)


def test_values_beyond_the_map_are_zeros_at_places_beyond_it() -> None:
    image = keras.Input((4, 4, 1))
    padded = layers.ZeroPadding2D(1)(image)
    (step, *_) = assert_told(with_weights(keras.Model(image, layers.Conv2D(1, 3)(padded))), count=0)
    # The last value is that of the lower right corner: it reads the image, not the padded map.
    assert (step.terms[0].top, step.terms[0].left) == (2, 2)
    assert step.sources[0].is_input
    assert np.reshape(step.terms[0].values, (3, 3))[2].tolist() == [0, 0, 0]


def test_a_zero_that_was_laid_around_a_map_can_be_the_largest() -> None:
    image = keras.Input((2, 2, 2))  # each window of two by two has one value of it, and three zeros
    steps = assert_told(keras.Model(image, layers.MaxPooling2D(2)(layers.ZeroPadding2D(1)(-ops.abs(image)))))
    assert steps[-1].value == 0


class Own(layers.Layer):
    def call(self, x: Any) -> Any:
        return x * 2 + 1


class OwnModel(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.dense = layers.Dense(3)

    def call(self, x: Any) -> Any:
        return self.dense(x)


@pytest.mark.parametrize("layer", [Own(), layers.Lambda(lambda x: x + 1), OwnModel(), layers.GroupNormalization(1)])
def test_of_an_unknown_kind_only_what_comes_out_is_told(layer: Any) -> None:
    image = keras.Input((4, 4, 2))
    (step,) = assert_told(keras.Model(image, layer(image)), known=False)
    assert type(layer).__name__ in step.sentence
    assert (step.terms, step.difference) == ([], None)
    assert step.own == step.value
    assert [source.is_input for source in step.sources] == [True]
