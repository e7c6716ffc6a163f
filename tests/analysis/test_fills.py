import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.analysis.fills import fill_image
from tetrascope.analysis.fills.noise import NOISE_SIGMA
from tetrascope.protocol.methods import FILLS

PICTURE = np.random.default_rng(0).integers(0, 256, (120, 160, 3), dtype=np.uint8)


def test_black() -> None:
    assert not fill_image(PICTURE, "black").any()


def test_mean_hand_computed() -> None:
    image = np.array([[[0, 10, 20], [1, 20, 20]], [[2, 30, 20], [4, 40, 21]]], dtype=np.uint8)
    np.testing.assert_array_equal(fill_image(image, "mean"), np.full((2, 2, 3), [2, 25, 20]))


def test_blur_spreads_a_step_by_ten_pixels() -> None:
    step = np.zeros((224, 224, 3), dtype=np.uint8)
    step[:, 112:] = 200
    row = fill_image(step, "blur")[100, :, 1].astype(int)
    # A Gaussian of 10 pixels passes 16 % and 84 % one standard deviation off the step, which lies between pixels.
    assert row[101:103].mean() == pytest.approx(0.1587 * 200, abs=2)
    assert row[121:123].mean() == pytest.approx(0.8413 * 200, abs=2)
    assert row[0] == 0
    assert row[-1] == 200


def test_blur_scales_with_the_side_and_keeps_colours_apart() -> None:
    image = np.zeros((56, 80, 3), dtype=np.uint8)
    image[28:, :, 0] = 200
    blurred = fill_image(image, "blur")
    assert blurred[25:27, 40, 0].mean() == pytest.approx(0.2 * 200, abs=12)  # 2.5 pixels at 56
    assert not blurred[:, :, 1:].any()


def test_noise_is_independent_about_the_mean_colour() -> None:
    image = np.full((150, 150, 3), [128, 120, 136], dtype=np.uint8)
    noise = fill_image(image, "noise").astype(float)
    assert_alike([128, 120, 136], noise.mean(axis=(0, 1)), relative=0, absolute=2)
    assert_alike(NOISE_SIGMA, noise.std(axis=(0, 1)), relative=0, absolute=2)
    assert abs(np.corrcoef(noise[:, :-1, 0].ravel(), noise[:, 1:, 0].ravel())[0, 1]) < 0.03
    assert abs(np.corrcoef(noise[..., 0].ravel(), noise[..., 1].ravel())[0, 1]) < 0.03


@pytest.mark.parametrize("fill", FILLS.names)
def test_every_fill_is_repeatable_and_leaves_the_image_alone(fill: str) -> None:
    before = PICTURE.copy()
    once, again = fill_image(PICTURE, fill), fill_image(PICTURE, fill)
    np.testing.assert_array_equal(once, again)
    np.testing.assert_array_equal(PICTURE, before)
    assert once.shape == PICTURE.shape
    assert once.dtype == np.uint8
    assert once.flags.writeable


def test_noise_draws_the_same_numbers_for_another_image_of_the_shape() -> None:
    darker = fill_image(np.full((40, 40, 3), 120, dtype=np.uint8), "noise").astype(int)
    lighter = fill_image(np.full((40, 40, 3), 130, dtype=np.uint8), "noise").astype(int)
    unclipped = (darker > 0) & (lighter < 255)
    assert (lighter - darker)[unclipped].tolist() == [10] * int(unclipped.sum())
