"""Scene 2: the linear SVM between images that kept the examined label and images that did not (thesis 3.2.1)."""

from typing import Literal

from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations.pools import EXAMPLE, PoolRequest
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import AnalysisRequest


class BoundaryRequest(AnalysisRequest):
    """Scene 2: the linear SVM between images that kept the examined label and images that did not."""

    pool: PoolRequest
    """The pool; if it was computed before, it is not computed again."""


class Boundary(Part):
    """The linear SVM between the images that kept the examined label and those that did not."""

    status: Literal["separated", "one_class"]
    """`one_class` where all images kept the label, or all lost it: there is no boundary then."""
    explanation: str
    """What the status means, in a sentence."""
    kept: int
    """Images that are `kept` (class 0)."""
    changed: int
    """Images that are not (class 1)."""
    support_vectors: list[int]
    """Indices in the pool of the support vectors, rising."""
    distances: list[float]
    """Signed distance of each pool image to the boundary in standardised logits, positive on the changed side;
    empty where there is no boundary."""
    margin: float | None
    """Width of the margin, 2 / |w|, in standardised logits."""
    accuracy: float | None
    """Share of the pool on the right side, 0..1."""
    cross_validated_accuracy: float | None
    """The same for images left out of the fit (five stratified folds); null where a class has fewer than 5 images."""


OPERATION = Operation(
    name="boundaries",
    summary="The linear SVM between images that kept the label and images that lost it",
    request=BoundaryRequest,
    parts={"boundary": Boundary},
    answer=Boundary,
    examples={
        "boundary_request": BoundaryRequest(pool=EXAMPLE),
        "boundary": Boundary(
            status="separated",
            explanation=(
                "1 of 2 masked images kept the original's label and 1 lost it; a flat boundary separates them."
            ),
            kept=1,
            changed=1,
            support_vectors=[0, 1],
            distances=[-1.5, 1.5],
            margin=3.0,
            accuracy=1.0,
            cross_validated_accuracy=None,
        ),
        "boundary_one_class": Boundary(
            status="one_class",
            explanation="All 2 masked images kept the original's label, so there is no boundary.",
            kept=2,
            changed=0,
            support_vectors=[],
            distances=[],
            margin=None,
            accuracy=None,
            cross_validated_accuracy=None,
        ),
    },
)
