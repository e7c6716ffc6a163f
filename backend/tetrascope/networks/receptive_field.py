"""Receptive fields: the part of an earlier map that a region of a later map is computed from.

What the thesis shows of a pixel that is pointed at (Fatemi Pour 2022, section 3.1.1).

Exact interval arithmetic (Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning").
Rows and columns are independent. Along one edge an interval [first, last] of output positions reads

    first * stride - padding   ..   last * stride - padding + (kernel - 1) * dilation

of its source, clamped to the source (what lies outside is padding and depends on nothing). Branches that
meet are joined by the union of their intervals: the smallest rectangle that holds them all. It never leaves
out a position that is read; it may hold positions that are not, between branches or where a dilated kernel or
a stride above the kernel leaves gaps.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.protocol.receptive_field import Edge, Stage, Step


class Region(NamedTuple):
    """A rectangle of positions, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def receptive_fields(stages: Sequence[Stage], stage: int, region: Region) -> dict[int, Region]:
    """What a region of one stage is computed from, at every stage before it.

    Args:
        stages: stages of a network; each reads only earlier ones.
        stage: index of the stage that `region` lies in.
        region: positions of that stage; cut to it.

    Returns:
        Index of a stage → the smallest rectangle of it that holds everything read, for `stage` itself and each
        earlier stage of which anything is read. A stage of which only padding is read is absent.

    Raises:
        InvalidInput: there is no such stage, or the region lies outside it.
    """
    if not 0 <= stage < len(stages):
        raise InvalidInput(f"Expected a stage of 0..{len(stages) - 1}, got {stage}.", field="stage")
    inside = _clamp(region, stages[stage])
    if inside is None:
        size = f"{stages[stage].height} x {stages[stage].width}"
        raise InvalidInput(f"Expected a region inside {size}, got {tuple(region)}.", field="region")
    found = {stage: inside}
    for reader in range(stage, -1, -1):
        if reader not in found:
            continue
        for edge in stages[reader].edges:
            read = _read_by(found[reader], edge, stages[edge.source])
            if read is not None:
                found[edge.source] = _hull(found[edge.source], read) if edge.source in found else read
    return dict(sorted(found.items()))


def receptive_field(stages: Sequence[Stage], stage: int, region: Region, target: int = 0) -> Region | None:
    """What a region of one stage is computed from at the stage `target`, by default the input.

    Returns:
        The smallest rectangle that holds everything read; None if nothing of `target` is read.

    Raises:
        InvalidInput: there is no such stage, or the region lies outside it.
    """
    if not 0 <= target <= stage:
        raise InvalidInput(f"Expected a target of 0..{stage}, no later than the stage, got {target}.", field="target")
    return receptive_fields(stages, stage, region).get(target)


def _read_by(region: Region, edge: Edge, source: Stage) -> Region | None:
    if edge.whole or edge.rows is None or edge.columns is None:
        return Region(0, 0, source.height - 1, source.width - 1)
    top, bottom = _interval(region.top, region.bottom, edge.rows)
    left, right = _interval(region.left, region.right, edge.columns)
    return _clamp(Region(top, left, bottom, right), source)


def _interval(first: int, last: int, step: Step) -> tuple[int, int]:
    start = first * step.stride - step.padding
    return start, last * step.stride - step.padding + (step.kernel - 1) * step.dilation


def _clamp(region: Region, stage: Stage) -> Region | None:
    top, left = max(region.top, 0), max(region.left, 0)
    bottom, right = min(region.bottom, stage.height - 1), min(region.right, stage.width - 1)
    return Region(top, left, bottom, right) if top <= bottom and left <= right else None


def _hull(a: Region, b: Region) -> Region:
    return Region(min(a.top, b.top), min(a.left, b.left), max(a.bottom, b.bottom), max(a.right, b.right))
