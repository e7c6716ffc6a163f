from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import entropy as scipy_entropy
from tests.likeness import assert_alike

from tetrascope.analysis.criteria import entropy
from tetrascope.errors import Failed

# Not so small that subtracting the minimum rounds: within rounding of a bin's edge, numpy decides by the edge.
FLOATS = st.floats(-1e6, 1e6, width=32).map(lambda value: value if abs(value) >= 2**-8 else 0.0)
MAPS = arrays(np.float32, array_shapes(min_dims=3, max_dims=3, max_side=9), elements=FLOATS)


def by_numpy(maps: np.ndarray) -> list[float]:
    """Each map's histogram by numpy, its entropy by scipy."""
    answer = []
    for channel in range(maps.shape[2]):
        values = maps[:, :, channel].astype(np.float64)
        counts, _ = np.histogram(values, bins=256, range=(values.min(), values.max()))
        answer.append(0.0 if values.min() == values.max() else scipy_entropy(counts, base=2) / 8)
    return answer


def test_hand_computed() -> None:
    constant = np.full((16, 16), 0.1)
    halves = np.repeat([0.0, 1.0], 128).reshape(16, 16)  # 1 bit of 8
    quarters = np.repeat([0.0, 1.0, 2.0, 3.0], 64).reshape(16, 16)  # 2 bits
    ramp = np.arange(256.0).reshape(16, 16)  # a value for each bin: all 8 bits
    maps = np.stack([constant, halves, quarters, ramp], axis=2).astype(np.float32)
    assert_alike([0, 1 / 8, 2 / 8, 1], entropy.score(maps), relative=0, absolute=1e-12)


def test_bins_are_closed_below_and_the_last_above() -> None:
    # In bins of width 1 between 0 and 256: 1 opens bin 1, 255.5 and 256 share bin 255.
    maps = np.array([0, 0.5, 1, 255.5, 255, 256], dtype=np.float32).reshape(2, 3, 1)
    assert_alike([scipy_entropy([2, 1, 3], base=2) / 8], entropy.score(maps), relative=1e-7, absolute=0)


@given(MAPS)
def test_agrees_with_numpy_and_scipy(maps: np.ndarray) -> None:
    entropies = entropy.score(maps)
    assert entropies.shape == (maps.shape[2],)
    assert ((entropies >= 0) & (entropies <= 1)).all()
    assert_alike(by_numpy(maps), entropies, relative=0, absolute=1e-12)


@pytest.mark.parametrize("shape", [(64, 64, 150), (7, 9, 1280), (130, 131, 40)])
def test_agrees_across_blocks(shape: tuple[int, int, int]) -> None:
    maps = np.random.default_rng(0).normal(3, 5, shape).astype(np.float32)
    assert_alike(by_numpy(maps), entropy.score(maps), relative=0, absolute=1e-12)
    rectified = np.maximum(maps, 0)
    assert_alike(by_numpy(rectified), entropy.score(rectified), relative=0, absolute=1e-12)


@settings(max_examples=30)
@given(MAPS, st.randoms())
def test_depends_on_values_not_on_places_or_scale(maps: np.ndarray, random: Random) -> None:
    order = list(range(maps.shape[0] * maps.shape[1]))
    random.shuffle(order)
    shuffled = maps.reshape(-1, maps.shape[2])[order].reshape(maps.shape)
    np.testing.assert_array_equal(entropy.score(shuffled * 4), entropy.score(maps))


def test_views_and_half_precision() -> None:
    maps = np.random.default_rng(1).normal(size=(6, 5, 4)).astype(np.float16)
    assert_alike(by_numpy(maps[:, :, ::2]), entropy.score(maps[::-1, :, ::2]), relative=0, absolute=1e-12)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_names_the_channel_that_is_not_finite(value: float) -> None:
    maps = np.zeros((4, 4, 3), dtype=np.float32)
    maps[1, 2, 2] = value
    with pytest.raises(Failed, match="channel 2"):
        entropy.score(maps)
