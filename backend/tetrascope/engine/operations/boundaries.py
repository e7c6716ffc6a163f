"""Scene 2: the linear SVM between images that kept the examined label and images that did not (thesis 3.2.1)."""

from collections.abc import Generator, Iterable

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.boundary import FITS, BoundaryFit, fit_boundary_stepwise
from tetrascope.engine.examined import Examined, examined_label
from tetrascope.engine.label_space import LabelSpace
from tetrascope.engine.operations.pools import PoolNews, classified_pool, pool_key
from tetrascope.engine.pool_logits import ClassifiedPool
from tetrascope.engine.steps import Steps
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace
from tetrascope.protocol.operations.boundaries import Boundary, BoundaryRequest
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress

RESTS_ANYWHERE = False
"""While its pool is classified, see `pools`."""


def run(workspace: Workspace, request: BoundaryRequest) -> Steps[None]:
    """Yield one `Boundary`; the pool is classified first where it is not known."""
    network = yield from workspace.networks.get(request.pool.network_id)
    labels = LabelSpace(network, request.pool.merged)
    pool = yield from classified_pool(workspace, network, request.pool, _progress)
    examined = examined_label(labels, pool.original_logits, request.pool.label)
    key = ("boundary", *pool_key(network, request.pool), labels.key, examined.place)
    yield (yield from workspace.get_or_compute(key, lambda: _fit(workspace, pool, examined)))


def _progress(news: PoolNews | Event) -> Iterable[Event]:
    """How far the pool is, without its images, which nobody asked for."""
    yield news.progress if isinstance(news, PoolNews) else news


def _fit(workspace: Workspace, pool: ClassifiedPool, examined: Examined) -> Steps[tuple[Boundary, int]]:
    """One fit at a time on the other thread, so that a cancelled boundary ends with the fit under way."""
    kept = examined.kept(pool.logits)
    fits = fit_boundary_stepwise(pool.logits, kept, examined.outcome)
    done, time_left = 0, TimeLeft()
    while (fit := (yield from workspace.fitted(_next_fit, fits))) is None:
        done += 1
        yield Progress(done=done, total=FITS, seconds_left=time_left.seconds(done, FITS), stage="Finding the boundary")
    boundary = _message(fit, kept)
    return boundary, 64 * (len(boundary.distances) + len(boundary.support_vectors))


def _next_fit(fits: Generator[None, None, BoundaryFit]) -> BoundaryFit | None:
    try:
        next(fits)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    return None


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
