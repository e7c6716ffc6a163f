"""Scene 2: the pool of masked images, classified and placed."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.refinement import most_important
from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches, prepare_pool
from tetrascope.engine.pool_placement import PoolPlacement
from tetrascope.engine.steps import Steps, before_pass, rest
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace, picture_key
from tetrascope.networks.network import Network
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.progress import Progress

MAX_RUN_IMAGES = 512
"""Images of a pool in one run; a larger pool takes turns with the others between its runs."""


def run(workspace: Workspace, request: PoolRequest) -> Steps[None]:
    """Yield `PoolBatch`es as images are classified, then one `Pool`; of a pool known already just the `Pool`."""
    network = yield from workspace.networks.get(request.network_id)
    pool = yield from classified_pool(workspace, network, request)
    placement = PoolPlacement(network, pool, request.label)
    placement.add(np.arange(pool.plan.size))
    yield placement.whole_message(request.per_label)


RESTS_ANYWHERE = False


def classified_pool(workspace: Workspace, network: Network, request: PoolRequest) -> Steps[ClassifiedPool]:
    """The pool with its logits: from the cache, or classified now with `PoolBatch`es and `Progress` on the way."""
    key = ("pool", *pool_key(network, request))
    return (yield from workspace.once(key, lambda: _classify(workspace, network, request), told=request.label))


def pool_key(network: Network, request: PoolRequest) -> tuple[object, ...]:
    """All that the logits of a pool depend on; on the label examined only where it says where to refine."""
    label = request.label if request.refine else None
    windows = None if request.windows is None else frozenset((w.size, w.stride) for w in request.windows)
    whose = (network.network_id, network.weights_identity, *picture_key(request, network.input))
    return (*whose, windows, request.fill, request.refine, label)


def _classify(workspace: Workspace, network: Network, request: PoolRequest) -> Steps[tuple[ClassifiedPool, int]]:
    pool = yield from prepare_pool(workspace, network, request)
    placement = PoolPlacement(network, pool, request.label)
    time_left = TimeLeft()
    yield _progress(placement, time_left)
    passes = yield from workspace.networks.masked_pass(network)
    yield from _classify_images(workspace, passes, placement, time_left)
    if pool.plan.to_choose:
        chosen = most_important(pool.plan.candidates, placement.importance(), pool.plan.to_choose)
        pool.plan = pool.plan.refined(chosen)
        yield from _classify_images(workspace, passes, placement, time_left)
    return pool, pool.size


def _classify_images(
    workspace: Workspace, passes: MaskedPass, placement: PoolPlacement, time_left: TimeLeft
) -> Steps[None]:
    """Every image whose mask is known and that is not classified yet, in runs of some hundreds.

    A run holds maps from its beginning to its end. So few pools run at a time, and none rests before its run has ended.
    The first image of all comes before, so that something is there at once.
    """

    def run(some: NDArray[np.intp], incremental: bool) -> Steps[None]:
        yield from before_pass()
        seconds = workspace.settings.step_seconds
        for batch in classify_batches(passes, placement.pool, some, seconds, incremental=incremental):
            if len(batch):
                placement.add(batch)
                yield placement.batch_message(batch)
            yield _progress(placement, time_left)
            yield from before_pass()

    if not placement.count:
        yield from run(np.arange(1), False)
    wanted = np.arange(placement.count, len(placement.pool.plan.boxes))
    for first in range(0, len(wanted), MAX_RUN_IMAGES):
        yield from workspace.pool_room.take(1)
        try:
            yield from run(wanted[first : first + MAX_RUN_IMAGES], True)
        finally:
            workspace.pool_room.give_back(1)
        yield from rest()


def _progress(placement: PoolPlacement, time_left: TimeLeft) -> Progress:
    """How far a pool is."""
    done, total = placement.count, placement.pool.plan.size
    seconds_left = time_left.seconds(done, total)
    return Progress(done=done, total=total, seconds_left=seconds_left, stage="Classifying masked images")
