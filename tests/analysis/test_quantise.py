import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from tetrascope.analysis.quantise import NEUTRAL, quantise, quantise_images, quantise_maps, quantise_signed
from tetrascope.errors import Failed

ANY = st.floats(-(2.0**120), 2.0**120, width=32)
ARRAYS = arrays(np.float32, array_shapes(max_dims=3, max_side=6), elements=ANY)
MAPS = arrays(np.float32, array_shapes(min_dims=3, max_dims=3, max_side=6), elements=ANY)


def test_hand_computed() -> None:
    found = quantise(np.array([[-1.0, 0.0], [1.0, 50.0]]))
    assert found.data.tolist() == [[0, 5], [10, 255]]
    assert found.scale == pytest.approx(0.2)
    assert found.offset == -1.0


def test_constant() -> None:
    found = quantise(np.full((3, 2), 0.7, dtype=np.float32))
    assert not found.data.any()
    assert (found.scale, found.offset) == (0.0, float(np.float32(0.7)))


@given(ARRAYS)
def test_error_is_at_most_half_a_step(values: np.ndarray) -> None:
    data, scale, offset = quantise(values)
    assert data.dtype == np.uint8
    assert data.shape == values.shape
    restored = data * scale + offset
    rounding = 1e-12 * np.abs(values.astype(np.float64)).max()
    assert (np.abs(restored - values) <= scale / 2 + rounding).all()


@given(MAPS)
def test_each_map_has_its_own_scale(maps: np.ndarray) -> None:
    found = quantise_maps(maps)
    assert found.data.shape == (maps.shape[2], *maps.shape[:2])
    images = quantise_images(maps.transpose(2, 0, 1))
    for of_maps, of_images in zip(found, images, strict=True):
        np.testing.assert_array_equal(of_maps, of_images)
    for channel in range(maps.shape[2]):
        data, scale, offset = quantise(maps[:, :, channel])
        np.testing.assert_array_equal(found.data[channel], data)
        assert (found.scales[channel], found.offsets[channel]) == (scale, offset)


def test_across_blocks() -> None:
    maps = np.random.default_rng(0).normal(size=(60, 70, 100)).astype(np.float32)
    found = quantise_maps(maps)
    restored = found.data * found.scales[:, None, None] + found.offsets[:, None, None]
    assert (np.abs(restored - maps.transpose(2, 0, 1)) <= found.scales[:, None, None] * (0.5 + 1e-9)).all()
    assert found.data.flags.c_contiguous
    wide = maps.reshape(-1, 6).T.reshape(6, 700, 100)  # each image is larger than a block
    images = quantise_images(wide)
    restored = images.data * images.scales[:, None, None] + images.offsets[:, None, None]
    assert (np.abs(restored - wide) <= images.scales[:, None, None] * (0.5 + 1e-9)).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_not_finite(value: float) -> None:
    with pytest.raises(Failed, match="finite"):
        quantise(np.array([0.0, value]))
    with pytest.raises(Failed, match="channel 1"):
        quantise_images(np.array([[[0.0, 1.0]], [[2.0, value]]]))


def test_signed_numbers_share_one_scale_around_a_neutral_byte() -> None:
    found = quantise_signed(np.array([[[0.0, -2.0]], [[0.5, 0.25]]]))
    assert found.data.tolist() == [[[127, 0]], [[159, 143]]]
    assert found.scales.tolist() == [2 / 127] * 2
    assert found.offsets.tolist() == [-2.0] * 2


def test_no_difference_at_all_is_neutral() -> None:
    found = quantise_signed(np.zeros((2, 3, 3), dtype=np.float32))
    assert (found.data == NEUTRAL).all()
    assert found.scales.tolist() == found.offsets.tolist() == [0.0, 0.0]


@given(MAPS)
def test_a_signed_number_is_off_by_half_a_step_and_zero_by_nothing(images: np.ndarray) -> None:
    found = quantise_signed(images)
    again = found.data * found.scales[:, None, None] + found.offsets[:, None, None]
    assert (np.abs(again - images) <= found.scales[0] * (0.5 + 1e-6)).all()
    assert (found.data[images == 0] == NEUTRAL).all()
