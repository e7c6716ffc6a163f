"""A pool whose smallest window lies only where the importance is highest."""

from typing import Any

import numpy as np
import pytest
from tests.engine.pools import pool_request
from tests.likeness import assert_alike

from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolImage
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress


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
    mean_of = {(item.mask.top, item.mask.left): mean for item, mean in zip(everywhere, means, strict=True)}
    chosen = [(item.mask.top, item.mask.left) for item in fine]
    assert chosen == sorted(set(chosen))
    assert_alike(sorted(means)[: -len(fine) - 1 : -1], sorted((mean_of[place] for place in chosen), reverse=True))


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
