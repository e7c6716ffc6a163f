"""How a pool arrives: in batches, in any order, with labels found anew on the way."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.engine.pools import pool_request
from tests.likeness import assert_alike

from tetrascope.engine.operations import pools as operation
from tetrascope.engine.pool_logits import ClassifiedPool, classify_batches
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolImage, Window
from tetrascope.protocol.progress import Progress


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
    assert_alike(unselected(whole), [so_far[index] for index in sorted(so_far)])
    progress = [event for event in events if isinstance(event, Progress)]
    assert [event.done for event in progress] == sorted(event.done for event in progress)
    assert progress[-1].done == progress[-1].total == len(whole.images)
    assert progress[-1].seconds_left == 0
    told = [event.seconds_left for event in progress if event.seconds_left is not None]
    assert told == sorted(told, reverse=True)


def unselected(pool: Pool) -> list[PoolImage]:
    """Its images as they arrive: which of them represent a label is known at the end."""
    return [item.model_copy(update={"represents": None}) for item in pool.images]


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


def in_random_batches(
    passes: MaskedPass, pool: ClassifiedPool, wanted: np.ndarray, seconds: float, **options: Any
) -> Iterator[Any]:
    """The same logits as ever, but in another order, with batches in between that bring nothing."""
    every = list(classify_batches(passes, pool, wanted, seconds, **options))
    order = np.random.default_rng(5).permutation(np.concatenate(every))
    for batch in np.array_split(order, min(6, len(order))):
        yield np.array([], np.intp)
        yield batch


def test_images_may_come_in_any_order(running: Any, cat: str, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "classify_batches", in_random_batches)
    monkeypatch.setattr(operation, "pool_key", lambda *_: ("in any order",))
    events = running.events(pool_request(cat))
    whole = events[-1]
    assert isinstance(whole, Pool)
    assert_alike(pool, whole)
    batches = [event for event in events if isinstance(event, PoolBatch)]
    assert all(batch.images for batch in batches)
    arrived: dict[int, Any] = {}
    for batch in batches:
        new = {item.index for item in batch.images} - set(arrived)
        assert new
        if batch.relabelled:
            assert [item.index for item in batch.images] == sorted({*arrived, *new})
        arrived.update({item.index: item for item in batch.images})
    assert [item.index for item in batches[0].images] == [0]
    second = [item.index for item in batches[1].images if item.index]
    assert second != list(range(1, 1 + len(second)))
    assert_alike(unselected(whole), [arrived[index] for index in sorted(arrived)])
    progress = [event for event in events if isinstance(event, Progress)]
    assert len(progress) == 1 + 2 * len(batches)  # one after each batch, also after those that bring nothing
    assert progress[1].done == 0
    assert progress[1].seconds_left is None
    assert progress[-1].done == len(whole.images)
