import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.occlusion.region import Interval, covering, hull, read_through, shifted
from tetrascope.protocol.receptive_field import Step


def interval(first: list[int], last: list[int], side: int) -> Interval:
    return covering(np.array(first, np.int32), np.array(last, np.int32), side)


def test_patches_have_the_size_of_the_largest_change_and_lie_inside_the_map() -> None:
    found = interval([0, 4, 9], [1, 7, 9], 10)
    assert found.size == 4
    assert found.start.tolist() == [0, 4, 6]


def test_a_kernel_reaches_one_position_further_on_both_sides() -> None:
    same = Step(kernel=3, stride=1, padding=1, dilation=1)
    found = read_through(interval([0, 4], [1, 7], 10), same, 10)
    assert (found.first.tolist(), found.last.tolist()) == ([0, 3], [2, 8])
    assert (found.size, found.start.tolist()) == (6, [0, 3])


def test_a_stride_halves_it() -> None:
    pooling = Step(kernel=2, stride=2, padding=0, dilation=1)
    found = read_through(interval([0, 3], [1, 8], 10), pooling, 5)
    assert (found.first.tolist(), found.last.tolist()) == ([0, 1], [0, 4])


def test_a_change_that_a_stride_leaps_over_still_has_a_patch() -> None:
    leaping = Step(kernel=1, stride=2, padding=0, dilation=1)
    found = read_through(interval([3], [3], 7), leaping, 4)
    assert found.size == 1
    assert 0 <= found.start[0] < 4


def test_padding_shifts_and_a_hull_holds_both() -> None:
    one, two = interval([2], [3], 8), interval([3], [6], 8)
    assert shifted(one, 1, 2)._asdict() == {**one._asdict(), "first": 3, "last": 4, "start": 3, "side": 11}
    both = hull([one, two])
    assert (both.first[0], both.last[0], both.size) == (2, 6, 5)


@given(st.data())
def test_nothing_that_changes_is_left_out(data: st.DataObject) -> None:
    side = data.draw(st.integers(1, 24))
    step = Step(
        kernel=data.draw(st.integers(1, 5)),
        stride=data.draw(st.integers(1, 3)),
        padding=data.draw(st.integers(0, 3)),
        dilation=data.draw(st.integers(1, 2)),
    )
    reach = (step.kernel - 1) * step.dilation
    outputs = (side + 2 * step.padding - reach - 1) // step.stride + 1
    if outputs < 1:
        return
    ends = st.lists(st.tuples(st.integers(0, side - 1), st.integers(0, side - 1)), min_size=1, max_size=4)
    pairs = [sorted(pair) for pair in data.draw(ends)]
    found = read_through(interval([a for a, _ in pairs], [b for _, b in pairs], side), step, outputs)
    for index, (first, last) in enumerate(pairs):
        changed = [
            output
            for output in range(outputs)
            if any(
                first <= output * step.stride - step.padding + tap * step.dilation <= last for tap in range(step.kernel)
            )
        ]
        patch = range(found.start[index], found.start[index] + found.size)
        assert set(changed) <= set(patch) <= set(range(outputs))
