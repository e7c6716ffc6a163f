"""What of an analysis that begins again is told, and what is not told twice."""

from collections.abc import Iterable, Sequence

from tetrascope.engine.cluster.resumption import Resumption
from tetrascope.protocol.operations.layers import OPERATION as LAYERS
from tetrascope.protocol.operations.pools import OPERATION as POOLS
from tetrascope.protocol.operations.pools import Pool, PoolBatch
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress

PREDICTIONS, LAYER = (
    next(each for each in LAYERS.examples.values() if isinstance(each, kind)) for kind in LAYERS.parts.values()
)
BATCH, POOL = (next(each for each in POOLS.examples.values() if isinstance(each, kind)) for kind in (PoolBatch, Pool))


def batch(*indices: int, relabelled: bool = False) -> PoolBatch:
    assert isinstance(BATCH, PoolBatch)
    images = [BATCH.images[0].model_copy(update={"index": index}) for index in indices]
    return BATCH.model_copy(update={"images": images, "relabelled": relabelled})


def told(resumption: Resumption, events: Iterable[Event]) -> list[Event]:
    return [event for each in events if (event := resumption.pass_on(each)) is not None]


def indices(events: Sequence[Event]) -> list[list[int]]:
    return [[image.index for image in event.images] for event in events if isinstance(event, PoolBatch)]


def progress(done: int, stage: str = "Classifying") -> Progress:
    return Progress(done=done, total=9, seconds_left=None, stage=stage)


def test_without_a_restart_everything_is_told() -> None:
    events = [progress(0), batch(0), progress(1), batch(0, 1, relabelled=True), POOL]
    assert all(isinstance(event, Event) for event in events)
    assert told(Resumption(), events) == events  # type: ignore[arg-type]


def test_parts_that_were_told_are_not_told_again() -> None:
    assert isinstance(PREDICTIONS, Part) and isinstance(LAYER, Part)
    layers = [LAYER.model_copy(update={"position": position}) for position in range(4)]
    resumption = Resumption()
    first = told(resumption, [PREDICTIONS, *layers[:2]])
    resumption.restart()
    first += told(resumption, [PREDICTIONS, *layers[:1]])
    resumption.restart()
    assert first + told(resumption, [PREDICTIONS, *layers]) == [PREDICTIONS, *layers]


def test_a_pool_goes_on_in_one_batch_that_replaces_all_as_soon_as_it_has_what_was_told() -> None:
    resumption = Resumption()
    assert indices(told(resumption, [batch(0), batch(5, 2)])) == [[0], [5, 2]]
    resumption.restart()
    assert told(resumption, [batch(0), batch(1, 2, 3)]) == []
    (caught_up,) = told(resumption, [batch(4, 5)])
    assert isinstance(caught_up, PoolBatch)
    assert (indices([caught_up]), caught_up.relabelled) == ([[0, 1, 2, 3, 4, 5]], True)
    assert {label.index for label in caught_up.labels} == {image.label for image in caught_up.images}
    assert told(resumption, [batch(6)]) == [batch(6)]


def test_positions_of_labels_that_are_gone_are_not_told() -> None:
    resumption = Resumption()
    told(resumption, [batch(0), batch(1, 2)])
    resumption.restart()
    moved = batch(0, 1, 2, relabelled=True)
    moved = moved.model_copy(update={"images": [i.model_copy(update={"outside": 0.5}) for i in moved.images]})
    (caught_up,) = told(resumption, [batch(0, 1), moved])
    assert isinstance(caught_up, PoolBatch)
    assert (caught_up.images, caught_up.relabelled) == (moved.images, True)


def test_a_pool_that_is_known_already_ends_the_wait() -> None:
    assert isinstance(POOL, Pool)
    resumption = Resumption()
    told(resumption, [batch(0), batch(1)])
    resumption.restart()
    assert told(resumption, [POOL]) == [POOL]


def test_progress_does_not_go_back() -> None:
    resumption = Resumption()
    told(resumption, [progress(0), progress(5)])
    resumption.restart()
    again = [progress(0, "Loading"), progress(0), progress(4), progress(6)]
    assert told(resumption, again) == [progress(0, "Loading"), progress(6)]
