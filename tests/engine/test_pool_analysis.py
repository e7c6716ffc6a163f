import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from tetrascope.analysis.masks import Box
from tetrascope.engine import boundary_analysis, pool_analysis
from tetrascope.engine.photo import decode_photo
from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches
from tetrascope.engine.pool_plan import PoolPlan
from tetrascope.engine.requests import BoundaryRequest, LayersRequest, PoolRequest, Window
from tetrascope.engine.results import Boundary, Event, Pool, PoolBatch, PoolImage, Progress
from tetrascope.engine.samples import SAMPLES
from tetrascope.errors import Failed, InvalidInput, TooLarge
from tetrascope.networks.network import Network
from tetrascope.occlusion.incremental_run import Batch
from tetrascope.occlusion.masked_pass import MaskedPass

LITE0 = "efficientnet-lite0"
WINDOWS = [Window(size=56, stride=40), Window(size=84, stride=60)]


def pool_request(image: str, **changes: Any) -> PoolRequest:
    return PoolRequest(**{"image_id": image, "network_id": LITE0, "windows": WINDOWS, **changes})


@pytest.fixture(scope="module")
def pool(running: Any, cat: str) -> Pool:
    return running.parts(pool_request(cat))[-1]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def plain_logits(pool: Pool, lite0: Network) -> np.ndarray:
    """A plain loop through the Keras model, one masked image at a time, sharing no code with the pool."""
    photo = decode_photo(SAMPLES[0].read(), max_pixels=10**8)
    image = lite0.crop(photo)
    rows = []
    for item in pool.images:
        masked = image.copy()
        masked[item.mask.top : item.mask.top + item.mask.height, item.mask.left : item.mask.left + item.mask.width] = 0
        inputs = (masked[None].astype(np.float32) - 127) / 128
        rows.append(np.asarray(lite0.model(inputs, training=False))[0])
    return np.array(rows)


def test_labels_are_found_anew_only_as_the_images_double(running: Any) -> None:
    request = pool_request(running.sample("temple"), windows=[Window(size=84, stride=42), Window(size=56, stride=28)])
    batches = [event for event in running.events(request) if isinstance(event, PoolBatch)]
    arrived: set[int] = set()
    found_at = len(batches[0].images)
    relabelled = []
    for batch in batches:
        arrived |= {item.index for item in batch.images}
        if batch.relabelled:
            assert len(arrived) >= 2 * found_at or len(arrived) == 74
            found_at = len(arrived)
            relabelled.append(len(batch.images))
    assert len(arrived) == 74
    assert relabelled
    assert sum(relabelled) <= 3 * 74


async def collect(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


async def last(events: AsyncIterator[Event]) -> Event:
    return (await collect(events))[-1]


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def test_probabilities_agree_with_a_plain_loop(pool: Pool, plain_logits: np.ndarray) -> None:
    expected = softmax(plain_logits)
    four = [vertex.label.index for vertex in pool.vertices]
    assert np.abs(np.array([item.probabilities for item in pool.images]) - expected[:, four]).max() < 1e-5
    assert [item.label for item in pool.images] == expected.argmax(axis=1).tolist()
    assert sorted(four) == sorted(np.argsort(-expected.sum(axis=0))[:4].tolist())
    original = pool.original.label.index
    assert np.abs(np.array([item.original_probability for item in pool.images]) - expected[:, original]).max() < 1e-5


def test_windows_go_from_the_largest_and_cover_the_image(pool: Pool) -> None:
    assert [window.size for window in pool.windows] == [84, 56]
    assert [item.index for item in pool.images] == list(range(len(pool.images)))
    for index in range(2):
        covered = np.zeros((224, 224), bool)
        for item in pool.images:
            if item.window == index:
                box = item.mask
                covered[box.top : box.top + box.height, box.left : box.left + box.width] = True
        assert covered.all()


def test_images_stand_inside_the_tetrahedron(pool: Pool) -> None:
    vertices = np.array([vertex.position for vertex in pool.vertices])
    for item in pool.images:
        weights = np.array(item.probabilities) / sum(item.probabilities)
        assert np.allclose(weights @ vertices, item.position, atol=1e-6)
        assert item.outside == pytest.approx(1 - sum(item.probabilities), abs=1e-6)


def test_each_label_is_represented_equally(running: Any, cat: str) -> None:
    pool = running.parts(pool_request(cat, per_label=5))[-1]
    represented = [item.represents for item in pool.images if item.represents is not None]
    assert np.bincount(represented).tolist() == [5, 5, 5, 5]


def test_importance_is_the_mean_drop_over_the_masks_that_cover_a_pixel(pool: Pool) -> None:
    row, column = 100, 120
    drops = [
        pool.original.probability - item.original_probability
        for item in pool.images
        if item.mask.top <= row < item.mask.top + item.mask.height
        and item.mask.left <= column < item.mask.left + item.mask.width
    ]
    tensor = pool.importance
    stored = tensor.data[row * tensor.shape[1] + column] * tensor.scale + tensor.offset
    assert stored == pytest.approx(np.mean(drops), abs=tensor.scale)


def test_the_boundary_agrees_with_scikit_learn(running: Any, cat: str, pool: Pool, plain_logits: np.ndarray) -> None:
    (boundary,) = running.parts(BoundaryRequest(pool=pool_request(cat)))
    assert isinstance(boundary, Boundary)
    changed = np.array([not item.kept for item in pool.images])
    assert (boundary.kept, boundary.changed) == (int((~changed).sum()), int(changed.sum()))
    assert boundary.status == "separated"
    points = StandardScaler().fit_transform(plain_logits.astype(np.float64))
    machine = SVC(kernel="linear").fit(points, changed)
    distances = machine.decision_function(points) / np.linalg.norm(machine.coef_)
    assert np.allclose(boundary.distances, distances, atol=0.05)
    assert boundary.margin == pytest.approx(2 / np.linalg.norm(machine.coef_), rel=0.01)
    assert boundary.accuracy == pytest.approx(machine.score(points, changed), abs=0.02)


def test_one_class_only_is_said_in_a_sentence(running: Any) -> None:
    request = pool_request(running.sample("coffee"), windows=[Window(size=16, stride=16)])
    boundary = running.parts(BoundaryRequest(pool=request))[0]
    assert boundary.status == "one_class"
    assert boundary.support_vectors == []
    assert boundary.margin is None
    assert "no boundary" in boundary.explanation


def test_parts_add_up_to_the_whole(running: Any, cat: str) -> None:
    events = running.events(pool_request(cat, fill="mean"))
    so_far: dict[int, Any] = {}
    vertices = None
    for event in events:
        if isinstance(event, PoolBatch):
            if event.relabelled:
                assert {item.index for item in event.images} >= set(so_far)
            so_far.update({item.index: item for item in event.images})
            vertices = [vertex.label.index for vertex in event.vertices]
    whole = events[-1]
    assert isinstance(whole, Pool)
    assert [vertex.label.index for vertex in whole.vertices] == vertices
    assert [item.model_copy(update={"represents": None}) for item in whole.images] == [
        so_far[index] for index in sorted(so_far)
    ]
    progress = [event for event in events if isinstance(event, Progress)]
    assert [event.done for event in progress] == sorted(event.done for event in progress)
    assert progress[-1].done == progress[-1].total == len(whole.images)
    assert progress[-1].seconds_left == 0
    assert all(event.seconds_left is not None for event in progress if event.done)


def test_a_small_request_overtakes_a_large_pool(running: Any) -> None:
    async def scenario() -> list[str]:
        finished: list[str] = []

        async def run(name: str, request: Any) -> None:
            async for _ in running.engine.run(request):
                pass
            finished.append(name)

        image = running_sample
        large = asyncio.create_task(run("pool", pool_request(image, windows=[Window(size=40, stride=14)])))
        await asyncio.sleep(0.2)
        await run("layers", LayersRequest(image_id=image, network_id=LITE0))
        await large
        return finished

    running_sample = running.sample("flower")
    assert running.call(scenario()) == ["layers", "pool"]


def test_a_cancelled_pool_stops_within_one_batch(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    batches = answered(monkeypatch)

    async def scenario(image: str) -> int:
        events = running.engine.run(pool_request(image, windows=[Window(size=30, stride=7)]))
        async for event in events:
            if isinstance(event, PoolBatch):
                break
        before = sum(map(bool, batches))
        await events.aclose()
        while running.engine.health().running:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        return sum(map(bool, batches)) - before

    assert running.call(scenario(running.sample("temple"))) <= 1


def test_a_reader_that_stops_reading_holds_up_nobody_with_the_same_request(running: Any) -> None:
    request = pool_request(running.sample("temple"), windows=[Window(size=40, stride=10)])

    async def scenario() -> list[Event]:
        idle = running.engine.run(request)
        await anext(idle)
        events = await asyncio.wait_for(collect(running.engine.run(request)), 60)
        await idle.aclose()
        return events

    events = running.call(scenario())
    assert isinstance(events[-1], Pool)
    assert events[0] == Progress(done=0, total=400, seconds_left=None, stage="Classifying masked images")
    assert sum(len(event.images) for event in events if isinstance(event, PoolBatch)) >= 400


def test_a_cancelled_boundary_is_not_fitted_to_its_end(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fits: list[int] = []
    plain = boundary_analysis._next_fit

    def slow(steps: Any) -> Any:
        time.sleep(0.3)
        fits.append(1)
        return plain(steps)

    monkeypatch.setattr(boundary_analysis, "_next_fit", slow)
    requests = [BoundaryRequest(pool=pool_request(running.sample("flower"), fill=fill)) for fill in ("mean", "noise")]

    async def scenario() -> None:
        for request in requests:
            await collect(running.engine.run(request.pool))
        both = [asyncio.create_task(collect(running.engine.run(request))) for request in requests]
        await asyncio.sleep(0.1)
        for task in both:
            task.cancel()
        await asyncio.sleep(1.2)

    running.call(scenario())
    assert len(fits) <= 1


def answered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many masked images were computed, batch by batch."""
    counts: list[int] = []
    plain = MaskedPass.run

    def counted(self: MaskedPass, *arguments: Any, **options: Any) -> Iterator[Batch]:
        for batch in plain(self, *arguments, **options):
            counts.append(len(batch.indices))
            yield batch

    monkeypatch.setattr(MaskedPass, "run", counted)
    return counts


def test_two_requests_for_one_pool_share_its_work(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    images = answered(monkeypatch)
    request = pool_request(running.sample("rocket"))

    async def scenario() -> tuple[Any, Any]:
        boundary = BoundaryRequest(pool=request)
        return tuple(await asyncio.gather(last(running.engine.run(request)), last(running.engine.run(boundary))))

    pool, _ = running.call(scenario())
    assert sum(images) == len(pool.images)


def test_a_request_goes_on_where_a_dropped_one_stopped(running: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    request = pool_request(running.sample("astronaut"))
    images = answered(monkeypatch)

    async def scenario() -> Event:
        first, second = running.engine.run(request), running.engine.run(request)
        await anext(first)
        await anext(second)
        await first.aclose()
        return (await asyncio.wait_for(collect(second), 60))[-1]

    whole = running.call(scenario())
    assert isinstance(whole, Pool)
    assert sum(images) == len(whole.images)


def test_others_have_their_turn_where_a_step_has_lasted_long_enough() -> None:
    image, nothing = np.zeros((8, 8, 3), np.uint8), Batch(np.empty(0, np.intp), np.empty((0, 4), np.float32))

    class Slow:
        def run(self, *_: object, incremental: bool = True) -> Iterator[Batch]:
            if not incremental:
                yield Batch(np.array([0]), np.full((1, 4), 2, np.float32))
                return
            for seconds in (0.0, 0.15, 0.0, 0.15, 0.0):
                time.sleep(seconds)
                yield nothing
            yield Batch(np.array([0]), np.ones((1, 4), np.float32))

    plan = PoolPlan(windows=[], boxes=[Box(0, 0, 8, 8)] * 3, window_of=[0] * 3)
    classified = ClassifiedPool(image, image, plan, np.zeros(4, np.float32), np.zeros((3, 4), np.float32))
    batches = classify_batches(Slow(), classified, np.array([2, 0]), 0.1)  # type: ignore[arg-type]
    assert [batch.tolist() for batch in batches] == [[2], [], [], [0]]
    assert classified.logits.sum(axis=1).tolist() == [4, 0, 8]


def in_random_batches(passes: MaskedPass, pool: ClassifiedPool, wanted: np.ndarray, seconds: float) -> Iterator[Any]:
    """The same logits as ever, but in another order, with batches in between that bring nothing."""
    every = list(classify_batches(passes, pool, wanted, seconds))
    order = np.random.default_rng(5).permutation(np.concatenate(every))
    for batch in np.array_split(order, 6):
        yield np.array([], np.intp)
        yield batch


def test_images_may_come_in_any_order(running: Any, cat: str, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_analysis, "classify_batches", in_random_batches)
    monkeypatch.setattr(pool_analysis, "pool_key", lambda *_: ("in any order",))
    events = running.events(pool_request(cat))
    whole = events[-1]
    assert isinstance(whole, Pool)
    assert (whole.images, whole.importance) == (pool.images, pool.importance)
    batches = [event for event in events if isinstance(event, PoolBatch)]
    assert all(batch.images for batch in batches)
    arrived: dict[int, Any] = {}
    for batch in batches:
        new = {item.index for item in batch.images} - set(arrived)
        assert new
        if batch.relabelled:
            assert [item.index for item in batch.images] == sorted({*arrived, *new})
        arrived.update({item.index: item for item in batch.images})
    first = [item.index for item in batches[0].images]
    assert first != list(range(len(first)))
    assert arrived == {item.index: item.model_copy(update={"represents": None}) for item in whole.images}
    progress = [event for event in events if isinstance(event, Progress)]
    assert len(progress) == 1 + 2 * len(batches)  # one after each batch, also after those that bring nothing
    assert progress[1].done == 0
    assert progress[1].seconds_left is None
    assert progress[-1].done == len(whole.images)


@pytest.fixture(scope="module")
def refined(running: Any, cat: str) -> list[Event]:
    return running.events(pool_request(cat, refine=True))  # type: ignore[no-any-return]


def test_refinement_lays_the_smallest_window_where_the_importance_is_highest(refined: list[Event], pool: Pool) -> None:
    whole = refined[-1]
    assert isinstance(whole, Pool)
    coarse = [item for item in whole.images if item.window == 0]
    fine = [item for item in whole.images if item.window == 1]
    everywhere = [item for item in pool.images if item.window == 1]
    assert [item.index for item in whole.images] == list(range(len(coarse) + len(fine)))
    assert [item.mask for item in coarse] == [item.mask for item in pool.images if item.window == 0]
    assert whole.images == [*coarse, *fine]
    assert len(fine) == -(-len(everywhere) // 4)
    importance = np.zeros((224, 224))
    for row, column in np.ndindex(importance.shape):
        drops = [whole.original.probability - item.original_probability for item in coarse if covers(item, row, column)]
        importance[row, column] = np.mean(drops)
    means = [
        importance[box.top : box.top + box.height, box.left : box.left + box.width].mean()
        for box in (item.mask for item in everywhere)
    ]
    best = sorted(np.argsort(means)[::-1][: len(fine)])
    assert [item.mask for item in fine] == [everywhere[index].mask for index in best]


def covers(item: PoolImage, row: int, column: int) -> bool:
    box = item.mask
    return box.top <= row < box.top + box.height and box.left <= column < box.left + box.width


def test_the_size_of_a_refined_pool_is_known_from_the_beginning(refined: list[Event]) -> None:
    whole = refined[-1]
    assert isinstance(whole, Pool)
    assert {event.total for event in refined if isinstance(event, Progress)} == {len(whole.images)}
    arrived = {item.index for event in refined if isinstance(event, PoolBatch) for item in event.images}
    assert arrived == set(range(len(whole.images)))


def test_a_refined_pool_has_a_boundary_of_its_own(running: Any, cat: str, refined: list[Event]) -> None:
    whole = refined[-1]
    assert isinstance(whole, Pool)
    (boundary,) = running.parts(BoundaryRequest(pool=pool_request(cat, refine=True)))
    assert len(boundary.distances) == len(whole.images)
    (plain,) = running.parts(BoundaryRequest(pool=pool_request(cat)))
    assert len(plain.distances) > len(whole.images)


@pytest.mark.parametrize(
    ("window", "field"),
    [(Window(size=225, stride=10), "windows[1].size"), (Window(size=10, stride=11), "windows[1].stride")],
)
def test_windows_are_checked(running: Any, cat: str, window: Window, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        running.parts(pool_request(cat, windows=[Window(size=56, stride=56), window]))
    assert caught.value.field == field


def test_too_many_masks_are_refused_before_any_is_made(running: Any, cat: str) -> None:
    with pytest.raises(TooLarge, match="at most 4096") as caught:
        running.parts(pool_request(cat, windows=[Window(size=1, stride=1)]))
    assert caught.value.field == "windows"


def test_a_window_as_large_as_the_image_gives_one_mask(running: Any, cat: str) -> None:
    pool = running.parts(pool_request(cat, windows=[Window(size=224, stride=224)]))[-1]
    assert len(pool.images) == 1
    assert all(item.represents is None for item in pool.images)


def test_a_failure_ends_its_own_request_only(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(MaskedPass, "run", broken)
        with pytest.raises(Failed):
            running.parts(pool_request(cat, fill="noise"))
    assert isinstance(running.parts(pool_request(cat, fill="noise"))[-1], Pool)
