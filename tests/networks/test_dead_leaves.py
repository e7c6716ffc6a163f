import numpy as np
import pytest

from tetrascope.networks.dead_leaves import dead_leaves


def test_pictures_are_the_same_from_the_same_generator_and_differ_from_each_other() -> None:
    first, second = dead_leaves(np.random.default_rng(3), 2, (40, 60))
    assert first.shape == (40, 60, 3)
    assert first.dtype == np.uint8
    assert np.abs(first.astype(int) - second).mean() > 20
    np.testing.assert_array_equal(dead_leaves(np.random.default_rng(3), 2, (40, 60)), [first, second])


@pytest.mark.parametrize("size", [(1, 1), (7, 300), (224, 224)])
def test_every_size_can_be_had(size: tuple[int, int]) -> None:
    assert dead_leaves(np.random.default_rng(0), 1, size).shape == (1, *size, 3)


def test_neighbours_are_alike_and_distant_pixels_are_not() -> None:
    pictures = dead_leaves(np.random.default_rng(0), 8, (224, 224)).astype(np.float64)

    def likeness(apart: int) -> float:
        return float(np.corrcoef(pictures[:, :, :-apart].ravel(), pictures[:, :, apart:].ravel())[0, 1])

    assert likeness(1) > 0.8
    assert likeness(1) > likeness(8) + 0.1
    assert likeness(8) > likeness(100) + 0.1
