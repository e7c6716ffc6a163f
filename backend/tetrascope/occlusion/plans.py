"""What was laid out for masks is kept: the same windows are asked for with every image and fill."""

from collections import OrderedDict
from collections.abc import Callable

from tetrascope.occlusion.region import Region
from tetrascope.occlusion.segment import PatchPlan

Key = tuple[int, bytes]


class Plans:
    """Plans of segments by the patches that enter them; those used longest ago leave first.

    Args:
        budget: bytes that the tables of all plans may take.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.size = 0
        """Bytes that they take now."""
        self._plans: OrderedDict[Key, PatchPlan] = OrderedDict()

    def get(self, segment: int, entry: Region, lay_out: Callable[[Region], PatchPlan]) -> PatchPlan:
        """The plan of the segment with that number for patches of its entry."""
        key = segment, _fingerprint(entry)
        plan = self._plans.get(key)
        if plan is not None:
            self._plans.move_to_end(key)
            return plan
        plan = lay_out(entry)
        self._plans[key] = plan
        self.size += plan.bytes
        while self.size > self.budget and len(self._plans) > 1:
            self.size -= self._plans.popitem(last=False)[1].bytes
        return plan


def _fingerprint(region: Region) -> bytes:
    """All that a plan depends on. The size of the patches follows from the first and last positions."""
    return b"".join(array.tobytes() for axis in region for array in (axis.first, axis.last, axis.start))
