"""Scene 2: the pool of masked images, classified and placed."""

import time

import numpy as np

from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches, prepare_pool
from tetrascope.engine.pool_placement import PoolPlacement
from tetrascope.engine.requests import PoolRequest
from tetrascope.engine.results import Progress
from tetrascope.engine.steps import Steps
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network

LABELS_AT_VERTICES = 4


def analyse_pool(workspace: Workspace, request: PoolRequest) -> Steps[None]:
    """Yield `PoolBatch`es as images are classified, then one `Pool`; of a pool known already just the `Pool`."""
    network = yield from workspace.networks.get(request.network_id)
    pool = yield from classified_pool(workspace, network, request)
    placement = PoolPlacement(network, pool)
    placement.add(np.arange(len(pool.plan.boxes)))
    yield placement.whole_message(request.per_label)


def classified_pool(workspace: Workspace, network: Network, request: PoolRequest) -> Steps[ClassifiedPool]:
    """The pool with its logits: from the cache, or classified now with `PoolBatch`es and `Progress` on the way."""
    if network.class_count < LABELS_AT_VERTICES:
        raise InvalidInput(
            f"Expected a network of at least {LABELS_AT_VERTICES} classes, got one of {network.class_count}.",
            field="network_id",
        )
    key = ("pool", *pool_key(network, request))
    return (yield from workspace.once(key, lambda: _classify(workspace, network, request)))


def pool_key(network: Network, request: PoolRequest) -> tuple[object, ...]:
    """All that the logits of a pool depend on."""
    windows = None if request.windows is None else frozenset((w.size, w.stride) for w in request.windows)
    return (network.network_id, network.weights_identity, request.image_id, windows, request.fill)


def _classify(workspace: Workspace, network: Network, request: PoolRequest) -> Steps[tuple[ClassifiedPool, int]]:
    pool = yield from prepare_pool(workspace, network, request)
    placement = PoolPlacement(network, pool)
    started = time.perf_counter()
    yield _progress(placement, 0.0)
    for batch in classify_batches(workspace, network, pool, np.arange(len(pool.plan.boxes))):
        if len(batch):
            placement.add(batch)
            yield placement.batch_message(batch)
        yield _progress(placement, time.perf_counter() - started)
    return pool, pool.size


def _progress(placement: PoolPlacement, seconds: float) -> Progress:
    """How far a pool is after that many seconds."""
    done, total = placement.count, len(placement.pool.plan.boxes)
    return Progress(
        done=done,
        total=total,
        seconds_left=seconds / done * (total - done) if done else None,
        stage="Classifying masked images",
    )
