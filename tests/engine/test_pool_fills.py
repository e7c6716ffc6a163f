"""Several fills in one pool: the copies are those of a pool of each fill, and all of them are one pool."""

from typing import Any

import numpy as np
import pytest
from tests.engine.pools import pool_request
from tests.likeness import assert_alike

from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.importance_curves import ImportanceCurvesRequest
from tetrascope.protocol.operations.pools import Pool, PoolBatch, Window
from tetrascope.report.tensor_decoding import decode

WINDOWS = [Window(size=84, stride=42), Window(size=64, stride=40)]
FILLS = ["mean", "noise"]


@pytest.fixture(scope="module")
def events(running: Any, cat: str) -> list[Any]:
    found: list[Any] = running.events(pool_request(cat, windows=WINDOWS, fill="mean", more_fills=["noise"]))
    return found


@pytest.fixture(scope="module")
def alone(running: Any, cat: str) -> list[Pool]:
    return [running.parts(pool_request(cat, windows=WINDOWS, fill=fill))[-1] for fill in FILLS]


def test_each_copy_is_that_of_a_pool_of_its_fill(events: list[Any], alone: list[Pool]) -> None:
    whole, count = events[-1], len(alone[0].images)
    assert [image.fill for image in whole.images] == [fill for fill in FILLS for _ in range(count)]
    expected = [image for pool in alone for image in pool.images]
    for name in ("mask", "window", "kept", "label"):
        assert [getattr(image, name) for image in whole.images] == [getattr(image, name) for image in expected]
    for name in ("probability", "original_probability"):
        assert_alike([getattr(one, name) for one in expected], [getattr(one, name) for one in whole.images])
    assert whole.fill_image == alone[0].fill_image
    assert [(each.fill, each.image) for each in whole.more_fill_images] == [("noise", alone[1].fill_image)]


def test_labels_and_importance_are_those_of_all_copies(events: list[Any], alone: list[Pool]) -> None:
    whole = events[-1]
    drops = [decode(pool.importance) for pool in (whole, *alone)]
    scale = max(pool.importance.scale for pool in (whole, *alone))
    assert np.abs(drops[0] - (drops[1] + drops[2]) / 2).max() <= 2 * scale
    same = [vertex.label.index for vertex in alone[0].vertices]
    for vertex in whole.vertices:
        index = vertex.label.index
        of_each = [each.mean_probability for pool in alone for each in pool.vertices if each.label.index == index]
        if len(of_each) == len(FILLS):
            assert_alike([vertex.mean_probability], [sum(of_each) / len(FILLS)])
    assert whole.vertices[0].label.index in same


def test_they_arrive_in_parts_that_tell_their_fill(events: list[Any]) -> None:
    arrived = {image.index: image.fill for event in events if isinstance(event, PoolBatch) for image in event.images}
    assert arrived == {image.index: image.fill for image in events[-1].images}


def test_what_is_asked_about_such_a_pool_is_about_all_of_it(running: Any, cat: str, events: list[Any]) -> None:
    request = pool_request(cat, windows=WINDOWS, fill="mean", more_fills=["noise"])
    boundary = running.parts(BoundaryRequest(pool=request))[-1]
    assert boundary.kept + boundary.changed == len(events[-1].images)
    curves = running.parts(ImportanceCurvesRequest(pool=request, steps=4))[-1]
    assert [each.fill for each in curves.fills] == ["black", "blur", "noise"]
