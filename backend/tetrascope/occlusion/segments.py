"""A network cut into segments, at points that every path from image to logits runs through."""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import keras

from tetrascope.networks.graph import Call, is_spatial, passages, read_graph, readers_of, value_count
from tetrascope.occlusion.known_operations import patch_operation
from tetrascope.occlusion.patch_operation import Pointwise
from tetrascope.occlusion.segment import Segment

MIN_SHARE = 1 / 12
"""Segments of less than this share of the work are joined with the next: each costs a call of its own."""
_WORK_PER_VALUE = 8
"""What an output value costs besides multiplications, in multiply-adds."""


class SegmentedNetwork(NamedTuple):
    """A network as a chain of segments; the last one ends in the logits."""

    segments: list[Segment]
    work: list[int]
    """About how many multiply-adds each takes for one image."""
    patchable: int
    """So many segments from the first on can be computed on patches."""
    everything: Segment
    """The network in one piece, which is faster than its segments one after the other."""


def cut_into_segments(model: keras.Model) -> SegmentedNetwork:
    """Cut a flat model into segments of some substance.

    A convolution and what follows it point by point stay together, so that they can be computed in one go.
    """
    image, *calls = read_graph(model)
    through = passages([image, *calls])
    readers = readers_of([image, *calls])
    total = sum(map(work_of, calls))
    segments, work = [], []
    entry, stretch, own = image.outputs[0], list[Call](), 0
    for call, following in zip(calls, [*calls[1:], None], strict=True):
        stretch.append(call)
        own += work_of(call)
        if following is None or (
            call.name in through
            and is_spatial(call.outputs[0])
            and (len(readers[call.name]) > 1 or not isinstance(patch_operation(following), Pointwise))
            and (own >= total * MIN_SHARE or (not _patchable([following]) and _patchable(stretch)))
        ):
            segments.append(Segment(entry, stretch))
            work.append(own)
            entry, stretch, own = call.outputs[0], [], 0
    patchable = next((index for index, segment in enumerate(segments) if segment.operations is None), len(segments))
    return SegmentedNetwork(segments, work, patchable, Segment(image.outputs[0], calls))


def _patchable(calls: Sequence[Call]) -> bool:
    return all(patch_operation(call) is not None for call in calls)


def work_of(call: Call) -> int:
    """About how many multiply-adds a call takes for one image."""
    values, weights = value_count(call.outputs[0]), getattr(call.operation, "weights", [])
    kernels = sum(prod(weight.shape) for weight in weights if "kernel" in weight.name)
    channels = call.outputs[0].shape[-1] or 1  # one number for each image has no axis but the batch's
    return values * _WORK_PER_VALUE + values * int(kernels) // int(channels)
