"""Scene 2: the pool of masked images, classified and placed."""

import numpy as np

from tetrascope.analysis.refinement import most_important
from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches, prepare_pool
from tetrascope.engine.pool_placement import PoolPlacement
from tetrascope.engine.requests import PoolRequest
from tetrascope.engine.results import Progress
from tetrascope.engine.steps import Steps, before_pass
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace, picture_key
from tetrascope.networks.network import Network
from tetrascope.occlusion.masked_pass import MaskedPass


def analyse_pool(workspace: Workspace, request: PoolRequest) -> Steps[None]:
    """Yield `PoolBatch`es as images are classified, then one `Pool`; of a pool known already just the `Pool`."""
    network = yield from workspace.networks.get(request.network_id)
    pool = yield from classified_pool(workspace, network, request)
    placement = PoolPlacement(network, pool, request.label)
    placement.add(np.arange(pool.plan.size))
    yield placement.whole_message(request.per_label)


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
    yield from _classify_images(passes, placement, time_left, workspace.settings.step_seconds)
    if pool.plan.to_choose:
        chosen = most_important(pool.plan.candidates, placement.importance(), pool.plan.to_choose)
        pool.plan = pool.plan.refined(chosen)
        yield from _classify_images(passes, placement, time_left, workspace.settings.step_seconds)
    return pool, pool.size


def _classify_images(
    passes: MaskedPass, placement: PoolPlacement, time_left: TimeLeft, step_seconds: float
) -> Steps[None]:
    """Every image whose mask is known and that is not classified yet."""
    pool = placement.pool
    wanted = np.arange(placement.count, len(pool.plan.boxes))
    yield from before_pass()
    for batch in classify_batches(passes, pool, wanted, step_seconds):
        if len(batch):
            placement.add(batch)
            yield placement.batch_message(batch)
        yield _progress(placement, time_left)
        yield from before_pass()


def _progress(placement: PoolPlacement, time_left: TimeLeft) -> Progress:
    """How far a pool is."""
    done, total = placement.count, placement.pool.plan.size
    seconds_left = time_left.seconds(done, total)
    return Progress(done=done, total=total, seconds_left=seconds_left, stage="Classifying masked images")
