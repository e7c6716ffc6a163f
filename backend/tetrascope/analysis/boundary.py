"""The boundary between images that kept a label and images that did not: a linear SVM.

The thesis's (Fatemi Pour 2022, section 3.2.1).
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from tetrascope.analysis.extremes import check_logits

FOLDS = 5
"""Folds of the cross-validation, and the images each class needs for it."""
FITS = 1 + FOLDS
"""Support vector machines that are fitted where there is a cross-validation."""
MAX_ITERATIONS = 1_000_000
"""Steps of the optimiser after which a fit is taken as it is: some ten seconds for the largest pools, whose classes
overlap beyond hope; those of real images take some thousands."""


@dataclass(frozen=True)
class BoundaryFit:
    """What the boundary says of the pool; lengths in standardised logits."""

    status: Literal["separated", "one_class"]
    """`one_class` where no image or every image kept the label: there is no boundary then."""
    explanation: str
    """What that means, in a sentence."""
    support_vectors: NDArray[np.intp]
    """Indices of the support vectors, rising."""
    distances: NDArray[np.float64]
    """(n,) signed distance of each image, positive on the changed side; empty where there is no boundary."""
    margin: float | None
    """Width of the margin, 2 / ‖w‖."""
    accuracy: float | None
    """Share of the images on the right side, 0..1."""
    cross_validated_accuracy: float | None
    """The same for images left out of the fit; None where a class has fewer than 5 images."""


class Outcome(NamedTuple):
    """What the two classes are, as the end of a sentence about images."""

    kept: str
    """Of class 0."""
    changed: str
    """Of class 1, after the words for class 0."""
    changed_alone: str
    """Of class 1, without them."""


LABEL_KEPT = Outcome("kept the original's label", "lost it", "lost the original's label")
"""Where classes exclude each other and the label is that of the original."""


class _Plane(NamedTuple):
    normal: NDArray[np.float64]
    intercept: float
    support_vectors: NDArray[np.intp]

    def decide(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return points @ self.normal + self.intercept


def fit_boundary(logits: NDArray[np.floating], kept: NDArray[np.bool_], outcome: Outcome = LABEL_KEPT) -> BoundaryFit:
    """Linear support vector machine on the standardised logits of the whole pool.

    Class 0 kept the label, class 1 changed it. C = 1 (Cortes & Vapnik 1995). A logit that never varies
    stays 0 when standardised. Cross-validation: five stratified folds in a fixed shuffle, standardised within each.

    Args:
        logits: (n, classes), outputs of the last fully connected layer before softmax or sigmoid.
        kept: (n,), whether the label is with the image as it is with the unmasked one.
        outcome: words for the two classes.

    Raises:
        Failed: a logit is NaN or infinite.
    """
    steps = fit_boundary_stepwise(logits, kept, outcome)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def fit_boundary_stepwise(
    logits: NDArray[np.floating], kept: NDArray[np.bool_], outcome: Outcome = LABEL_KEPT
) -> Generator[None, None, BoundaryFit]:
    """The same, one fit at a time: yields after each of the first `FITS`, returns what `fit_boundary` does."""
    check_logits(logits)
    changed = ~np.asarray(kept, dtype=bool)
    if changed.all() or not changed.any():
        return _one_class(outcome, kept_all=not changed.any(), count=len(changed))
    points = StandardScaler().fit_transform(np.asarray(logits, dtype=np.float64))
    plane = _fit_plane(points, changed)
    yield
    decisions = plane.decide(points)
    length = float(np.linalg.norm(plane.normal))
    accuracy = _accuracy(decisions, changed)
    return BoundaryFit(
        status="separated",
        explanation=_explain(outcome, changed, accuracy),
        support_vectors=plane.support_vectors,
        distances=decisions / length if length else np.zeros_like(decisions),
        margin=2 / length if length else None,
        accuracy=accuracy,
        cross_validated_accuracy=(yield from _cross_validate(logits, changed)),
    )


def _fit_plane(points: NDArray[np.float64], changed: NDArray[np.bool_]) -> _Plane:
    # The Gram matrix in one product takes two thirds of the time that libsvm's own linear kernel takes; same solution.
    machine = SVC(kernel="precomputed", C=1.0, max_iter=MAX_ITERATIONS).fit(points @ points.T, changed)
    support = machine.support_.astype(np.intp)
    normal = machine.dual_coef_[0] @ points[support]
    return _Plane(normal, float(machine.intercept_[0]), np.sort(support))


def _cross_validate(logits: NDArray[np.floating], changed: NDArray[np.bool_]) -> Generator[None, None, float | None]:
    if min(changed.sum(), (~changed).sum()) < FOLDS:
        return None
    right = 0.0
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(logits, changed):
        scaler = StandardScaler().fit(np.asarray(logits[train], dtype=np.float64))
        plane = _fit_plane(scaler.transform(np.asarray(logits[train], dtype=np.float64)), changed[train])
        decisions = plane.decide(scaler.transform(np.asarray(logits[test], dtype=np.float64)))
        right += _accuracy(decisions, changed[test]) * len(test)
        yield
    return right / len(changed)


def _accuracy(decisions: NDArray[np.float64], changed: NDArray[np.bool_]) -> float:
    return float(((decisions > 0) == changed).mean())


def _explain(outcome: Outcome, changed: NDArray[np.bool_], accuracy: float) -> str:
    lost, count = int(changed.sum()), len(changed)
    start = f"{count - lost} of {count} masked images {outcome.kept} and {lost} {outcome.changed}"
    if accuracy == 1.0:
        return f"{start}; a flat boundary in the space of the logits separates them without error."
    return f"{start}; a flat boundary in the space of the logits has {accuracy:.1%} of them on the right side."


def _one_class(outcome: Outcome, *, kept_all: bool, count: int) -> BoundaryFit:
    explanation = (
        f"All {count} masked images {outcome.kept}, so there is no boundary: no single mask of these sizes "
        "hides enough to change the answer. Larger windows may."
        if kept_all
        else f"All {count} masked images {outcome.changed_alone}, so there is no boundary: every mask of these sizes "
        "changes the answer. Smaller windows may leave it."
    )
    none = np.empty(0)
    return BoundaryFit("one_class", explanation, none.astype(np.intp), none, None, None, None)
