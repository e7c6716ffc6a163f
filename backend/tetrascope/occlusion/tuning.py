"""What was measured of a network's speed, and what follows: where the tail begins, and how many masks make a chunk.

Measured while the work is done, so nothing is computed for the measurement alone; remembered for each size of patches.
Of several measurements the least counts, because noise only ever adds.
"""

from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise

PatchSizes = tuple[tuple[int, int], ...]
"""Rows and columns of the patches at the image and at the end of each segment: what the speed of a chunk depends on."""
WORTH = 0.9
"""Patches must take no more than this share of plain batching's time, or it is plain batching. Not closer to one: a
sum of segments' least times is less than the least time of all together."""
CHUNKS = (16, 32, 64, 128)
"""Numbers of masks that a chunk may have, tried from the smallest on while each is faster than the one before."""
TRIAL_CHUNK = CHUNKS[0]
"""Masks in a chunk that is measured to choose where the tail begins."""
MIN_MEASUREMENTS = 2
"""Measurements before one is trusted."""
MAX_SIZES = 512
"""Sizes of patches that are remembered; a pool has a few dozen."""
_FASTER = 0.98


class _Measured:
    """Of chunks of one size: seconds of each segment for one mask, from the first segment on."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.count = 0
        self.trials = 0
        """How often as many segments were measured as ever."""

    def add(self, seconds: Sequence[float]) -> None:
        self.count += 1
        self.trials = self.trials + 1 if len(seconds) == len(self.seconds) else max(self.trials, 1)
        for segment, taken in enumerate(seconds):
            self.seconds[segment : segment + 1] = [min([taken, *self.seconds[segment : segment + 1]])]

    def first(self, segments: int) -> float | None:
        """Seconds of the first segments; None where so many were not measured."""
        return sum(self.seconds[:segments]) if segments <= len(self.seconds) and self.count else None


class Tuning:
    """Seconds that segments take, whole and on patches.

    Args:
        entry_bytes: bytes of one image's map at the entry of each segment.
    """

    def __init__(self, entry_bytes: Sequence[int]) -> None:
        self._entry_bytes = list(entry_bytes)
        self._whole: list[float | None] = [None] * len(self._entry_bytes)
        self._seconds_per_byte: float | None = None
        self._unmasked: float | None = None
        self.plain: float | None = None
        """What an image takes that goes through the whole network in one piece; None where that is not known."""
        self._patches: OrderedDict[PatchSizes, dict[int, _Measured]] = OrderedDict()
        """By patch sizes and number of masks; those measured longest ago are forgotten."""

    @property
    def knows_whole(self) -> bool:
        """Whether each segment's time on whole maps is known."""
        return None not in self._whole

    def add_whole(self, segment: int, seconds: float) -> None:
        """A segment took so long for one image, computed whole."""
        self._whole[segment] = _least(self._whole[segment], seconds)

    def add_plain(self, seconds: float) -> None:
        """The whole network in one piece took so long for one image."""
        self.plain = _least(self.plain, seconds)

    def add_joining(self, segment: int, seconds: float) -> None:
        """Putting one image's whole map together at the entry of a segment took so long."""
        self._seconds_per_byte = _least(self._seconds_per_byte, seconds / self._entry_bytes[segment])

    def add_unmasked(self, seconds: float) -> None:
        """The pass of the unmasked image, which patches need, took so long."""
        self._unmasked = _least(self._unmasked, seconds)

    def add_patches(self, sizes: PatchSizes, masks: int, seconds: Sequence[float]) -> None:
        """The first segments took so long for one mask, computed on patches in a chunk of `masks`."""
        self._patches.setdefault(sizes, {}).setdefault(masks, _Measured()).add(seconds)
        self._patches.move_to_end(sizes)
        if len(self._patches) > MAX_SIZES:
            self._patches.popitem(last=False)

    def cut(self, sizes: PatchSizes, sharing: int | None = None) -> int | None:
        """How many segments to compute on patches; 0 for plain batching, None where it is to be tried.

        Args:
            sizes: of the patches.
            sharing: masks among which the unmasked image's pass is to be shared; None where it is done already.
        """
        costs = self._costs(sizes)
        if costs is None or sum(measured.trials for measured in self._patches[sizes].values()) < MIN_MEASUREMENTS:
            return None
        best = min(range(len(costs)), key=costs.__getitem__)
        share = (self._unmasked or 0.0) / sharing if sharing else 0.0
        return best if costs[best] + share <= WORTH * costs[0] else 0

    def chunk(self, sizes: PatchSizes) -> int:
        """How many masks the next chunk should have, memory aside."""
        cut = self.cut(sizes) or 0
        measured = {size: self._patches.get(sizes, {}).get(size, _Measured()) for size in CHUNKS}
        for smaller, size in pairwise(CHUNKS):
            slower, faster = measured[smaller].first(cut), measured[size].first(cut)
            if slower is None:
                return smaller
            if faster is None or (faster > _FASTER * slower and measured[size].count < MIN_MEASUREMENTS):
                return size
            if faster > _FASTER * slower:
                return smaller
        return CHUNKS[-1]

    def _costs(self, sizes: PatchSizes) -> list[float] | None:
        """Seconds for one mask by how many segments are computed on patches, from none on."""
        measured = [known.seconds for known in self._patches.get(sizes, {}).values()]
        if not measured or not self.knows_whole:
            return None
        whole = [seconds or 0.0 for seconds in self._whole]
        costs, head = [sum(whole) if self.plain is None else self.plain], 0.0
        for segment in range(max(map(len, measured))):
            head += min(seconds[segment] for seconds in measured if len(seconds) > segment)
            joining = self._entry_bytes[segment + 1] * (self._seconds_per_byte or 0.0)
            costs.append(head + joining + sum(whole[segment + 1 :]))
        return costs


def _least(known: float | None, taken: float) -> float:
    return taken if known is None else min(known, taken)
