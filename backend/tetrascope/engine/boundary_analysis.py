"""Scene 2: the linear SVM between images that kept the original's label and images that lost it."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.boundary import BoundaryFit, fit_boundary
from tetrascope.engine.pool_analysis import classified_pool
from tetrascope.engine.pool_placement import kept_label
from tetrascope.engine.requests import BoundaryRequest
from tetrascope.engine.results import Boundary, Progress
from tetrascope.engine.steps import Pause, Result, Steps
from tetrascope.engine.workspace import Workspace


def analyse_boundary(workspace: Workspace, request: BoundaryRequest) -> Steps[None]:
    """Yield one `Boundary`; the pool is classified first where it is not known."""
    network = yield from workspace.networks.get(request.pool.network_id)
    pool = yield from _without_parts(classified_pool(workspace, network, request.pool))
    kept = kept_label(pool)
    fit = yield from workspace.aside(fit_boundary, pool.logits, kept)
    yield _message(fit, kept)


def _without_parts(steps: Steps[Result]) -> Steps[Result]:
    """The same steps without the pool's own parts, which nobody asked for."""
    while True:
        try:
            event = next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        if isinstance(event, Progress | Pause):
            yield event


def _message(fit: BoundaryFit, kept: NDArray[np.bool_]) -> Boundary:
    return Boundary(
        status=fit.status,
        explanation=fit.explanation,
        kept=int(kept.sum()),
        changed=int((~kept).sum()),
        support_vectors=fit.support_vectors.tolist(),
        distances=fit.distances.tolist(),
        margin=fit.margin,
        accuracy=fit.accuracy,
        cross_validated_accuracy=fit.cross_validated_accuracy,
    )
