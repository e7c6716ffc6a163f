import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tetrascope.analysis.masks import Box
from tetrascope.analysis.refinement import most_important, refined_count
from tetrascope.analysis.windows import positions
from tetrascope.protocol.operations.pools import Window

IMPORTANCE = np.array(
    [
        [0.0, 0.0, 0.1, 0.1],
        [0.0, 0.4, 0.1, 0.1],
        [0.0, 0.0, 0.5, 0.5],
        [-0.9, 0.0, 0.5, 0.5],
    ]
)
HALVES = positions(Window(size=2, stride=2), 4, 4)
"""Means 0.1, 0.1, -0.225 and 0.5."""


@pytest.mark.parametrize(("positions", "expected"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (225, 57)])
def test_a_quarter_rounded_up(positions: int, expected: int) -> None:
    assert refined_count(positions) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, []), (1, [3]), (2, [0, 3]), (3, [0, 1, 3]), (4, [0, 1, 2, 3])])
def test_hand_computed(count: int, expected: list[int]) -> None:
    assert most_important(HALVES, IMPORTANCE, count).tolist() == expected


def test_the_mean_counts_and_not_the_sum() -> None:
    assert most_important([Box(0, 0, 4, 4), Box(1, 1, 1, 1)], IMPORTANCE, 1).tolist() == [1]


def test_nothing_to_choose_from() -> None:
    assert most_important([], IMPORTANCE, 0).tolist() == []


def test_where_all_is_equal_the_first_are_taken() -> None:
    boxes = positions(Window(size=7, stride=3), 40, 30)
    assert most_important(boxes, np.full((40, 30), 0.1), 9).tolist() == list(range(9))


@given(
    arrays(np.float64, (12, 10), elements=st.floats(-1, 1)),
    st.integers(1, 10).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))),
)
def test_none_left_out_is_more_important_than_one_chosen(importance: np.ndarray, sides: tuple[int, int]) -> None:
    boxes = positions(Window(size=sides[0], stride=sides[1]), 12, 10)
    count = refined_count(len(boxes))
    chosen = most_important(boxes, importance, count).tolist()
    assert len(chosen) == count
    assert chosen == sorted(set(chosen))
    means = [
        sum(importance[box.top + row, box.left + column] for row in range(box.height) for column in range(box.width))
        / (box.height * box.width)
        for box in boxes
    ]
    left = [means[index] for index in range(len(boxes)) if index not in chosen]
    assert min(means[index] for index in chosen) >= max(left, default=-1.0) - 1e-12
