import numpy as np
import pytest
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from tests.likeness import assert_alike

from tetrascope.analysis.boundary import fit_boundary
from tetrascope.errors import Failed


def pool(count: int, classes: int, noise: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(count, 6)) @ rng.normal(size=(6, classes)) + rng.normal(size=classes)
    kept = logits[:, 0] - logits[:, 1] + noise * rng.normal(size=count) > -0.5
    return logits.astype(np.float32), kept


def test_hand_computed() -> None:
    # Standardised, the points stand at -1 and 1; the boundary is 0, w = 1 and the margin reaches from -1 to 1.
    fit = fit_boundary(np.array([[2.0], [6.0]]), np.array([True, False]))
    assert fit.status == "separated"
    assert fit.support_vectors.tolist() == [0, 1]
    assert_alike([-1, 1], fit.distances, relative=1e-7, absolute=0)
    assert fit.margin == pytest.approx(2)
    assert fit.accuracy == 1
    assert fit.cross_validated_accuracy is None
    assert "1 of 2" in fit.explanation


@pytest.mark.parametrize("noise", [0.0, 2.0])
def test_agrees_with_scikit_learns_linear_kernel(noise: float) -> None:
    logits, kept = pool(150, 40, noise)
    fit = fit_boundary(logits, kept)
    points = StandardScaler().fit_transform(logits.astype(np.float64))
    machine = SVC(kernel="linear").fit(points, ~kept)
    length = np.linalg.norm(machine.coef_)
    assert fit.support_vectors.tolist() == sorted(machine.support_)
    assert_alike(machine.decision_function(points) / length, fit.distances, relative=0, absolute=1e-6)
    assert fit.margin == pytest.approx(2 / length)
    assert fit.accuracy == pytest.approx(machine.score(points, ~kept))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    pipeline = make_pipeline(StandardScaler(), SVC(kernel="linear"))
    sizes = [len(test) for _, test in folds.split(logits, ~kept)]
    scores = cross_val_score(pipeline, logits.astype(np.float64), ~kept, cv=folds)
    assert fit.cross_validated_accuracy == pytest.approx(np.average(scores, weights=sizes))


def test_separable_pool() -> None:
    logits, kept = pool(240, 30, 0.0)
    clear = np.abs(logits[:, 0] - logits[:, 1] + 0.5) > 1
    logits, kept = logits[clear], kept[clear]
    fit = fit_boundary(logits, kept)
    assert fit.accuracy == 1
    assert "without error" in fit.explanation
    assert ((fit.distances > 0) == ~kept).all()
    # Support vectors are the images nearest to the boundary: at the margin's edge or inside it.
    assert fit.margin is not None
    inner = np.flatnonzero(np.abs(fit.distances) <= fit.margin / 2 * 1.002)
    assert set(fit.support_vectors) <= set(inner)


@pytest.mark.parametrize(("kept", "word"), [(True, "kept"), (False, "lost")])
def test_one_class(kept: bool, word: str) -> None:
    fit = fit_boundary(pool(20, 8, 0.0)[0], np.full(20, kept))
    assert fit.status == "one_class"
    assert f"All 20 masked images {word}" in fit.explanation
    assert "windows" in fit.explanation
    assert fit.support_vectors.size == fit.distances.size == 0
    assert (fit.margin, fit.accuracy, fit.cross_validated_accuracy) == (None, None, None)


def test_logits_that_never_vary_change_nothing() -> None:
    logits, kept = pool(60, 10, 0.5)
    flat = np.full((60, 3), 4.2, dtype=np.float32)
    assert_alike(
        fit_boundary(logits, kept).distances,
        fit_boundary(np.hstack([logits, flat]), kept).distances,
        relative=0,
        absolute=1e-9,
    )


def test_identical_logits_have_no_direction() -> None:
    fit = fit_boundary(np.ones((6, 4)), np.array([True, False] * 3))
    assert fit.margin is None
    assert fit.distances.tolist() == [0.0] * 6


@pytest.mark.parametrize(("changed", "known"), [(4, False), (5, True)])
def test_cross_validation_needs_five_of_each(changed: int, known: bool) -> None:
    logits, _ = pool(30, 6, 0.0)
    fit = fit_boundary(logits, np.arange(30) >= changed)
    assert (fit.cross_validated_accuracy is not None) == known


def test_repeatable() -> None:
    logits, kept = pool(80, 20, 1.0)
    once, again = fit_boundary(logits, kept), fit_boundary(logits, kept)
    np.testing.assert_array_equal(once.distances, again.distances)
    assert once.cross_validated_accuracy == again.cross_validated_accuracy


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_not_finite(value: float) -> None:
    with pytest.raises(Failed, match="finite logits"):
        fit_boundary(np.array([[0.0], [value]]), np.array([True, False]))
