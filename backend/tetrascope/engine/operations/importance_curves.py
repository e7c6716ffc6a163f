"""Scene 2: whether the importance map of a pool is right (Petsiuk et al. 2018), and whether other fills agree."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.importance_curves import (
    counts_hidden,
    hiding_first,
    hiding_rest,
    mean_height,
    pixels_by_importance,
    rank_correlation,
    share_to_halve,
    shuffled_within,
)
from tetrascope.analysis.masks import BinaryMask
from tetrascope.engine.examined import Examined, examined_label
from tetrascope.engine.label_space import LabelSpace
from tetrascope.engine.operations.pools import PoolNews, classified_pool, pool_key
from tetrascope.engine.pool_logits import ClassifiedPool
from tetrascope.engine.pool_placement import pool_importance
from tetrascope.engine.steps import Pause, Steps, before_pass
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace
from tetrascope.networks.fit import inside
from tetrascope.networks.network import Network
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.methods import FILLS
from tetrascope.protocol.operations.importance_curves import FillAgreement, ImportanceCurves, ImportanceCurvesRequest
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress

RESTS_ANYWHERE = False
"""While its pools are classified, see `pools`."""
SHUFFLES = 2
"""How many maps that know nothing the map is compared with."""
SEED = 0
ALIKE = 0.7
"""Rank correlation from which on maps are said to be much alike: ranks share half of their variance."""


@dataclass(frozen=True)
class Curves:
    """Probabilities of a label, (steps + 1,) each."""

    deletion: NDArray[np.float64]
    insertion: NDArray[np.float64]


def run(workspace: Workspace, request: ImportanceCurvesRequest) -> Steps[None]:
    """Yield `ImportanceCurves` with the curves alone, then with each other fill too; what is known is not computed."""
    network = yield from workspace.networks.get(request.pool.network_id)
    labels = LabelSpace(network, request.pool.merged)
    pool = yield from classified_pool(workspace, network, request.pool, _progress)
    examined = examined_label(labels, pool.original_logits, request.pool.label)
    key = ("importance_curves", *pool_key(network, request.pool), labels.key, examined.place, request.steps)
    found = yield from workspace.get_or_compute(key, lambda: _curves(workspace, network, pool, examined, request.steps))
    fills: list[FillAgreement] = []
    yield _message(examined, *found, fills)
    for fill in FILLS.names:
        if fill == request.pool.fill:
            continue
        correlation = yield from _agreement(workspace, labels, pool, fill, request)
        fills.append(FillAgreement(fill=fill, correlation=correlation))
        yield _message(examined, *found, fills)


def _progress(news: PoolNews | Event) -> Iterable[Event]:
    """How far a pool is, without its images, which nobody asked for."""
    yield news.progress if isinstance(news, PoolNews) else news


def _probabilities(pool: ClassifiedPool, examined: Examined) -> NDArray[np.float32]:
    """Of the label, in each masked image, (n,)."""
    return examined.labels.probabilities(pool.logits)[:, examined.place].astype(np.float32)


def _importance(pool: ClassifiedPool, examined: Examined, probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """The map of a whole pool, of the photo alone: (rows, columns) of it."""
    return pool_importance(pool, examined, probabilities)[inside(pool.framing)]


def _agreement(
    workspace: Workspace,
    labels: LabelSpace,
    pool: ClassifiedPool,
    fill: Fill,
    request: ImportanceCurvesRequest,
) -> Steps[float | None]:
    filled = request.pool.model_copy(update={"fill": fill, "more_fills": []})
    other = yield from classified_pool(workspace, labels.network, filled, _progress)
    examined = examined_label(labels, pool.original_logits, request.pool.label)
    one, another = (_importance(each, examined, _probabilities(each, examined)) for each in (pool, other))
    return rank_correlation(one, another)


def _curves(
    workspace: Workspace, network: Network, pool: ClassifiedPool, examined: Examined, steps: int
) -> Generator[Event | Pause, None, tuple[tuple[Curves, Curves], int]]:
    """The curves of the map, and the mean of those of maps that know nothing; with the bytes that both take."""
    rng = np.random.default_rng(SEED)
    drawn = _probabilities(pool, examined)
    windows = np.array(pool.plan.window_of)
    maps = [_importance(pool, examined, drawn)]
    maps += [_importance(pool, examined, shuffled_within(drawn, windows, rng)) for _ in range(SHUFFLES)]
    orders = [pixels_by_importance(each) for each in maps]
    height, width = maps[0].shape
    steps = min(steps, maps[0].size)
    masks = [mask for order in orders for mask in _masks(order, steps, height, width)]
    masks.append(hiding_first(orders[0], height * width, height, width))
    logits = yield from _logits(workspace, network, pool, [_in_picture(mask, pool) for mask in masks])
    probabilities = examined.labels.probabilities(logits)[:, examined.place].astype(np.float64)
    nothing = float(probabilities[-1])
    curves = [
        _curves_of(each, examined.score.probability, nothing)
        for each in probabilities[:-1].reshape(len(orders), 2, steps - 1)
    ]
    chance = Curves(
        np.mean([each.deletion for each in curves[1:]], axis=0),
        np.mean([each.insertion for each in curves[1:]], axis=0),
    )
    return (curves[0], chance), 4 * 8 * (steps + 1)


def _logits(
    workspace: Workspace, network: Network, pool: ClassifiedPool, masks: Sequence[BinaryMask]
) -> Generator[Event | Pause, None, NDArray[np.float32]]:
    """Of the image under each mask, (n, classes), every one computed whole: such masks change nearly everything."""
    passes = yield from workspace.networks.masked_pass(network)
    logits = np.empty((len(masks), network.class_count), np.float32)
    done, time_left, size = 0, TimeLeft(), passes.run_bytes
    yield from workspace.pool_room.take(size)
    try:
        yield from before_pass()
        for batch in passes.run(pool.image, pool.fill, masks, incremental=False):
            logits[batch.indices] = batch.logits
            done += len(batch.indices)
            seconds_left = time_left.seconds(done, len(masks))
            yield Progress(done=done, total=len(masks), seconds_left=seconds_left, stage="Hiding and showing pixels")
            yield from before_pass()
    finally:
        workspace.pool_room.give_back(size)
    return logits


def _masks(order: NDArray[np.intp], steps: int, height: int, width: int) -> Iterator[BinaryMask]:
    """Of both curves, without their ends: there nothing is hidden, or everything."""
    counts = counts_hidden(order.size, steps)[1:-1]
    yield from (hiding_first(order, count, height, width) for count in counts)
    yield from (hiding_rest(order, count, height, width) for count in counts)


def _curves_of(between: NDArray[np.float64], unmasked: float, hidden: float) -> Curves:
    deletion, insertion = between
    return Curves(np.array([unmasked, *deletion, hidden]), np.array([hidden, *insertion, unmasked]))


def _in_picture(mask: BinaryMask, pool: ClassifiedPool) -> BinaryMask:
    """A mask of the photo, where the photo stands in the network's input."""
    rows, columns = inside(pool.framing)
    return BinaryMask(mask.box._replace(top=rows.start or 0, left=columns.start or 0), mask.bits)


def _message(examined: Examined, curves: Curves, chance: Curves, fills: list[FillAgreement]) -> ImportanceCurves:
    shares = np.linspace(0, 1, len(curves.deletion))
    return ImportanceCurves(
        examined=examined.score,
        shares=shares.tolist(),
        deletion=curves.deletion.tolist(),
        insertion=curves.insertion.tolist(),
        random_deletion=chance.deletion.tolist(),
        random_insertion=chance.insertion.tolist(),
        deletion_area=mean_height(curves.deletion),
        insertion_area=mean_height(curves.insertion),
        random_deletion_area=mean_height(chance.deletion),
        random_insertion_area=mean_height(chance.insertion),
        fills=list(fills),
        explanation=" ".join([_of_curves(examined, shares, curves, chance), *_of_fills(fills)]),
    )


def _of_curves(examined: Examined, shares: NDArray[np.float64], curves: Curves, chance: Curves) -> str:
    name = examined.score.label.name
    half, by_chance = share_to_halve(shares, curves.deletion), share_to_halve(shares, chance.deletion)
    if half is None:
        return f"Hiding pixels in this order never halves the probability of {name}: the map is no guide to it."
    said = f"Hiding the most important {half:.0%} of the pixels halves the probability of {name}"
    if by_chance is None:
        return f"{said}; in an order that knows nothing that never happens."
    said += f"; in an order that knows nothing it takes {by_chance:.0%}."
    better = mean_height(curves.deletion) < mean_height(chance.deletion)
    return said if better else f"{said} The map is no better than chance here: do not read much into it."


def _of_fills(fills: list[FillAgreement]) -> Iterator[str]:
    known = sorted(each.correlation for each in fills if each.correlation is not None)
    if not known:
        return
    least, most = known[0], known[-1]
    between = f"{least:.2f}" if len(known) == 1 else f"{least:.2f} to {most:.2f}"
    if least >= ALIKE:
        yield f"Other fills rank the pixels much alike (rank correlation {between})."
    else:
        yield f"Other fills rank the pixels otherwise (rank correlation {between}): what it shows depends on the fill."
