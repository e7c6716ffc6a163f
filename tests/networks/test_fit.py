"""A photo of any shape in an input of any shape."""

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from tetrascope.networks.fit import Fitting, fit_photo, framing_of, inside
from tetrascope.protocol.framing import Area, Fit

SIDES = st.integers(1, 40)
FITS = st.sampled_from(["crop", "squash", "pad"])


def fitted(photo: NDArray[np.uint8], height: int, width: int, fit: Fit = "crop", at: float = 0.5) -> NDArray[np.uint8]:
    return fit_photo(photo, height, width, framing_of(photo.shape[0], photo.shape[1], height, width, Fitting(fit, at)))


def noise(rows: int, columns: int) -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (rows, columns, 3), dtype=np.uint8)


@given(SIDES, SIDES, FITS)
def test_an_image_of_the_input_size_passes_unchanged(rows: int, columns: int, fit: Fit) -> None:
    photo = noise(rows, columns)
    made = fitted(photo, rows, columns, fit)
    assert np.array_equal(made, photo)
    assert not np.shares_memory(made, photo)


def test_the_middle_is_kept() -> None:
    stripes = np.zeros((2, 8, 3), np.uint8)
    stripes[:, 3:5] = 200
    assert np.array_equal(fitted(stripes, 2, 2), np.full((2, 2, 3), 200))


@pytest.mark.parametrize(("at", "left"), [(0.0, 0), (0.25, 1), (0.5, 3), (0.8, 4), (1.0, 6)])
def test_a_crop_can_be_moved(at: float, left: int) -> None:
    ramp = np.arange(8, dtype=np.uint8)[None, :, None].repeat(2, 0).repeat(3, 2)
    assert fitted(ramp, 2, 2, at=at)[0, :, 0].tolist() == [left, left + 1]
    assert framing_of(2, 8, 2, 2, Fitting("crop", at)).photo == Area(top=0, left=left, height=2, width=2)
    upright = ramp.transpose(1, 0, 2)
    assert fitted(upright, 2, 2, at=at)[:, 0, 0].tolist() == [left, left + 1]


def test_an_input_that_is_not_square_keeps_its_proportions() -> None:
    upright = np.zeros((9, 4, 3), np.uint8)
    upright[4] = 100
    assert fitted(upright, 1, 4).tolist() == [[[100] * 3] * 4]


def test_shrinking_a_crop_averages_what_it_covers() -> None:
    chessboard = (np.indices((64, 64)).sum(0) % 2 * 200).astype(np.uint8)[..., None].repeat(3, -1)
    assert np.abs(fitted(chessboard, 8, 8).astype(int) - 100).max() <= 2


@pytest.mark.parametrize("fit", ["crop", "squash", "pad"])
def test_a_very_long_photo_takes_little_memory(fit: Fit) -> None:
    line = np.full((1, 200_000, 3), 50, np.uint8)
    assert fitted(line, 224, 224, fit).max() == 50


@given(SIDES, SIDES, SIDES, SIDES, FITS, st.floats(0, 1), st.integers(1, 255))
def test_any_shape_fits_any_input(
    rows: int, columns: int, height: int, width: int, fit: Fit, at: float, grey: int
) -> None:
    framing = framing_of(rows, columns, height, width, Fitting(fit, at))
    made = fit_photo(np.full((rows, columns, 3), grey, np.uint8), height, width, framing)
    expected = np.zeros((height, width, 3), np.uint8)
    expected[inside(framing)] = grey
    assert np.array_equal(made, expected)
    assert framing.photo.top + framing.photo.height <= rows + 1e-9
    assert framing.photo.left + framing.photo.width <= columns + 1e-9
    assert framing.input.top + framing.input.height <= height
    assert framing.input.left + framing.input.width <= width


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as Keras's loaders want it."""
    from skimage.data import chelsea

    folder = tmp_path_factory.mktemp("photos")
    (folder / "cats").mkdir()
    Image.fromarray(chelsea()[:, 30:]).save(folder / "cats" / "cat.png")
    return folder


def from_directory(folder: Path, size: tuple[int, int], **options: Any) -> NDArray[np.float32]:
    batches = keras.utils.image_dataset_from_directory(
        folder, labels=None, image_size=size, batch_size=1, shuffle=False, **options
    )
    first: NDArray[np.float32] = np.asarray(next(iter(batches)))[0]
    return first


@pytest.mark.parametrize("size", [(64, 64), (224, 224), (50, 333), (1, 7)])
@pytest.mark.parametrize(("fit", "options"), [("squash", {}), ("pad", {"pad_to_aspect_ratio": True})])
def test_squash_and_pad_are_those_of_keras_but_for_rounding(
    photos: Path, fit: Fit, options: dict[str, Any], size: tuple[int, int]
) -> None:
    photo = np.asarray(Image.open(photos / "cats" / "cat.png"))
    if fit == "pad" and size == (1, 7):
        pytest.skip("Keras makes no row of it")
    difference = fitted(photo, *size, fit) - from_directory(photos, size, **options)
    assert np.abs(difference).max() <= 0.5


@given(st.integers(1, 90), st.integers(1, 90), SIDES, SIDES)
def test_squash_is_tensorflows_resize(rows: int, columns: int, height: int, width: int) -> None:
    photo = noise(rows, columns)
    difference = fitted(photo, height, width, "squash") - np.asarray(tf.image.resize(photo, (height, width)))
    assert np.abs(difference).max() <= 0.501


def test_a_padded_photo_stands_in_the_middle() -> None:
    framing = framing_of(300, 451, 224, 224, Fitting("pad", 0.9))
    assert framing.photo == Area(top=0, left=0, height=300, width=451)
    assert framing.input == Area(top=37, left=0, height=149, width=224)
    assert framing.crop_at == 0.5, "of no meaning here"


@pytest.mark.parametrize("fit", ["squash", "pad"])
def test_where_a_crop_would_lie_makes_no_difference_to_others(fit: Fit) -> None:
    assert Fitting(fit, 0.1).key == Fitting(fit, 0.9).key != Fitting("crop", 0.5).key
    assert Fitting("crop", 0.1).key != Fitting("crop", 0.9).key
