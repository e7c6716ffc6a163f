import numpy as np

from tetrascope.occlusion.context import context_table, gather_context, patch_positions, read_count, read_positions
from tetrascope.occlusion.region import Interval, PatchRegion, covering
from tetrascope.protocol.receptive_field import Step

SAME = Step(kernel=3, stride=1, padding=1, dilation=1)


def interval(first: list[int], last: list[int], side: int) -> Interval:
    return covering(np.array(first, np.int32), np.array(last, np.int32), side)


def test_a_kernel_reads_one_position_more_on_both_sides() -> None:
    assert read_positions(interval([0, 2], [1, 3], 4), SAME).tolist() == [[-1, 0, 1, 2], [1, 2, 3, 4]]
    assert read_count(interval([0, 2], [1, 3], 4), SAME) == 4


def test_a_kernel_of_one_position_reads_nothing_that_its_stride_leaps_over() -> None:
    leaping = Step(kernel=1, stride=2, padding=0, dilation=1)
    assert read_positions(interval([1], [3], 4), leaping).tolist() == [[2, 4, 6]]
    assert read_count(interval([1], [3], 4), leaping) == 3


def test_dilation_and_stride_widen_what_is_read() -> None:
    wide = Step(kernel=3, stride=2, padding=1, dilation=2)
    assert read_positions(interval([1], [2], 4), wide).tolist() == [[1, 2, 3, 4, 5, 6, 7]]


def test_the_context_is_patch_inside_original_around_and_padding_outside() -> None:
    original = np.arange(16, dtype=np.float32).reshape(1, 4, 4, 1)
    source = PatchRegion(interval([0, 2], [1, 3], 4), interval([0, 1], [1, 2], 4))
    patches = np.array([[[100, 101], [102, 103]], [[200, 201], [202, 203]]], np.float32)[..., np.newaxis]
    table = context_table(source, read_positions(source.rows, SAME), read_positions(source.columns, SAME))
    assert table is not None
    found = np.asarray(gather_context(original, patches, table, -1.0))[..., 0]
    assert found[0].tolist() == [[-1, -1, -1, -1], [-1, 100, 101, 2], [-1, 102, 103, 6], [-1, 8, 9, 10]]
    assert found[1].tolist() == [[4, 5, 6, 7], [8, 200, 201, 11], [12, 202, 203, 15], [-1, -1, -1, -1]]


def test_patches_that_will_do_as_they_are_need_no_table() -> None:
    source = PatchRegion(interval([0, 2], [1, 3], 4), interval([0, 1], [1, 2], 4))
    assert context_table(source, patch_positions(source.rows), patch_positions(source.columns)) is None
    moved = patch_positions(source.rows)[::-1].copy()
    assert context_table(source, moved, patch_positions(source.columns)) is not None
    pooling = Step(kernel=2, stride=2, padding=0, dilation=1)
    halved = PatchRegion(interval([0, 1], [0, 1], 2), interval([0, 1], [0, 1], 2))
    even = PatchRegion(interval([0, 2], [1, 3], 4), interval([0, 2], [1, 3], 4))
    assert context_table(even, read_positions(halved.rows, pooling), read_positions(halved.columns, pooling)) is None
