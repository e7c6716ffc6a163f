import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras.applications.imagenet_utils import preprocess_input

from tetrascope.networks.preprocessing import PreprocessingMode, crop_to_input, preprocess

PIXELS = np.random.default_rng(0).integers(0, 256, (2, 5, 4, 3), dtype=np.uint8)


@pytest.mark.parametrize("mode", ["caffe", "tf", "torch"])
def test_keras_scales_the_same(mode: PreprocessingMode) -> None:
    assert keras.config.image_data_format() == "channels_last"
    ours = preprocess(PIXELS, mode)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, preprocess_input(PIXELS.astype(np.float32), mode=mode), rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("lite", [-127 / 128, 0, 1]),
        ("caffe", [255 - 103.939, 127 - 116.779, -123.68]),
        ("tf", [-1, 127 / 127.5 - 1, 1]),
        ("none", [0, 127, 255]),
    ],
)
def test_one_pixel_by_hand(mode: PreprocessingMode, expected: list[float]) -> None:
    scaled = preprocess(np.array([[0, 127, 255]], np.uint8), mode)
    assert scaled.dtype == np.float32
    np.testing.assert_allclose(scaled, [expected], rtol=1e-6)


def test_the_photo_is_left_alone() -> None:
    before = PIXELS.copy()
    for mode in ("lite", "caffe", "tf", "torch", "none"):
        preprocess(PIXELS, mode)[:] = -1
    assert np.array_equal(PIXELS, before)


def test_an_image_of_the_input_size_passes_unchanged() -> None:
    cropped = crop_to_input(PIXELS[0], 5, 4)
    assert np.array_equal(cropped, PIXELS[0])
    assert cropped.flags.owndata or not np.shares_memory(cropped, PIXELS)


def test_the_middle_is_kept() -> None:
    stripes = np.zeros((2, 8, 3), np.uint8)
    stripes[:, 3:5] = 200
    assert np.array_equal(crop_to_input(stripes, 2, 2), np.full((2, 2, 3), 200))


def test_an_input_that_is_not_square_keeps_its_proportions() -> None:
    upright = np.zeros((9, 4, 3), np.uint8)
    upright[4] = 100
    assert crop_to_input(upright, 1, 4).tolist() == [[[100] * 3] * 4]


def test_shrinking_averages_what_it_covers() -> None:
    chessboard = (np.indices((64, 64)).sum(0) % 2 * 200).astype(np.uint8)[..., None].repeat(3, -1)
    assert np.abs(crop_to_input(chessboard, 8, 8).astype(int) - 100).max() <= 2


def test_a_very_long_photo_takes_little_memory() -> None:
    line = np.full((1, 200_000, 3), 50, np.uint8)
    assert np.array_equal(crop_to_input(line, 224, 224), np.full((224, 224, 3), 50))


@given(*(st.integers(1, 40) for _ in range(4)), st.integers(0, 255))
def test_any_shape_fits_any_input(rows: int, columns: int, height: int, width: int, grey: int) -> None:
    cropped = crop_to_input(np.full((rows, columns, 3), grey, np.uint8), height, width)
    assert np.array_equal(cropped, np.full((height, width, 3), grey))
