"""A cluster's portrait, beside plain NumPy and scikit-learn."""

import numpy as np
import pytest
from sklearn.decomposition import PCA
from tests.analysis.test_representative import textured
from tests.likeness import assert_alike

from tetrascope.analysis.portrait import portray
from tetrascope.analysis.representatives import explained_by
from tetrascope.analysis.representatives.central_map import central
from tetrascope.protocol.methods import REPRESENTATIVES

NAMES = REPRESENTATIVES.names


def flat(maps: np.ndarray) -> np.ndarray:
    return maps.reshape(-1, maps.shape[2]).astype(np.float64)


@pytest.mark.parametrize("shape", [(24, 20, 12), (3, 4, 40), (5, 5, 25), (14, 14, 300), (9, 9, 2)])
def test_the_first_two_components_are_those_of_scikit_learn(shape: tuple[int, int, int]) -> None:
    maps = textured(shape)
    found, pca = portray(maps, NAMES), PCA(2, svd_solver="full").fit(flat(maps))
    assert_alike(pca.explained_variance_ratio_.tolist(), found.explained_variances, relative=1e-9, absolute=1e-9)
    sign = np.sign(pca.components_[0] @ found.weights)
    assert_alike(sign * pca.components_[0], found.weights, relative=0, absolute=1e-7)
    scores = sign * pca.transform(flat(maps))[:, 0].reshape(shape[:2])
    assert_alike(scores, found.images["first_component"], relative=0, absolute=1e-5 * np.ptp(scores))
    assert (scores * maps.mean(axis=2)).sum() > 0
    assert found.shares["first_component"] == pytest.approx(pca.explained_variance_ratio_[0], abs=1e-9)


def test_the_other_images_are_what_their_names_say() -> None:
    maps = textured((6, 7, 5)) - 0.75
    found = portray(maps, NAMES)
    assert_alike(maps.mean(axis=2), found.images["mean_map"], absolute=1e-6)
    distances = [np.square(maps - maps[..., [channel]]).sum() for channel in range(5)]
    assert found.central == int(np.argmin(distances))
    np.testing.assert_array_equal(found.images["central_map"], maps[..., found.central])
    magnitudes = found.images["max_abs"]
    np.testing.assert_array_equal(np.abs(magnitudes), np.abs(maps).max(axis=2))
    assert ((magnitudes[..., np.newaxis] == maps).any(axis=2)).all()


def test_what_an_image_explains_is_what_least_squares_leave_over() -> None:
    values, image = flat(textured((8, 9, 6))), np.random.default_rng(1).normal(size=72)
    design = np.stack([np.ones(72), image], axis=1)
    _, residuals, _, _ = np.linalg.lstsq(design, values, rcond=None)
    total = np.square(values - values.mean(axis=0)).sum()
    assert explained_by(image, values) == pytest.approx(1 - residuals.sum() / total, abs=1e-12)


def test_no_image_explains_more_than_the_first_component() -> None:
    for seed in range(5):
        shares = portray(textured((12, 11, 9), seed), NAMES).shares
        assert max(share for share in shares.values() if share is not None) == shares["first_component"]


def test_a_masked_image_is_drawn_on_the_components_of_the_original() -> None:
    original, masked = textured((20, 20, 8)), textured((20, 20, 8), seed=4)
    found, pca = portray(masked, NAMES, original), PCA(2, svd_solver="full").fit(flat(original))
    scores = pca.transform(flat(masked))
    expected = scores.var(axis=0) / flat(masked).var(axis=0).sum()
    assert_alike(expected.tolist(), found.explained_variances, relative=1e-9, absolute=1e-9)
    sign = np.sign(pca.components_[0] @ found.weights)
    drawn = sign * scores[:, 0].reshape(20, 20)
    assert_alike(drawn, found.images["first_component"], relative=0, absolute=1e-5 * np.ptp(drawn))
    assert_alike(masked.mean(axis=2), found.images["mean_map"], absolute=1e-6)


def test_constant_maps_explain_nothing() -> None:
    found = portray(np.full((4, 4, 3), 0.3, dtype=np.float32), NAMES)
    assert found.explained_variances == []
    assert set(found.shares.values()) == {None}
    assert not found.images["first_component"].any()


def test_a_single_map_is_all_of_it() -> None:
    maps = textured((5, 4, 1))
    found = portray(maps, NAMES)
    assert found.explained_variances == [1.0]
    for name in NAMES:
        np.testing.assert_array_equal(found.images[name], maps[..., 0])
        assert found.shares[name] == pytest.approx(1.0)


def test_maps_that_are_multiples_of_one_have_one_component() -> None:
    maps = textured((7, 7, 1)) * np.array([1.0, 2.0, -3.0], dtype=np.float32)
    found = portray(maps, NAMES)
    assert_alike([1.0], found.explained_variances)


def test_of_equally_central_maps_the_first_is_taken() -> None:
    assert central(np.array([[0.0, 1.0], [1.0, 0.0]])) == 0
