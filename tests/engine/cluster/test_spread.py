"""Requests about an image share a worker while they are few."""

from contextlib import ExitStack

import pytest

from tetrascope.engine.cluster.spread import TOGETHER, Spread
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.pools import PoolRequest, Window
from tetrascope.protocol.request import AnalysisRequest

A, B = (InputsRequest(image_id=name, network_id="n") for name in "ab")


@pytest.mark.parametrize("operation", list(OPERATIONS.values()), ids=list(OPERATIONS))
def test_every_request_has_the_place_of_its_image_if_it_is_about_one(operation: Operation) -> None:
    request = next(each for each in operation.examples.values() if isinstance(each, operation.request))
    with Spread().place(request) as name:
        said = str(request.model_dump())
        image_id, _, _ = name.partition("/")
        assert f"'image_id': '{image_id}'" in said if name else "image_id" not in said


def test_many_at_once_are_spread_and_those_that_end_make_room() -> None:
    spread = Spread()

    def places(count: int, request: AnalysisRequest, stack: ExitStack) -> list[str]:
        return [stack.enter_context(spread.place(request)) for _ in range(count)]

    for _ in range(2):
        with ExitStack() as stack:
            assert places(2 * TOGETHER + 1, A, stack) == [*["a"] * TOGETHER, *["a/1"] * TOGETHER, "a/2"]
            assert places(1, B, stack) == ["b"]
    assert not spread._under_way


def test_all_about_one_pool_goes_to_one_place_however_many_ask() -> None:
    spread = Spread()
    pool = PoolRequest(image_id="a", network_id="n", windows=[Window(size=40, stride=20)])
    changes: list[dict[str, object]] = [
        {"label": 3},
        {"per_label": 5},
        {"merged": [{"name": "two", "classes": [1, 2]}]},
    ]
    alike = [pool, *(PoolRequest.model_validate(pool.model_dump() | change) for change in changes)]
    with ExitStack() as stack:
        stack.enter_context(spread.place(A))
        names = {stack.enter_context(spread.place(each)) for each in [*alike, *map(about, alike)] * 2}
        assert len(names) == 1
        assert stack.enter_context(spread.place(A)) == "a/1", "the second that is about the image alone"


def test_pools_of_other_images_have_other_places() -> None:
    pool = PoolRequest(image_id="a", network_id="n", windows=[Window(size=80, stride=20), Window(size=40, stride=20)])
    changes: list[dict[str, object]] = [{"image_id": "b"}, {"network_id": "m"}, {"fit": "squash"}, {"windows": None}]
    changes += [{"fill": "blur"}, {"more_fills": ["blur"]}, {"refine": True}, {"refine": True, "label": 3}]
    others = [PoolRequest.model_validate(pool.model_dump() | change) for change in changes]
    names = set()
    for each in (pool, *others):
        with Spread().place(each) as name:
            names.add(name)
    assert len(names) == 1 + len(others)


def about(pool: PoolRequest) -> BoundaryRequest:
    return BoundaryRequest(pool=pool)


def test_the_first_place_with_room_is_taken() -> None:
    spread = Spread()
    with ExitStack() as others:
        with ExitStack() as first:
            for _ in range(TOGETHER):
                first.enter_context(spread.place(A))
            for _ in range(TOGETHER):
                others.enter_context(spread.place(A))
        with spread.place(A) as name:
            assert name == "a"
