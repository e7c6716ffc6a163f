import numpy as np

from tetrascope.occlusion.plans import Plans
from tetrascope.occlusion.region import Region, covering
from tetrascope.occlusion.segment import PatchPlan


def region(top: int) -> Region:
    axis = covering(np.array([top], np.int32), np.array([top + 2], np.int32), 32)
    return Region(axis, axis)


class LaidOut:
    """Counts how often something is laid out; a plan takes 400 bytes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, entry: Region) -> PatchPlan:
        self.count += 1
        return PatchPlan(entry, [[np.zeros((1, 10, 10), np.int32), None]])


def test_what_is_laid_out_once_is_kept() -> None:
    plans, laid_out = Plans(10_000), LaidOut()
    first = plans.get(0, region(3), laid_out)
    assert plans.get(0, region(3), laid_out) is first
    assert laid_out.count == 1
    plans.get(1, region(3), laid_out)
    plans.get(0, region(4), laid_out)
    assert laid_out.count == 3
    assert plans.size == 1200


def test_the_budget_holds_and_what_was_used_longest_ago_leaves() -> None:
    plans, laid_out = Plans(800), LaidOut()
    for top in (1, 2, 1, 3):
        plans.get(0, region(top), laid_out)
    assert (laid_out.count, plans.size) == (3, 800)
    plans.get(0, region(1), laid_out)
    assert laid_out.count == 3
    plans.get(0, region(2), laid_out)
    assert laid_out.count == 4


def test_a_plan_larger_than_the_budget_is_kept_alone() -> None:
    plans, laid_out = Plans(1), LaidOut()
    plans.get(0, region(1), laid_out)
    plans.get(0, region(2), laid_out)
    assert plans.size == 400
