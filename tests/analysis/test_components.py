"""Components in full, beside plain NumPy and scikit-learn."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from tests.analysis.test_representative import textured
from tests.likeness import assert_alike

from tetrascope.analysis.components import Components, draw_on, find_components
from tetrascope.analysis.representatives.first_component import draw

SHAPES = [(24, 20, 12), (3, 4, 40), (5, 5, 25), (90, 90, 64), (14, 14, 300), (6, 6, 1)]


def split(channels: int) -> list[np.ndarray]:
    """Three clusters, or as many as there are channels."""
    return [np.arange(first, channels, 3) for first in range(min(3, channels))]


def flat(maps: np.ndarray) -> np.ndarray:
    return maps.reshape(-1, maps.shape[2]).astype(np.float64)


@pytest.mark.parametrize("shape", SHAPES)
def test_weights_and_means_are_those_of_scikit_learn(shape: tuple[int, int, int]) -> None:
    maps = textured(shape)
    components = find_components(maps, split(shape[2]))
    for members in components.members:
        if len(members) == 1:
            continue
        pca = PCA(1, svd_solver="full").fit(flat(maps)[:, members])
        weights = components.weights[members]
        assert np.linalg.norm(weights) == pytest.approx(1)
        assert_alike(pca.components_[0] * np.sign(pca.components_[0] @ weights), weights, relative=0, absolute=2e-4)
        assert_alike(pca.mean_, components.means[members], absolute=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_maps_drawn_on_their_own_components_are_their_representatives(shape: tuple[int, int, int]) -> None:
    maps, clusters = textured(shape), split(shape[2])
    own, again = draw(maps, clusters), draw_on(maps, find_components(maps, clusters))
    for expected, found in zip(own.maps, again.maps, strict=True):
        assert_alike(expected, found, relative=0, absolute=2e-4 * np.ptp(expected))
    assert_alike(own.explained_variances, again.explained_variances, relative=0, absolute=1e-4)


@pytest.mark.parametrize("shape", SHAPES)
def test_other_maps_are_projected_as_plain_numpy_does(shape: tuple[int, int, int]) -> None:
    original, masked = textured(shape), textured(shape, seed=1) + 0.5
    components = find_components(original, split(shape[2]))
    drawn = draw_on(masked, components)
    for image, share, members in zip(drawn.maps, drawn.explained_variances, components.members, strict=True):
        weights, means = components.weights[members], components.means[members]
        expected = (flat(masked)[:, members] - means) @ weights
        assert_alike(expected.reshape(shape[:2]), image, relative=0, absolute=1e-5 * np.abs(expected).max())
        assert share == pytest.approx(expected.var() / flat(masked)[:, members].var(axis=0).sum(), abs=1e-5)


def test_where_maps_do_not_differ_their_drawings_do_not() -> None:
    original = textured((30, 30, 24))
    masked = original.copy()
    masked[10:20, 10:20] = -1
    components = find_components(original, split(24))
    differs = draw_on(masked, components).maps != draw_on(original, components).maps
    assert differs[:, 10:20, 10:20].all()
    differs[:, 10:20, 10:20] = False
    assert not differs.any()


def test_maps_that_slept_are_seen_to_wake() -> None:
    original = np.full((6, 6, 4), 0.25, dtype=np.float32)
    components = find_components(original, [np.arange(3), np.array([3])])
    assert not draw_on(original, components).maps.any()
    assert draw_on(original, components).explained_variances == [None, None]
    masked = original.copy()
    masked[2, 3, :2] += 3
    masked[1, 1, 3] += 2
    drawn = draw_on(masked, components)
    assert_alike(6 / np.sqrt(3), drawn.maps[0, 2, 3])
    assert_alike(2.0, drawn.maps[1, 1, 1])
    assert np.count_nonzero(drawn.maps) == 2


def test_maps_that_fall_asleep_explain_nothing() -> None:
    original = textured((12, 12, 6))
    drawn = draw_on(np.full_like(original, 0.7), find_components(original, split(6)))
    assert drawn.explained_variances == [None] * 3
    assert (np.ptp(drawn.maps, axis=(1, 2)) == 0).all()


def test_a_single_map_stands_for_itself() -> None:
    original, masked = textured((9, 9, 2)), textured((9, 9, 2), seed=3)
    components = find_components(original, [np.array([0]), np.array([1])])
    assert_alike(Components([np.array([0]), np.array([1])], np.ones(2), np.zeros(2)), components)
    np.testing.assert_array_equal(draw_on(masked, components).maps, masked.transpose(2, 0, 1))


@pytest.mark.parametrize("scale", [1e-20, 1e16])
def test_shares_hold_where_squares_leave_single_precision(scale: float) -> None:
    original, masked = textured((20, 20, 6)), textured((20, 20, 6), seed=2)
    expected = draw_on(masked, find_components(original, split(6))).explained_variances
    scaled = np.float32(scale)
    found = draw_on(masked * scaled, find_components(original * scaled, split(6))).explained_variances
    assert_alike(expected, found, relative=1e-3)
