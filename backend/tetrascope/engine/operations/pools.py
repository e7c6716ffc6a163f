"""Scene 2: the pool of masked images, classified and placed (thesis 3.2)."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.refinement import most_important
from tetrascope.engine.examined import Examined, examined_label
from tetrascope.engine.label_space import LabelSpace
from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches, prepare_pool
from tetrascope.engine.pool_placement import PoolPlacement, pool_importance
from tetrascope.engine.steps import Pause, Result, Steps, before_pass, rest
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace, picture_key
from tetrascope.networks.network import Network
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress

RESTS_ANYWHERE = False
"""A run holds room that others wait for; it rests where `rest` says so."""
MAX_RUN_IMAGES = 512
"""Images of a pool in one run; a larger pool takes turns with the others between its runs."""


@dataclass(frozen=True)
class PoolNews:
    """How far the classification of a pool is; each reader places by itself what it has not placed yet."""

    pool: ClassifiedPool
    progress: Progress


def run(workspace: Workspace, request: PoolRequest) -> Steps[None]:
    """Yield `PoolBatch`es as images are classified, then one `Pool`; of a pool known already just the `Pool`."""
    network = yield from workspace.networks.get(request.network_id)
    labels = LabelSpace(network, request.merged)
    placement: PoolPlacement | None = None

    def tell(news: PoolNews | Event) -> Iterable[Event]:
        nonlocal placement
        if not isinstance(news, PoolNews):
            yield news
            return
        placement = placement or PoolPlacement(labels, news.pool, request.label)
        batch = placement.batch_message()
        if batch is not None:
            yield batch
        yield news.progress

    pool = yield from classified_pool(workspace, network, request, tell)
    placement = placement or PoolPlacement(labels, pool, request.label)
    yield placement.whole_message(request.per_label)


def classified_pool(
    workspace: Workspace,
    network: Network,
    request: PoolRequest,
    tell: Callable[[PoolNews | Event], Iterable[Event]],
) -> Steps[ClassifiedPool]:
    """The pool with its logits: from the cache, or classified now, with what `tell` makes of the news on the way."""
    key = ("pool", *pool_key(network, request))
    return (yield from workspace.get_or_compute(key, lambda: _classify(workspace, network, request), tell))


def pool_key(network: Network, request: PoolRequest) -> tuple[object, ...]:
    """All that the logits of a pool depend on; on the label examined only where it says where to refine.

    Merged labels are names for sums of what the network answers. So merging asks for no pass that was done before.
    """
    label = (request.label, LabelSpace(network, request.merged).key) if request.refine else None
    windows = None if request.windows is None else frozenset((w.size, w.stride) for w in request.windows)
    whose = (network.network_id, network.weights_identity, *picture_key(request, network.input))
    return (*whose, windows, request.fill, tuple(request.more_fills), request.refine, label)


PoolSteps = Generator[PoolNews | Event | Pause, None, Result]


def _classify(workspace: Workspace, network: Network, request: PoolRequest) -> PoolSteps[tuple[ClassifiedPool, int]]:
    pool = yield from prepare_pool(workspace, network, request)
    time_left = TimeLeft()
    yield _news(pool, time_left)
    passes = yield from workspace.networks.masked_pass(network)
    yield from _classify_images(workspace, passes, pool, time_left)
    if pool.plan.to_choose:
        examined = examined_label(LabelSpace(network, request.merged), pool.original_logits, request.label)
        chosen = most_important(pool.plan.candidates, _importance(pool, examined), pool.plan.to_choose)
        pool.plan = pool.plan.refined(chosen)
        yield from _classify_images(workspace, passes, pool, time_left)
    return pool, pool.size


def _importance(pool: ClassifiedPool, examined: Examined) -> NDArray[np.float64]:
    """Of each pixel, by the images that are classified, which are the first of the pool."""
    probabilities = examined.labels.probabilities(pool.logits[: pool.count])
    return pool_importance(pool, examined, probabilities[:, examined.place].astype(np.float32))


def _classify_images(
    workspace: Workspace, passes: MaskedPass, pool: ClassifiedPool, time_left: TimeLeft
) -> PoolSteps[None]:
    """Every image whose mask is known and that is not classified yet, in runs of some hundreds.

    A run holds maps from its beginning to its end. So it waits for room, and rests only when it has ended.
    The first image of all comes before, so that something is there at once.
    """

    def one_run(some: NDArray[np.intp], incremental: bool) -> PoolSteps[None]:
        yield from before_pass()
        seconds = workspace.settings.step_seconds
        for done in classify_batches(passes, pool, some, seconds, incremental=incremental):
            pool.here[done] = True
            yield _news(pool, time_left)
            yield from before_pass()

    if not pool.count:
        yield from one_run(np.arange(1), False)
    for some in _runs(pool):
        size = passes.run_bytes
        yield from workspace.pool_room.take(size)
        try:
            yield from one_run(some, True)
        finally:
            workspace.pool_room.give_back(size)
        yield from rest()


def _runs(pool: ClassifiedPool) -> list[NDArray[np.intp]]:
    """What is to be classified, in the order of the pool, some hundreds of one fill at a time."""
    wanted, fills = np.arange(pool.count, len(pool.plan.boxes)), len(pool.plan.fills)
    ends = np.arange(1, fills) * (len(pool.plan.boxes) // fills)
    of_each = np.split(wanted, np.searchsorted(wanted, ends))
    return [some[first : first + MAX_RUN_IMAGES] for some in of_each for first in range(0, len(some), MAX_RUN_IMAGES)]


def _news(pool: ClassifiedPool, time_left: TimeLeft) -> PoolNews:
    done, total = pool.count, pool.plan.size
    seconds_left = time_left.seconds(done, total)
    return PoolNews(
        pool, Progress(done=done, total=total, seconds_left=seconds_left, stage="Classifying masked images")
    )
