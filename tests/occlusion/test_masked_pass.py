"""Incremental inference gives the logits of plain inference, whatever network, masks and beginning of the tail."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keras import layers, ops
from tests.half_precision import require_half_precision
from tests.likeness import assert_alike
from tests.occlusion.exactly import (
    RELATIVE,
    CutAt,
    assert_exact,
    boxes_as_masks,
    classifier,
    network_of,
    plain_logits,
)

from tetrascope.analysis.masks import BinaryMask, Box
from tetrascope.errors import InvalidInput
from tetrascope.occlusion.incremental_run import Batch, IncrementalRun
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.occlusion.segment import Timed
from tetrascope.occlusion.tuning import PatchSizes, Tuning
from tetrascope.occlusion.windowed import Windowed

ONE_LAYER: dict[str, Callable[[], layers.Layer]] = {
    "plain": lambda: layers.Conv2D(5, 3, padding="same", activation="relu"),
    "strided": lambda: layers.Conv2D(5, 3, strides=2, padding="same"),
    "valid": lambda: layers.Conv2D(5, (3, 5), strides=3),
    "one position, strided": lambda: layers.Conv2D(5, 1, strides=2),
    "dilated": lambda: layers.Conv2D(5, 3, dilation_rate=(2, 3), padding="same"),
    "grouped": lambda: layers.Conv2D(8, 3, groups=4, padding="same"),
    "row and column": lambda: layers.Conv2D(5, (1, 7), padding="same"),
    "depthwise": lambda: layers.DepthwiseConv2D(5, padding="same", depth_multiplier=2),
    "depthwise, strided": lambda: layers.DepthwiseConv2D(3, strides=2, padding="same"),
    "separable": lambda: layers.SeparableConv2D(5, 3, padding="same", activation="relu"),
    "largest": lambda: layers.MaxPooling2D(3, strides=2, padding="same"),
    "average": lambda: layers.AveragePooling2D(3, strides=1, padding="same"),
    "average, strided": lambda: layers.AveragePooling2D((3, 2), strides=2, padding="same"),
    "average inside": lambda: layers.AveragePooling2D(2),
    "padding": lambda: layers.ZeroPadding2D(((2, 1), (0, 3))),
    "cropping": lambda: layers.Cropping2D(((1, 2), (3, 0))),
    "normalisation": lambda: layers.BatchNormalization(),
    "layer normalisation": lambda: layers.LayerNormalization(axis=-1),
    "shared slope": lambda: layers.PReLU(shared_axes=[1, 2], alpha_initializer="ones"),
    "slope of its own for each position": lambda: layers.PReLU(alpha_initializer="random_uniform"),
    "dense": lambda: layers.Dense(6, activation="gelu"),
    "augmentation": lambda: layers.RandomFlip(),
    "scaled channels": lambda: layers.Rescaling(np.array([1.0, 2.0, 3.0, 4.0]), [0.5, 0.5, 0.0, 1.0]),
    "scaled positions": lambda: layers.Rescaling(np.linspace(0, 1, 17 * 14).reshape(17, 14, 1)),
    "a map added": lambda: lambda maps: ops.add(maps, np.linspace(0, 1, 14).reshape(14, 1).astype(np.float32)),
    "another type": lambda: layers.Conv2D(4, 3, padding="same", dtype="mixed_float16"),
    "transposed": lambda: layers.Conv2DTranspose(4, 3, strides=2),
    "upsampling": lambda: layers.UpSampling2D(2),
}


@pytest.mark.parametrize("kind", ONE_LAYER)
def test_every_kind_of_layer_is_exact(kind: str) -> None:
    if kind == "another type":
        require_half_precision()
    keras.utils.set_random_seed(0)
    image = keras.Input((17, 14, 3))
    x = layers.Conv2D(4, 3, padding="same", activation="relu")(image)
    x = ONE_LAYER[kind]()(x)
    x = layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    masks = [Box(0, 0, 3, 4), Box(14, 10, 3, 4), Box(6, 5, 3, 4), Box(7, 6, 3, 4)]
    assert_exact(classifier(image, x), boxes_as_masks(masks))


def test_squeeze_and_excite_is_exact() -> None:
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3))
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(image)
    squeezed = layers.GlobalAveragePooling2D(keepdims=True)(x)
    x = layers.Multiply()([x, layers.Conv2D(8, 1, activation="sigmoid")(squeezed)])
    x = layers.Conv2D(6, 3, padding="same")(x)
    assert_exact(classifier(image, x), boxes_as_masks([Box(3, 4, 5, 5), Box(11, 11, 5, 5)]))


def test_branches_of_different_reach_are_exact() -> None:
    keras.utils.set_random_seed(0)
    image = keras.Input((15, 15, 3))
    x = layers.Conv2D(4, 3, padding="same")(image)
    wide = layers.Conv2D(4, 5, padding="same")(layers.Conv2D(4, 5, padding="same")(x))
    pooled = layers.AveragePooling2D(3, strides=1, padding="same")(x)
    x = layers.Concatenate()([layers.Conv2D(4, 1)(x), wide, pooled])
    x = layers.Add()([x, layers.Conv2D(12, 1)(x), x])
    assert_exact(classifier(image, x), boxes_as_masks([Box(0, 0, 2, 2), Box(6, 7, 2, 2), Box(13, 13, 2, 2)]))


Block = Callable[[keras.KerasTensor], keras.KerasTensor]


def build(seed: int, height: int, width: int, blocks: list[Block]) -> keras.Model:
    """A small network with branches, strides and odd sizes."""
    keras.utils.set_random_seed(seed)
    x = image = keras.Input((height, width, 3))
    for block in blocks:
        x = block(x)
    return classifier(image, x)


def _plain(x: keras.KerasTensor) -> keras.KerasTensor:
    return layers.ReLU()(layers.BatchNormalization()(layers.Conv2D(4, 3, padding="same")(x)))


def _dilated(x: keras.KerasTensor) -> keras.KerasTensor:
    return layers.Conv2D(4, 3, dilation_rate=2, padding="same", activation="swish")(x)


def _stride(x: keras.KerasTensor) -> keras.KerasTensor:
    return layers.DepthwiseConv2D(3, strides=2, padding="same")(layers.ZeroPadding2D(((1, 0), (0, 2)))(x))


def _residual(x: keras.KerasTensor) -> keras.KerasTensor:
    inner = layers.DepthwiseConv2D(5, padding="same")(layers.Conv2D(6, 1, activation="relu6")(x))
    return layers.Add()([x, layers.BatchNormalization()(layers.Conv2D(x.shape[-1], 1)(inner))])


def _inception(x: keras.KerasTensor) -> keras.KerasTensor:
    pooled = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    return layers.Concatenate()([pooled, layers.Conv2D(3, 5, strides=2, padding="same", activation="relu")(x)])


@st.composite
def masks_of_any_shape(draw: st.DrawFn, height: int, width: int) -> list[BinaryMask]:
    """Masks of any shape and size."""
    found = []
    for _ in range(draw(st.integers(1, 6))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        box = Box(top, left, draw(st.integers(1, height - top)), draw(st.integers(1, width - left)))
        bits = np.random.default_rng(draw(st.integers(0, 9))).random((box.height, box.width)) < 0.7
        found.append(BinaryMask(box, bits))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.data(),
    st.integers(0, 2**16),
    st.integers(9, 23),
    st.integers(9, 23),
    st.lists(st.sampled_from([_stride, _residual, _inception, _dilated, _plain]), min_size=1, max_size=4),
)
def test_random_networks_are_exact_under_masks_of_any_shape(
    data: st.DataObject, seed: int, height: int, width: int, blocks: list[Block]
) -> None:
    masks = data.draw(masks_of_any_shape(height, width))
    assert_exact(build(seed, height, width, blocks), masks, seed=seed)


@pytest.fixture(scope="module")
def small() -> keras.Model:
    keras.utils.set_random_seed(0)
    image = keras.Input((32, 32, 3))
    x = image
    for _ in range(3):
        x = layers.MaxPooling2D()(layers.Conv2D(8, 3, padding="same", activation="relu")(x))
    return classifier(image, x)


GRID = [Box(top, left, 8, 8) for top in range(0, 25, 3) for left in range(0, 25, 3)]


def test_little_memory_makes_small_chunks_not_other_answers(small: keras.Model) -> None:
    assert_exact(small, boxes_as_masks(GRID), memory=1)


class CutInTurn(CutAt):
    """Begins the tail at one segment, then at the next, so that maps wait at all of them."""

    def cut(self, sizes: PatchSizes, sharing: int | None = None) -> int | None:
        self.chosen = self.chosen % (len(self._entry_bytes) - 1) + 1
        return super().cut(sizes, sharing)

    def chunk(self, sizes: PatchSizes) -> int:  # noqa: ARG002 - whatever the sizes
        return 1


def test_what_waits_for_the_tail_stays_within_the_memory(small: keras.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    plain = IncrementalRun._chunk

    def watched(self: IncrementalRun, *arguments: Any) -> Iterator[Batch]:
        yield from plain(self, *arguments)
        waited.append(sum(self._waiting_bytes()))

    monkeypatch.setattr(IncrementalRun, "_chunk", watched)
    image, fill = np.random.default_rng(6).integers(0, 256, (2, 32, 32, 3), dtype=np.uint8)
    passes = MaskedPass(network_of(small))
    entry_bytes = [segment.entry_bytes for segment in passes.segmented.segments]
    passes.tuning = CutInTurn(entry_bytes, 0)
    passes.logits(image, fill, GRID)
    unbounded = max(waited)
    waited.clear()
    passes.memory = unbounded // 2
    found = passes.logits(image, fill, GRID)
    assert passes.memory / 2 < max(waited) <= passes.memory
    expected = plain_logits(small, image, fill, boxes_as_masks(GRID))
    assert_alike(expected, found, relative=0, absolute=RELATIVE * np.abs(expected).max())


def test_a_run_holds_what_waits_and_the_maps_of_the_image_without_a_mask(small: keras.Model) -> None:
    image = np.zeros((32, 32, 3), np.uint8)
    passes = MaskedPass(network_of(small), memory=1000)
    unmasked = passes._unmasked_image(image)
    for _ in unmasked.compute():
        pass
    maps = [*unmasked.entries[1:], *(each for sources in unmasked.sources for each in sources)]
    assert passes.run_bytes == 1000 + sum(np.asarray(each).nbytes for each in maps)
    passes.incremental = False
    assert passes.run_bytes == 1000


def test_what_it_measures_does_not_change_the_answers(small: keras.Model) -> None:
    image, fill = np.random.default_rng(1).integers(0, 256, (2, 32, 32, 3), dtype=np.uint8)
    expected = plain_logits(small, image, fill, boxes_as_masks(GRID))
    passes = MaskedPass(network_of(small))
    passes.prepare()
    for _ in range(4):  # compiled, tried, tried again, chosen
        found = passes.logits(image, fill, GRID)
        assert_alike(expected, found, relative=0, absolute=RELATIVE * np.abs(expected).max())
    found = passes.logits(image, fill, GRID, incremental=False)
    assert_alike(expected, found, relative=0, absolute=RELATIVE * np.abs(expected).max())


def test_a_network_whose_patches_are_not_exact_is_computed_whole(
    small: keras.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = MaskedPass(network_of(small))
    exact.prepare()
    assert exact.incremental
    plain = Windowed.apply
    monkeypatch.setattr(Windowed, "apply", lambda self, sources: plain(self, sources) + 0.01)
    wrong = MaskedPass(network_of(small))
    wrong.prepare()
    assert not wrong.incremental


@pytest.mark.parametrize("wrong_at", ["top", "middle", "bottom"])
@pytest.mark.parametrize("by", [0.1, np.nan])
def test_patches_are_checked_at_every_border(
    small: keras.Model, monkeypatch: pytest.MonkeyPatch, wrong_at: str, by: float
) -> None:
    passes = MaskedPass(network_of(small))
    segment = passes.segmented.segments[0]
    patches = segment.patches

    def damaged(entry: Any, originals: Any, plan: Any) -> Timed:
        value, seconds = patches(entry, originals, plan)
        rows = plan.output.rows
        places = {"top": rows.first == 0, "bottom": rows.last == rows.side - 1}
        wrong = places.get(wrong_at, ~places["top"] & ~places["bottom"])
        return Timed(np.asarray(value) + np.where(wrong, by, 0).astype(np.float32)[:, None, None, None], seconds)

    monkeypatch.setattr(segment, "patches", damaged)
    passes.prepare()
    assert not passes.incremental


class Wavering(Tuning):
    """Measures another time for each batch, and so another size for the next."""

    def __init__(self, entry_bytes: list[int]) -> None:
        super().__init__(entry_bytes)
        self._seconds = itertools.cycle([0.5, 0.05, 0.2, 0.01])

    def add_plain(self, seconds: float) -> None:  # noqa: ARG002 - whatever it was
        self.plain = next(self._seconds)


def test_each_image_is_answered_once_however_large_the_next_batch_may_be(small: keras.Model) -> None:
    passes = MaskedPass(network_of(small))
    passes.tuning = Wavering([segment.entry_bytes for segment in passes.segmented.segments])
    image, fill = np.random.default_rng(5).integers(0, 256, (2, 32, 32, 3), dtype=np.uint8)
    batches = [batch.indices for batch in passes.run(image, fill, GRID, incremental=False)]
    assert len({len(batch) for batch in batches}) > 2
    assert sorted(np.concatenate(batches)) == list(range(len(GRID)))


@pytest.mark.parametrize(
    "first", [layers.GlobalAveragePooling2D(), layers.Resizing(8, 8)], ids=lambda layer: layer.name
)
def test_a_network_of_which_nothing_can_be_computed_on_patches(first: layers.Layer) -> None:
    image = keras.Input((16, 16, 3))
    model = keras.Model(image, layers.Dense(3)(layers.Flatten()(first(image))))
    passes = MaskedPass(network_of(model))
    passes.prepare()
    assert not passes.incremental
    image_, fill = np.random.default_rng(4).integers(0, 256, (2, 16, 16, 3), dtype=np.uint8)
    expected = plain_logits(model, image_, fill, boxes_as_masks([Box(3, 4, 5, 5)]))
    assert_alike(expected, passes.logits(image_, fill, [Box(3, 4, 5, 5)]), relative=1e-5, absolute=0)


def test_what_is_kept_of_one_image_is_not_used_for_another(small: keras.Model) -> None:
    images = np.random.default_rng(2).integers(0, 256, (3, 32, 32, 3), dtype=np.uint8)
    passes = MaskedPass(network_of(small))
    passes.tuning = CutAt([segment.entry_bytes for segment in passes.segmented.segments], 2)
    for image in (images[0], images[1], images[0]):
        expected = plain_logits(small, image, images[2], boxes_as_masks(GRID[:5]))
        found = passes.logits(image, images[2], GRID[:5])
        assert_alike(expected, found, relative=0, absolute=RELATIVE * np.abs(expected).max())
    changed = images[0].copy()
    passes.logits(changed, images[2], GRID[:5])
    changed[...] = images[1]  # in place: what is kept is a copy
    expected = plain_logits(small, changed, images[2], boxes_as_masks(GRID[:5]))
    found = passes.logits(changed, images[2], GRID[:5])
    assert_alike(expected, found, relative=0, absolute=RELATIVE * np.abs(expected).max())


def test_runs_on_one_image_share_its_maps_while_others_are_between(small: keras.Model) -> None:
    passes = MaskedPass(network_of(small))
    one, other = (np.full((32, 32, 3), value, np.uint8) for value in (10, 200))
    kept = passes._unmasked_image(one)
    passes._unmasked_image(other)
    assert passes._unmasked_image(one.copy()) is kept
    passes.forget_image()
    del kept
    assert len(passes._in_use) == 0


def test_every_mask_is_answered_once(small: keras.Model) -> None:
    image, fill = np.random.default_rng(1).integers(0, 256, (2, 32, 32, 3), dtype=np.uint8)
    batches = [batch for batch in MaskedPass(network_of(small)).run(image, fill, GRID) if len(batch.indices)]
    assert sorted(np.concatenate([batch.indices for batch in batches]).tolist()) == list(range(len(GRID)))
    assert all(batch.logits.shape == (len(batch.indices), 4) for batch in batches)


def test_time_passes_in_steps_no_longer_than_a_segment(small: keras.Model) -> None:
    image = np.zeros((32, 32, 3), np.uint8)
    passes = MaskedPass(network_of(small))
    empty = sum(len(batch.indices) == 0 for batch in passes.run(image, image, GRID[:4]))
    assert empty >= len(passes.segmented.segments) - 1


def test_a_mask_outside_the_image_is_refused(small: keras.Model) -> None:
    image = np.zeros((32, 32, 3), np.uint8)
    with pytest.raises(InvalidInput, match=r"32 x 32") as error:
        list(MaskedPass(network_of(small)).run(image, image, [GRID[0], Box(40, 0, 2, 2)]))
    assert error.value.field == "masks[1]"


def test_no_masks_no_answers(small: keras.Model) -> None:
    image = np.zeros((32, 32, 3), np.uint8)
    assert MaskedPass(network_of(small)).logits(image, image, []).shape == (0, 4)
