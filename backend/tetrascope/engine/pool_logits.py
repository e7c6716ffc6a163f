"""Classifying a pool, batch by batch."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tetrascope.engine.feature_maps import layer_maps
from tetrascope.engine.masking import masked_view
from tetrascope.engine.pool_plan import PoolPlan, plan_pool
from tetrascope.engine.steps import Steps
from tetrascope.engine.workspace import Workspace
from tetrascope.networks.fit import inside
from tetrascope.networks.network import Network
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.framing import Framing
from tetrascope.protocol.operations.pools import PoolRequest


@dataclass
class ClassifiedPool:
    """A pool before it is placed."""

    image: NDArray[np.uint8]
    """The unmasked image, (h, w, 3)."""
    framing: Framing
    """Which part of the photo that is."""
    fills: list[NDArray[np.uint8]]
    """What shows through a mask, (h, w, 3), of each fill of the plan."""
    plan: PoolPlan
    """Its masks; replaced once, where the last of them are chosen by what the others found."""
    original_logits: NDArray[np.float32]
    """Logits of the unmasked image, (classes,)."""
    logits: NDArray[np.float32]
    """Logits of the masked images, (n, classes), where they are known."""
    here: NDArray[np.bool_] = field(init=False)
    """Of which images they are, (n,)."""

    def __post_init__(self) -> None:
        self.here = np.zeros(len(self.logits), np.bool_)

    @property
    def fill(self) -> NDArray[np.uint8]:
        """What shows through a mask of the first fill, (h, w, 3)."""
        return self.fills[0]

    @property
    def count(self) -> int:
        """Images that are classified."""
        return int(self.here.sum())

    @property
    def size(self) -> int:
        """Bytes it takes."""
        boxes = 256 * self.plan.size
        fills = len(self.fills) * self.fill.nbytes
        return self.image.nbytes + fills + self.original_logits.nbytes + self.logits.nbytes + boxes


def prepare_pool(workspace: Workspace, network: Network, request: PoolRequest) -> Steps[ClassifiedPool]:
    """Everything about a pool but the logits of its images, and the choice of masks where it is to be refined."""
    view = yield from masked_view(workspace, network, request)
    plan = plan_pool(
        request, *network.input.size, max_images=workspace.settings.max_pool_images, photo=inside(view.framing)
    )
    original_logits, _ = layer_maps(workspace, network, view, ())
    logits = np.empty((plan.size, network.class_count), np.float32)
    fills = []
    for fill in plan.fills:
        fills.append((yield from workspace.fill_image(request, network.input, fill)))
    return ClassifiedPool(view.image, view.framing, fills, plan, original_logits, logits)


def classify_batches(
    passes: MaskedPass,
    pool: ClassifiedPool,
    wanted: NDArray[np.intp],
    step_seconds: float,
    *,
    incremental: bool = True,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[NDArray[np.intp]]:
    """Find the logits of the images `wanted`, all of one fill; yields the indices of those done since the yield before.

    They come in any order, each once. None may have come: `step_seconds` have passed then, and others have their turn.
    `incremental` is False to compute each whole, which is faster for a single one.
    """
    boxes = [pool.plan.boxes[index] for index in wanted]
    fill = pool.fills[pool.plan.fill_of(int(wanted[0]))]
    step_began = clock()
    for batch in passes.run(pool.image, fill, boxes, incremental=incremental):
        done = wanted[batch.indices]
        pool.logits[done] = batch.logits
        if len(done) or clock() - step_began > step_seconds:
            yield done
            step_began = clock()
