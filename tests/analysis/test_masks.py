import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.analysis.masks import (
    Box,
    bits_mask,
    box_mask,
    clip,
    covered_pixels,
    mask_batch,
    mask_image,
    packed_bits,
)

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


def masked_by_boxes(boxes: list[Box]) -> np.ndarray:
    masks = [mask for box in boxes if (mask := box_mask(box, 5, 7)) is not None]
    return mask_image(IMAGE, FILL, covered_pixels(masks, 5, 7))


@given(st.lists(BOXES, max_size=4))
def test_masked_pixels_show_the_fill_and_no_others(boxes: list[Box]) -> None:
    before = IMAGE.copy()
    masked = masked_by_boxes(boxes)
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
        np.testing.assert_array_equal(masked, masked_by_boxes([box]))
    np.testing.assert_array_equal(batch, mask_batch(IMAGE, FILL, np.array(boxes, dtype=int).reshape(-1, 4)))


@given(BOXES, st.data())
def test_a_bitmap_masks_the_pixels_of_its_set_bits(box: Box, data: st.DataObject) -> None:
    bits = data.draw(st.lists(st.booleans(), min_size=box.height * box.width, max_size=box.height * box.width))
    expected = np.zeros((5, 7), bool)
    for index, bit in enumerate(bits):  # as the guide says it, one pixel at a time
        row, column = box.top + index // box.width, box.left + index % box.width
        if bit and 0 <= row < 5 and 0 <= column < 7:
            expected[row, column] = True
    mask = bits_mask(box, packed_bits(np.array(bits).reshape(box.height, box.width)), 5, 7)
    assert (mask is None) == (not expected.any())
    if mask is not None:
        assert mask.box == clip(box, 5, 7)
        np.testing.assert_array_equal(covered_pixels([mask], 5, 7), expected)


def test_bits_are_packed_without_gaps_the_most_significant_first() -> None:
    cross = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool)
    assert packed_bits(cross) == bytes([0b01011101, 0b00000000])
    assert packed_bits(np.ones((1, 9), bool)) == bytes([255, 128])


def test_masks_together_hide_what_any_of_them_hides() -> None:
    masks = [box_mask(Box(0, 0, 2, 2), 5, 7), bits_mask(Box(1, 1, 1, 3), bytes([0b0110_0000]), 5, 7)]
    covered = covered_pixels([mask for mask in masks if mask is not None], 5, 7)
    assert np.argwhere(covered).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1], [1, 2], [1, 3]]
    assert not covered_pixels([], 5, 7).any()
