from typing import Any

import numpy as np
import pytest

from tetrascope.analysis.masks import Box
from tetrascope.engine.pool_plan import PoolPlan, plan_pool
from tetrascope.errors import InvalidInput, TooLarge
from tetrascope.protocol.operations.pools import PoolRequest, Window


def planned(*windows: tuple[int, int], most: int = 4096, **changes: Any) -> PoolPlan:
    named = [Window(size=size, stride=stride) for size, stride in windows] or None
    request = PoolRequest(image_id="image", network_id="net", windows=named, **changes)
    return plan_pool(request, 224, 224, max_images=most)


def test_the_largest_window_comes_first_and_none_twice() -> None:
    plan = planned((112, 112), (200, 24), (112, 112))
    assert [window.size for window in plan.windows] == [200, 112]
    assert plan.boxes == [
        *[Box(top, left, 200, 200) for top in (0, 24) for left in (0, 24)],
        *[Box(top, left, 112, 112) for top in (0, 112) for left in (0, 112)],
    ]
    assert plan.window_of == [0] * 4 + [1] * 4
    assert (plan.size, plan.to_choose) == (8, 0)


def test_a_refined_plan_chooses_its_last_masks_later() -> None:
    plan = planned((112, 112), (200, 24), refine=True)
    assert len(plan.boxes) == 4
    assert (plan.size, plan.to_choose) == (5, 1)
    whole = plan.refined(np.array([2]))
    assert whole.boxes == [*plan.boxes, Box(112, 0, 112, 112)]
    assert whole.window_of == [0, 0, 0, 0, 1]
    assert (whole.size, whole.to_choose) == (5, 0)


def test_the_default_windows_can_be_refined() -> None:
    assert planned().size == 25 + 49 + 225
    assert planned(refine=True).size == 25 + 49 + 57


@pytest.mark.parametrize("windows", [[(56, 28)], [(56, 28), (56, 28)]])
def test_one_window_cannot_be_refined(windows: list[tuple[int, int]]) -> None:
    with pytest.raises(InvalidInput, match="two different windows") as caught:
        planned(*windows, refine=True)
    assert caught.value.field == "refine"
    assert "larger window" in (caught.value.hint or "")


def test_of_two_windows_of_one_size_the_denser_is_refined() -> None:
    plan = planned((56, 14), (56, 28), refine=True)
    assert [window.stride for window in plan.windows] == [28, 14]
    assert (len(plan.boxes), plan.to_choose) == (49, 43)


def test_only_the_masks_that_will_be_there_count_against_the_limit() -> None:
    assert planned((112, 112), (2, 2), refine=True).size == 4 + 3136
    with pytest.raises(TooLarge, match="got 12548"):
        planned((112, 112), (2, 2))
    with pytest.raises(TooLarge, match=r"at most 3139 .*got 3140"):
        planned((112, 112), (2, 2), refine=True, most=3139)


def test_every_fill_has_every_mask() -> None:
    plan = planned((112, 112), (200, 24), fill="mean", more_fills=["noise", "black"])
    once = planned((112, 112), (200, 24))
    assert plan.fills == ["mean", "noise", "black"]
    assert plan.boxes == once.boxes * 3
    assert plan.window_of == once.window_of * 3
    assert [plan.fill_of(index) for index in range(plan.size)] == [0] * 8 + [1] * 8 + [2] * 8


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"more_fills": ["black"]}, "Expected each fill once, got black, black"),
        ({"more_fills": ["blur", "blur"]}, "Expected each fill once, got black, blur, blur"),
        ({"more_fills": ["blur"], "refine": True}, "Expected one fill where a pool is to be refined, got 2"),
    ],
)
def test_fills_that_do_not_go_together_are_refused(changes: dict[str, Any], match: str) -> None:
    with pytest.raises(InvalidInput, match=match) as caught:
        planned(**changes)
    assert caught.value.field == "more_fills"


def test_all_fills_count_against_the_limit() -> None:
    assert planned((56, 28), more_fills=["blur"], most=98).size == 98
    with pytest.raises(TooLarge, match="at most 48 positions together with each of 2 fills, got 49"):
        planned((56, 28), more_fills=["blur"], most=97)
