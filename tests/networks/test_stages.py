"""Stages of small networks: by hand, and against what changes when a pixel of the input does."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keras import layers, ops
from tests.networks.fields import assert_fields_are_what_changes, holds, hull, positive

from tetrascope.errors import InvalidInput
from tetrascope.networks.flatten import flatten
from tetrascope.networks.receptive_field import Region, receptive_field
from tetrascope.networks.stages import trace_network
from tetrascope.protocol.receptive_field import Edge, Step


def one_step(layer: Any, size: int) -> tuple[int, Step]:
    """Size of the output of a layer over `size` positions, and how it reads them."""
    image = keras.Input((size, size, 2))
    last = trace_network(keras.Model(image, layer(image))).stages[-1]
    assert last.edges[0].rows == last.edges[0].columns
    assert last.edges[0].rows is not None
    return last.height, last.edges[0].rows


def step(kernel: int, stride: int, padding: int, dilation: int) -> Step:
    return Step(kernel=kernel, stride=stride, padding=padding, dilation=dilation)


@pytest.mark.parametrize(
    ("layer", "size", "expected"),
    [
        (layers.Conv2D(2, 3, padding="same"), 7, (7, step(3, 1, 1, 1))),
        (layers.Conv2D(2, 3, strides=2, padding="same"), 7, (4, step(3, 2, 1, 1))),
        (layers.Conv2D(2, 3, strides=2, padding="same"), 8, (4, step(3, 2, 0, 1))),
        (layers.Conv2D(2, 2, padding="same"), 7, (7, step(2, 1, 0, 1))),
        (layers.Conv2D(2, 3, dilation_rate=2), 9, (5, step(3, 1, 0, 2))),
        (layers.Conv2D(2, 3, dilation_rate=2, padding="same"), 9, (9, step(3, 1, 2, 2))),
        (layers.Conv2D(2, 1, strides=2, padding="same"), 7, (4, step(1, 2, 0, 1))),
        (layers.Conv2D(2, 3, groups=2), 7, (5, step(3, 1, 0, 1))),
        (layers.DepthwiseConv2D(5, strides=2, padding="same"), 9, (5, step(5, 2, 2, 1))),
        (layers.SeparableConv2D(2, 3, padding="same"), 7, (7, step(3, 1, 1, 1))),
        (layers.MaxPooling2D(2), 7, (3, step(2, 2, 0, 1))),
        (layers.MaxPooling2D(3, strides=2, padding="same"), 8, (4, step(3, 2, 0, 1))),
        (layers.AveragePooling2D(3, strides=1, padding="same"), 7, (7, step(3, 1, 1, 1))),
        (layers.ZeroPadding2D(2), 7, (11, step(1, 1, 2, 1))),
        (layers.Cropping2D(((1, 2), (1, 2))), 7, (4, step(1, 1, -1, 1))),
    ],
)
def test_geometry_of_one_layer(layer: Any, size: int, expected: tuple[int, Step]) -> None:
    assert one_step(layer, size) == expected


def test_point_by_point_operations_add_no_stage() -> None:
    image = keras.Input((6, 6, 3), name="image")
    x = layers.Rescaling(1 / 255, name="rescale")(image)
    x = layers.Conv2D(4, 3, padding="same", name="conv")(x)
    x = layers.BatchNormalization(name="norm")(x)
    x = layers.Dropout(0.5, name="drop")(x)
    y = ops.relu6(x + 3.0)
    x = layers.LayerNormalization(name="layer_norm")(x * y)
    trace = trace_network(keras.Model(image, x))
    assert [stage.name for stage in trace.stages] == ["image", "conv"]
    assert trace.stage_of["rescale"] == 0
    assert trace.stage_of["norm"] == trace.stage_of["layer_norm"] == 1


def test_merges_read_each_branch_at_the_same_place() -> None:
    image = keras.Input((6, 6, 3), name="image")
    left = layers.Conv2D(4, 1, name="left")(image)
    right = layers.Conv2D(4, 3, padding="same", name="right")(image)
    for merge in (layers.Add, layers.Concatenate, layers.Multiply, layers.Maximum, layers.Average):
        stages = trace_network(keras.Model(image, merge(name="merge")([left, right]))).stages
        assert [stage.name for stage in stages] == ["image", "left", "right", "merge"]
        here = step(1, 1, 0, 1)
        assert stages[3].edges == [Edge(source=i, whole=False, rows=here, columns=here) for i in (1, 2)]


def test_squeeze_and_excite_reads_the_whole_map() -> None:
    image = keras.Input((6, 6, 3), name="image")
    x = layers.Conv2D(4, 1, name="conv")(image)
    squeezed = layers.Reshape((1, 1, 4), name="reshape")(layers.GlobalAveragePooling2D()(x))
    excited = layers.Conv2D(4, 1, activation="sigmoid", name="excite")(squeezed)
    stages = trace_network(keras.Model(image, layers.Multiply(name="scale")([x, excited]))).stages
    assert [stage.name for stage in stages] == ["image", "conv", "reshape", "excite", "scale"]
    assert [(edge.source, edge.whole) for edge in stages[4].edges] == [(1, False), (3, True)]
    assert receptive_field(stages, 4, Region(0, 0, 0, 0)) == Region(0, 0, 5, 5)


class Mystery(keras.Layer):
    """Reverses the rows; nothing but running it tells."""

    def call(self, x: Any) -> Any:
        return x[:, ::-1]


@pytest.mark.parametrize(
    "layer",
    [
        Mystery(),
        layers.UpSampling2D(2),
        layers.Conv2DTranspose(2, 3),
        layers.GroupNormalization(1),
        layers.LayerNormalization(axis=[1, 2, 3]),
        layers.Permute((2, 1, 3)),
        layers.Activation(lambda x: x - keras.ops.mean(x)),
        layers.Dense(3, activation=lambda x: x - keras.ops.mean(x)),
        layers.BatchNormalization(),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_what_is_not_known_to_be_local_reads_everything(layer: Any) -> None:
    image = keras.Input((6, 6, 3))
    output = layer(image, training=True) if isinstance(layer, layers.BatchNormalization) else layer(image)
    stages = trace_network(keras.Model(image, output)).stages
    assert [edge.whole for edge in stages[-1].edges] == [True]
    assert receptive_field(stages, 1, Region(0, 0, 0, 0)) == Region(0, 0, 5, 5)


def test_a_layer_used_twice_makes_two_stages() -> None:
    image = keras.Input((9, 9, 3), name="image")
    conv = layers.Conv2D(3, 3, name="conv")
    trace = trace_network(keras.Model(image, conv(conv(image))))
    assert [(stage.name, stage.height) for stage in trace.stages] == [("image", 9), ("conv", 7), ("conv:2", 5)]


def test_a_size_that_is_not_fixed_is_refused() -> None:
    image = keras.Input((None, None, 3))
    with pytest.raises(InvalidInput, match="fixed size"):
        trace_network(keras.Model(image, layers.Conv2D(2, 3)(image)))


def test_channels_first_is_refused() -> None:
    image = keras.Input((3, 8, 8))
    with pytest.raises(InvalidInput, match="channels last"):
        trace_network(keras.Model(image, layers.MaxPooling2D(2, data_format="channels_first")(image)))


def rgb_to_bgr(x: Any) -> Any:
    return ops.stack([x[..., channel] for channel in reversed(range(x.shape[-1]))], axis=-1) + 1.0


def on_tokens(x: Any) -> Any:
    _, rows, columns, channels = x.shape
    tokens = layers.Reshape((rows * columns, channels))(x)
    tokens = layers.LayerNormalization()(layers.Dense(3, kernel_initializer=positive(1))(tokens)) + tokens[..., :1]
    return layers.Reshape((rows, columns, 3))(tokens)


def channels_first(x: Any) -> Any:
    first = ops.transpose(x, (0, 3, 1, 2))
    return ops.moveaxis(ops.flip(first, axis=1) * np.float32(2), 1, -1)


def shuffled(x: Any) -> Any:
    _, rows, columns, channels = x.shape
    apart = ops.reshape(x, (-1, rows, columns, 2, channels // 2))
    return ops.reshape(ops.swapaxes(apart, 3, 4), (-1, rows, columns, channels))


def turned_and_back(x: Any) -> Any:
    return layers.Permute((2, 1, 3))(ops.flip(layers.Permute((2, 1, 3))(ops.flip(x, axis=1) + 1.0), axis=2))


def vgg_inside(x: Any) -> Any:
    return keras.applications.vgg16.preprocess_input(ops.concatenate([x, x[..., :1]], axis=-1)) + 200.0


CHANNEL_WORK: dict[str, Callable[[Any], Any]] = {
    "reversed": lambda x: x[..., ::-1],
    "reversed, in full": lambda x: x[:, :, :, ::-1],
    "flipped": lambda x: ops.flip(x, axis=-1),
    "taken": lambda x: ops.take(x, [1, 0], axis=-1),
    "rolled": lambda x: ops.roll(x, 1, axis=3),
    "one of them": lambda x: x[..., 1:],
    "split": lambda x: ops.concatenate(ops.split(x, 2, axis=-1)[::-1], axis=-1),
    "unstacked": lambda x: ops.expand_dims(ops.unstack(x, axis=-1)[1], -1),
    "stacked anew": rgb_to_bgr,
    "keras's preprocessing": vgg_inside,
    "repeated": lambda x: ops.repeat(x[..., :1], 3, axis=-1),
    "tiled": lambda x: ops.tile(x, (1, 1, 1, 2)),
    "mean": lambda x: ops.mean(x, axis=-1, keepdims=True),
    "largest": lambda x: ops.expand_dims(ops.max(x, axis=3), 3),
    "grey": lambda x: ops.image.rgb_to_grayscale(ops.concatenate([x, x[..., :1]], axis=-1)),
    "gate": lambda x: x * ops.max(x, axis=-1, keepdims=True),
    "layer normalisation": layers.LayerNormalization(axis=-1),
    "fixed normalisation": lambda x: layers.Normalization(mean=[1.0, 2.0], variance=[1.0, 4.0])(x),
    "unit length": lambda x: ops.normalize(x, axis=-1),
    "scaled": layers.Rescaling([0.5, 2.0], offset=3.0),
    "divided": lambda x: (x - np.array([0.1, 0.2], np.float32)) / np.array([2, 3], np.float32),
    "matrix": lambda x: ops.matmul(x, np.array([[1, 2, 0], [1, 0, 1]], np.float32)),
    "equation": lambda x: layers.EinsumDense("abcd,de->abce", (*x.shape[1:3], 3), kernel_initializer=positive(1))(x),
    "dense, softmax": layers.Dense(2, activation="softmax", kernel_initializer=positive(0.01)),
    "tokens": on_tokens,
    "channels first": channels_first,
    "shuffled": shuffled,
    "turned and back": turned_and_back,
    "squeezed": lambda x: ops.squeeze(x[..., :1], axis=-1)[..., None],
    "broadcast": lambda x: x[..., :1] * np.ones((1, 1, 3), np.float32),
    "where": lambda x: ops.where(x > 0.0, x, 0.0),
    "identity": layers.Permute((1, 2, 3)),
}


@pytest.mark.parametrize("kind", CHANNEL_WORK)
def test_what_only_touches_channels_adds_no_stage(kind: str) -> None:
    image = keras.Input((6, 5, 2), name="image")
    x = layers.Conv2D(2, 3, padding="same", name="conv", kernel_initializer=positive(1))(image)
    x = layers.Conv2D(2, (2, 3), name="last", kernel_initializer=positive(1))(CHANNEL_WORK[kind](x))
    model = flatten(keras.Model(image, x))
    assert [stage.name for stage in trace_network(model).stages] == ["image", "conv", "last"]
    assert_fields_are_what_changes(model)


def focus(x: Any) -> Any:
    return ops.concatenate([x[:, ::2, ::2], x[:, 1::2, ::2], x[:, ::2, 1::2], x[:, 1::2, 1::2]], axis=-1)


POSITION_WORK: dict[str, Callable[[Any], Any]] = {
    "cut out": lambda x: x[:, 1:-1, 2:],
    "every other": lambda x: x[:, ::2, 1::2],
    "focus": focus,
    "sum of neighbours": lambda x: 2 * x[:, 1:] + x[:, :-1],
    "padded": lambda x: ops.pad(x, ((0, 0), (2, 1), (0, 3), (0, 0))),
    "cut from the middle": layers.CenterCrop(2, 4),
    "a row's mean": lambda x: ops.mean(x, axis=2, keepdims=True),
    "a column's largest": lambda x: ops.max(x, axis=1)[:, None],
    "patches as channels": lambda x: ops.reshape(
        ops.transpose(ops.reshape(x, (-1, 3, 2, 3, 2, 2)), (0, 1, 3, 2, 4, 5)), (-1, 3, 3, 8)
    ),
    "two maps side by side": lambda x: ops.concatenate([x[:, 1:], x[:, :-1]], axis=-1),
}


@pytest.mark.parametrize("kind", POSITION_WORK)
def test_what_moves_positions_is_followed(kind: str) -> None:
    image = keras.Input((6, 6, 2))
    x = layers.Conv2D(2, (1, 2), kernel_initializer=positive(1), padding="same")(image)
    assert_fields_are_what_changes(keras.Model(image, POSITION_WORK[kind](x)))


@pytest.mark.parametrize("work", [lambda x: ops.flip(x, axis=1), lambda x: layers.Concatenate(axis=1)([x, x])])
def test_what_no_step_can_say_reads_every_row_but_its_own_column(work: Callable[[Any], Any]) -> None:
    image = keras.Input((6, 5, 2))
    stages = trace_network(keras.Model(image, work(image))).stages
    assert receptive_field(stages, 1, Region(2, 3, 2, 3)) == Region(0, 3, 5, 3)


def test_a_gate_for_each_row_reads_the_row() -> None:
    image = keras.Input((6, 5, 2), name="image")
    x = layers.Conv2D(2, 3, padding="same", name="conv", kernel_initializer=positive(1))(image)
    gate = layers.Conv2D(2, 1, name="gate", kernel_initializer=positive(1))(ops.mean(x, axis=2, keepdims=True))
    model = keras.Model(image, layers.Multiply(name="scale")([x, gate]))
    stages = trace_network(model).stages
    assert [stage.name for stage in stages if stage.name[:4] != "mean"] == ["image", "conv", "gate", "scale"]
    assert receptive_field(stages, 4, Region(2, 1, 2, 1), target=1) == Region(2, 0, 2, 4)
    assert_fields_are_what_changes(model)


def test_what_goes_where_values_say_may_read_anything() -> None:
    image = keras.Input((6, 6, 3), batch_size=1)
    chosen = ops.cast(image[0, :, 0, 0], "int32")
    stages = trace_network(keras.Model(image, ops.take(image, chosen, axis=1))).stages
    assert [edge.whole for edge in stages[-1].edges] == [True]


# A network is a list of steps: (what, kernel rows, kernel columns, stride, dilation, "same" or "valid").
Recipe = tuple[str, int, int, int, int, str]
WINDOWED = ("conv", "depthwise", "separable", "max", "average")
recipes = st.tuples(
    st.sampled_from((*WINDOWED, "pad", "crop", "branch", "nested", "channels")),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from(("same", "valid")),
)


def windowed(recipe: Recipe) -> Any:
    what, rows, columns, stride, dilation, padding = recipe
    dilation = 1 if stride > 1 else dilation
    shared = {"strides": stride, "padding": padding}
    weights = {"use_bias": False, "dilation_rate": dilation}
    match what:
        case "conv" | "branch" | "nested":
            return layers.Conv2D(2, (rows, columns), kernel_initializer=positive(1), **weights, **shared)
        case "depthwise":
            return layers.DepthwiseConv2D((rows, columns), depthwise_initializer=positive(1), **weights, **shared)
        case "separable":
            kernels = {"depthwise_initializer": positive(1), "pointwise_initializer": positive(1)}
            return layers.SeparableConv2D(2, (rows, columns), **kernels, **weights, **shared)
        case "max":
            return layers.MaxPooling2D((rows, columns), **shared)
    return layers.AveragePooling2D((rows, columns), **shared)


def fits(x: Any, recipe: Recipe) -> bool:
    _, rows, columns, _, dilation, padding = recipe
    spans = ((rows - 1) * dilation + 1, (columns - 1) * dilation + 1)
    return padding == "same" or all(size > span for size, span in zip(x.shape[1:3], spans, strict=True))


def apply(x: Any, recipe: Recipe) -> Any:
    what, rows, columns, stride, dilation, _ = recipe
    if what == "pad":
        return layers.ZeroPadding2D(((rows - 1, columns - 1), (stride - 1, dilation)))(x)
    if what == "crop":
        return layers.Cropping2D(((rows - 1, 0), (0, columns - 1)))(x) if min(x.shape[1:3]) > 4 else x
    if what == "channels":
        work = list(CHANNEL_WORK.values())[(9 * rows + 3 * columns + 2 * stride + dilation) % len(CHANNEL_WORK)]
        return layers.Conv2D(2, 1, kernel_initializer=positive(1))(work(x))
    if not fits(x, recipe):
        return x
    if what == "branch":
        same = (what, rows, columns, stride, dilation, "same")
        other = ("average", columns, rows, stride, 1, "same")
        return layers.Add()(
            [windowed(same)(x), layers.Conv2D(2, 1, kernel_initializer=positive(1))(windowed(other)(x))]
        )
    if what == "nested":
        part = keras.Sequential([keras.Input(x.shape[1:]), windowed(recipe), layers.Conv2D(2, 1)])
        part.layers[-1].kernel.assign(np.full(part.layers[-1].kernel.shape, 0.7))
        again = part(x)
        return part(again) if again.shape == x.shape else again
    return windowed(recipe)(x)


def has_gaps(network: list[Recipe]) -> bool:
    """Whether some kernel leaves positions out between those that it reads."""
    return any(
        dilation > 1 or stride > min(rows, columns)
        for what, rows, columns, stride, dilation, _ in network
        if what not in ("pad", "crop")
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(rows=st.integers(5, 9), columns=st.integers(5, 9), network=st.lists(recipes, min_size=1, max_size=4))
def test_fields_agree_with_what_changes(rows: int, columns: int, network: list[Recipe]) -> None:
    image = keras.Input((rows, columns, 2))
    x = image
    for recipe in network:
        x = apply(x, recipe)
    model = flatten(keras.Model(image, layers.Activation("linear")(x)))
    stages = trace_network(model).stages
    changes = assert_fields_are_what_changes(model, has_gaps=has_gaps(network))
    last = len(stages) - 1
    region = Region(0, 0, (stages[last].height - 1) // 2, (stages[last].width - 1) // 2)
    true = hull(np.any(changes[:, :, : region.bottom + 1, : region.right + 1], axis=(2, 3)))
    assert holds(receptive_field(stages, last, region), true)
