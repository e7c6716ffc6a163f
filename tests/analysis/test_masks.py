import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.analysis.masks import Box, clip, mask_batch, mask_image

BOXES = st.builds(Box, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 12), st.integers(1, 12))
IMAGE = np.random.default_rng(0).integers(1, 200, (5, 7, 3), dtype=np.uint8)
FILL = np.random.default_rng(1).integers(200, 255, (5, 7, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        (Box(1, 2, 3, 4), Box(1, 2, 3, 4)),
        (Box(-2, -1, 4, 4), Box(0, 0, 2, 3)),
        (Box(3, 5, 9, 9), Box(3, 5, 2, 2)),
        (Box(-50, -50, 100, 100), Box(0, 0, 5, 7)),
        (Box(5, 0, 1, 1), None),
        (Box(0, 7, 1, 1), None),
        (Box(-3, 0, 3, 1), None),
    ],
)
def test_clip(box: Box, inside: Box | None) -> None:
    assert clip(box, 5, 7) == inside


@given(st.lists(BOXES, max_size=4))
def test_masked_pixels_show_the_fill_and_no_others(boxes: list[Box]) -> None:
    before = IMAGE.copy()
    masked = mask_image(IMAGE, FILL, boxes)
    for row in range(5):
        for column in range(7):
            under = any(b.top <= row < b.top + b.height and b.left <= column < b.left + b.width for b in boxes)
            np.testing.assert_array_equal(masked[row, column], (FILL if under else IMAGE)[row, column])
    np.testing.assert_array_equal(IMAGE, before)


@given(st.lists(BOXES, max_size=4))
def test_batch_is_one_image_for_each_box(boxes: list[Box]) -> None:
    batch = mask_batch(IMAGE, FILL, boxes)
    assert batch.shape == (len(boxes), 5, 7, 3)
    assert batch.dtype == np.uint8
    for masked, box in zip(batch, boxes, strict=True):
        np.testing.assert_array_equal(masked, mask_image(IMAGE, FILL, [box]))
    np.testing.assert_array_equal(batch, mask_batch(IMAGE, FILL, np.array(boxes, dtype=int).reshape(-1, 4)))
