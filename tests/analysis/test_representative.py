from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from sklearn.decomposition import PCA
from tests.likeness import assert_alike

from tetrascope.analysis.representatives.first_component import draw

MAPS = arrays(np.float32, array_shapes(min_dims=3, max_dims=3, max_side=7), elements=st.floats(-1e4, 1e4, width=32))


class Drawn(NamedTuple):
    """A single cluster as it is drawn."""

    map: np.ndarray
    explained_variance: float | None


def representative(maps: np.ndarray) -> Drawn:
    """All maps as one cluster."""
    found = draw(maps, [np.arange(maps.shape[2])])
    return Drawn(found.maps[0], found.explained_variances[0])


def textured(shape: tuple[int, int, int], seed: int = 0) -> np.ndarray:
    """Maps with a clear first component, rectified as a network's are."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=shape[:2])[..., np.newaxis] * rng.uniform(0.5, 3, shape[2])
    return np.maximum(shared + rng.normal(size=shape), 0).astype(np.float32)


def check_against_scikit_learn(maps: np.ndarray) -> None:
    ours = representative(maps)
    pca = PCA(1, svd_solver="full").fit(maps.reshape(-1, maps.shape[2]).astype(np.float64))
    theirs = pca.transform(maps.reshape(-1, maps.shape[2]).astype(np.float64)).reshape(maps.shape[:2])
    theirs *= np.sign((theirs * maps.mean(axis=2, dtype=np.float64)).sum())
    assert ours.explained_variance == pytest.approx(pca.explained_variance_ratio_[0], abs=1e-5)
    assert_alike(theirs, ours.map, relative=0, absolute=2e-4 * np.ptp(theirs))


def test_hand_computed() -> None:
    # Map 2 is map 1 doubled: one direction (1, 2) / √5 holds everything, and scores are √5 times map 1 centred.
    first = np.array([[0.0, 1.0], [2.0, 5.0]])
    found = representative(np.stack([first, 2 * first], axis=2).astype(np.float32))
    assert_alike(np.sqrt(5) * (first - 2), found.map, relative=0, absolute=1e-6)
    assert found.explained_variance == pytest.approx(1)


def test_explained_variance_hand_computed() -> None:
    # Uncorrelated maps of variances 4 and 1: the first component is the first map and explains 4 / 5.
    maps = np.stack([[[2.0, -2.0], [2.0, -2.0]], [[1.0, 1.0], [-1.0, -1.0]]], axis=2).astype(np.float32)
    found = representative(maps)
    assert_alike(maps[:, :, 0], found.map, relative=0, absolute=1e-6)
    assert found.explained_variance == pytest.approx(0.8)


def test_a_single_map_stands_for_itself() -> None:
    maps = textured((5, 4, 1))
    found = representative(maps)
    np.testing.assert_array_equal(found.map, maps[:, :, 0])
    assert found.explained_variance == 1.0
    assert found.map.dtype == np.float32


@pytest.mark.parametrize("shape", [(6, 6, 4), (6, 6, 1), (2, 2, 30), (1, 1, 1), (1, 1, 8)])
def test_constant_maps_give_zeros(shape: tuple[int, int, int]) -> None:
    constants = np.linspace(0.1, 7.7, shape[2], dtype=np.float32)
    found = representative(np.broadcast_to(constants, shape))
    assert not found.map.any()
    assert found.map.shape == shape[:2]
    assert found.explained_variance is None


@pytest.mark.parametrize("shape", [(24, 20, 12), (3, 4, 40), (5, 5, 25), (90, 90, 64), (14, 14, 300)])
def test_agrees_with_scikit_learn(shape: tuple[int, int, int]) -> None:
    check_against_scikit_learn(textured(shape))


@pytest.mark.parametrize("scale", [1e-18, 1e-8, 1e8, 1e15])
def test_agrees_at_any_scale(scale: float) -> None:
    check_against_scikit_learn(textured((20, 20, 6)) * np.float32(scale))


def test_agrees_far_from_zero_and_with_outliers() -> None:
    check_against_scikit_learn(textured((40, 40, 6)) + np.float32(1000))
    sparse = np.zeros((60, 60, 5), dtype=np.float32)
    sparse[0, 0] = [900, 700, 20, 3, 1]
    sparse[30, 7] = [30, 0, 90, 0, 4]
    check_against_scikit_learn(sparse)


@pytest.mark.parametrize("shape", [(12, 12, 7), (3, 3, 20)])
def test_sign_follows_the_mean_map(shape: tuple[int, int, int]) -> None:
    maps = textured(shape)
    for signed in (maps, -maps):
        found = representative(signed)
        assert np.corrcoef(found.map.ravel(), signed.mean(axis=2).ravel())[0, 1] > 0


def test_opposite_maps_have_a_fixed_sign() -> None:
    # Their mean map is flat, so nothing says which sign is right; the answer must still always be the same.
    one = textured((6, 6, 1))
    found = representative(np.concatenate([one, -one], axis=2))
    assert found.explained_variance == pytest.approx(1)
    assert_alike(np.sqrt(2) * np.abs(one[..., 0] - one.mean()), np.abs(found.map), relative=1e-3, absolute=1e-4)


@pytest.mark.parametrize("channels", [40, 200])
def test_clusters_of_a_layer_are_independent(channels: int) -> None:
    maps = textured((4, 5, channels))
    maps[:, :, 7] = 3.0
    some = [np.array([0, 3, 9]), np.array([7]), np.array([1]), np.arange(20, 36)]
    clusters = [*some, np.setdiff1d(np.arange(channels), np.concatenate(some))]
    found = draw(maps, clusters)
    assert found.maps.shape == (5, 4, 5)
    for members, drawn, share in zip(clusters, found.maps, found.explained_variances, strict=True):
        alone = representative(maps[:, :, members])
        assert_alike(alone.map, drawn, relative=0, absolute=1e-4)
        assert share == (None if alone.explained_variance is None else pytest.approx(alone.explained_variance))


@given(MAPS)
def test_any_maps(maps: np.ndarray) -> None:
    found = representative(maps)
    assert found.map.shape == maps.shape[:2]
    assert np.isfinite(found.map).all()
    constant = (maps == maps[0, 0]).all()
    assert (found.explained_variance is None) == constant
    if found.explained_variance is not None:
        # The first component explains no less than an equal share, and never more than everything.
        assert 1 / maps.shape[2] - 1e-5 <= found.explained_variance <= 1
