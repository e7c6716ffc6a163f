"""One image's masked copies on their way through a network: patches first, whole maps after."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from keras import ops
from numpy.typing import NDArray

from tetrascope.networks.device import compiles_with_xla
from tetrascope.networks.network import MAX_BATCH
from tetrascope.occlusion.groups import Extents, group_masks
from tetrascope.occlusion.layouts import Layouts
from tetrascope.occlusion.masked_images import Indices, MaskedImages
from tetrascope.occlusion.region import PatchRegion
from tetrascope.occlusion.segment import Reach
from tetrascope.occlusion.segments import SegmentedNetwork
from tetrascope.occlusion.tuning import TRIAL_CHUNK, PatchSizes, Tuning
from tetrascope.occlusion.unmasked_image import UnmaskedImage

MAX_TAIL_BATCH = 64
"""Images in one batch of the tail at most. It may be as much work as `MAX_BATCH` images through the whole network."""
MAX_STEP_S = 0.5
"""Seconds that a batch may take which goes through the whole network in one piece: others wait as long."""
_MAX_SIZES = 8
"""Masks of more sizes than this are grouped together, not size by size."""


class Batch(NamedTuple):
    """Masked images that are done."""

    indices: Indices
    """(k,) which of the masks; none where only time has passed."""
    logits: NDArray[np.float32]
    """(k, classes)"""


class Group(NamedTuple):
    """Masks with one size of patches."""

    members: Indices
    sizes: PatchSizes
    bytes_per_mask: list[int]
    """What each segment takes on patches."""


class Division(NamedTuple):
    """Masks divided into groups."""

    groups: list[Group]

    @property
    def bytes(self) -> int:
        """Bytes that its arrays take."""
        return sum(group.members.nbytes for group in self.groups)


class Maps(NamedTuple):
    """Whole maps of some masked images, (k, h, w, c), at the entry of a segment."""

    indices: Indices
    values: Any


class IncrementalRun:
    """Computes masked images group by group, each on patches up to where its tail begins."""

    def __init__(
        self,
        segmented: SegmentedNetwork,
        tuning: Tuning,
        unmasked: UnmaskedImage,
        masked: MaskedImages,
        memory: int,
        layouts: Layouts,
    ) -> None:
        self.tuning, self.unmasked, self.masked, self.memory, self.layouts = tuning, unmasked, masked, memory, layouts
        self.segments, self.work, self.patchable, self.everything = segmented
        classes = int(self.segments[-1].exit.shape[-1])
        self._nothing = Batch(np.empty(0, np.intp), np.empty((0, classes), np.float32))
        self._waiting: list[list[Maps]] = [[] for _ in self.segments]

    def batches(self) -> Iterator[Batch]:
        """Answers, each once, in any order; an empty batch where only time has passed."""
        answered = np.zeros(len(self.masked), np.bool_)
        for batch in self._chunks():
            indices, places = np.unique(batch.indices, return_index=True)
            fresh = ~answered[indices]
            answered[indices] = True
            yield Batch(indices[fresh], batch.logits[places[fresh]])

    def _chunks(self) -> Iterator[Batch]:
        for group in self.layouts.get(self.masked.fingerprint, self._divide).groups:
            rest = group.members
            while len(rest):
                cut = self.tuning.cut(group.sizes, None if self.unmasked.entries else len(self.masked))
                size = self._chunk_size(group, cut)
                chunk, rest = rest[:size], rest[size:]
                if compiles_with_xla():  # for each shape anew: all chunks are made of one size
                    chunk = np.pad(chunk, (0, size - len(chunk)), mode="edge")
                yield from self._chunk(chunk, group.sizes, cut)
        yield from self._flush()

    def plain_batches(self) -> Iterator[Batch]:
        """The same by plain batching: every masked image whole through the whole network."""
        rest = np.arange(len(self.masked))
        while len(rest):
            size = self._tail_batch(0)  # each batch measures anew what it may be
            chunk, rest = rest[:size], rest[size:]
            yield self._plain(Maps(chunk, self.masked.whole(chunk)))

    def _divide(self) -> Division:
        return Division(list(self._groups()))

    def _groups(self) -> Iterator[Group]:
        for indices in self.masked.by_size(_MAX_SIZES):
            if compiles_with_xla():
                yield self._group(indices)
                continue
            outputs = [reach.output for reach in self._reaches(indices)]
            rows, columns = (np.array([output[axis].shares for output in outputs]) for axis in (0, 1))
            for places in group_masks(Extents(rows, columns), self.work[: self.patchable]):
                yield self._group(indices[places])

    def _group(self, members: Indices) -> Group:
        reaches = self._reaches(members)
        regions = [self.masked.region(members), *(reach.output for reach in reaches)]
        sizes = tuple((region.rows.size, region.columns.size) for region in regions)
        return Group(members, sizes, [reach.bytes_per_mask for reach in reaches])

    def _reaches(self, indices: Indices) -> list[Reach]:
        region, reaches = self.masked.region(indices), []
        for segment in self.segments[: self.patchable]:
            reaches.append(segment.reach(region))
            region = reaches[-1].output
        return reaches

    def _chunk_size(self, group: Group, cut: int | None) -> int:
        if cut == 0:
            return self._tail_batch(0)
        wanted = TRIAL_CHUNK if cut is None or compiles_with_xla() else self.tuning.chunk(group.sizes)
        return max(1, min(wanted, self.memory // max(group.bytes_per_mask[:cut])))

    def _chunk(self, chunk: Indices, sizes: PatchSizes, cut: int | None) -> Iterator[Batch]:
        if cut == 0 or not self.tuning.knows_whole:
            yield from self._wait(0, Maps(chunk, self.masked.whole(chunk)))
            return
        for _ in self.unmasked.compute():
            yield self._nothing
        if self.unmasked.seconds is not None:
            self.tuning.add_unmasked(self.unmasked.seconds)
        region = self.masked.region(chunk)
        patches: Any = self.masked.patches(chunk, region)
        seconds: list[float | None] = []
        for index, segment in enumerate(self.segments[: self.patchable if cut is None else cut]):
            started = time.perf_counter()
            plan = self.layouts.get((index, region.fingerprint), partial(segment.plan, region))
            planning = time.perf_counter() - started
            patches, taken = segment.patches(patches, self.unmasked.sources[index], plan)
            seconds.append(None if taken is None else (planning + taken) / len(chunk))
            region = plan.output
            yield self._nothing
            if cut is None and region.is_whole:
                break
        if None not in seconds:
            self.tuning.add_patches(sizes, len(chunk), [taken for taken in seconds if taken is not None])
        yield from self._join(len(seconds), chunk, patches, region)

    def _join(self, cut: int, chunk: Indices, patches: Any, region: PatchRegion) -> Iterator[Batch]:
        size = self._tail_batch(cut)
        for first in range(0, len(chunk), size):
            some = slice(first, first + size)
            maps, seconds = self.segments[cut].join(self.unmasked.entries[cut], patches[some], region.part(some))
            if seconds is not None:
                self.tuning.add_joining(cut, seconds / len(chunk[some]))
            yield from self._wait(cut, Maps(chunk[some], maps))

    def _wait(self, cut: int, maps: Maps) -> Iterator[Batch]:
        """Keep maps until there are enough for a batch of the tail, or until all that wait take too much."""
        self._waiting[cut].append(maps)
        if sum(len(some.indices) for some in self._waiting[cut]) >= self._tail_batch(cut):
            yield from self._tail(cut, self._take(cut))
        while sum(waiting := self._waiting_bytes()) > self.memory:
            fullest = waiting.index(max(waiting))
            yield from self._tail(fullest, self._take(fullest))

    def _waiting_bytes(self) -> list[int]:
        """By segment, what waits at its entry."""
        return [
            segment.entry_bytes * sum(len(maps.indices) for maps in waiting)
            for segment, waiting in zip(self.segments, self._waiting, strict=True)
        ]

    def _flush(self) -> Iterator[Batch]:
        """Let everything that waits go through the tail; what enters it later joins what has begun."""
        while self._waiting[0]:
            yield from self._tail(0, self._take(0))
        for index in range(1, len(self.segments)):
            while self._waiting[index]:
                maps = self._take(index)
                value = self._whole(index, maps)
                if index + 1 < len(self.segments):
                    self._waiting[index + 1].append(Maps(maps.indices, value))
                    yield self._nothing
                else:
                    yield Batch(maps.indices, np.asarray(value, np.float32))

    def _take(self, index: int) -> Maps:
        """What waits at the entry of a segment, as one batch; the rest goes on waiting where memory is short."""
        waiting, most = self._waiting[index], self._tail_batch(index)
        taken = [waiting.pop(0)]
        while waiting and sum(len(maps.indices) for maps in [*taken, waiting[0]]) <= most:
            taken.append(waiting.pop(0))
        values = taken[0].values if len(taken) == 1 else ops.concatenate([maps.values for maps in taken])
        return Maps(np.concatenate([maps.indices for maps in taken]), values)

    def _plain(self, maps: Maps) -> Batch:
        value, seconds = self.everything.whole(maps.values)
        if seconds is not None:
            self.tuning.add_plain(seconds / len(maps.indices))
        return Batch(maps.indices, np.asarray(value, np.float32))

    def _tail(self, cut: int, maps: Maps) -> Iterator[Batch]:
        if cut == 0 and self.tuning.knows_whole:
            yield self._plain(maps)
            return
        value = maps.values
        for index in range(cut, len(self.segments)):
            value = self._whole(index, Maps(maps.indices, value))
            if index + 1 < len(self.segments):
                yield self._nothing
        yield Batch(maps.indices, np.asarray(value, np.float32))

    def _whole(self, index: int, maps: Maps) -> Any:
        value, seconds = self.segments[index].whole(maps.values)
        if seconds is not None:
            self.tuning.add_whole(index, seconds / len(maps.indices))
        return value

    def _tail_batch(self, cut: int) -> int:
        largest = max(segment.bytes_per_image for segment in self.segments[cut:])
        most = min(self.memory // largest, MAX_TAIL_BATCH, MAX_BATCH * sum(self.work) // max(1, sum(self.work[cut:])))
        if cut == 0 and self.tuning.plain is not None:
            most = min(most, int(MAX_STEP_S / self.tuning.plain))
        return max(1, most)
