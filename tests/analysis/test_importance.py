import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.likeness import assert_alike

from tetrascope.analysis.importance import importance
from tetrascope.analysis.masks import Box

MASKS = st.lists(
    st.tuples(
        st.builds(Box, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 12), st.integers(1, 12)),
        st.floats(-1, 1),
    ),
    max_size=8,
)


def test_hand_computed() -> None:
    boxes = [Box(0, 0, 2, 2), Box(1, 1, 2, 2)]
    assert_alike(
        [[0.2, 0.2, 0, 0], [0.2, 0.4, 0.6, 0], [0, 0.6, 0.6, 0]],
        importance(boxes, np.array([0.2, 0.6]), 3, 4),
        relative=1e-7,
        absolute=0,
    )


def test_no_masks() -> None:
    np.testing.assert_array_equal(importance([], np.empty(0), 2, 3), np.zeros((2, 3)))


@given(MASKS)
def test_agrees_with_a_loop(masks: list[tuple[Box, float]]) -> None:
    boxes, drops = [box for box, _ in masks], np.array([drop for _, drop in masks])
    expected = np.zeros((6, 8))
    for row in range(6):
        for column in range(8):
            covering = [
                drop
                for box, drop in masks
                if box.top <= row < box.top + box.height and box.left <= column < box.left + box.width
            ]
            expected[row, column] = np.mean(covering) if covering else 0
    found = importance(boxes, drops, 6, 8)
    assert_alike(expected, found, relative=0, absolute=1e-12)
    np.testing.assert_array_equal(found, importance(np.array(boxes, dtype=int), drops, 6, 8))
