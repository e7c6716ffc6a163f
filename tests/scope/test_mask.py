"""Masks as a person has them."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.protocol.masks import Bitmap, Rectangle
from tetrascope.scope.mask import read_masks
from tetrascope.scope.scope import Scope


def bits(*rectangles: tuple[int, int, int, int], size: tuple[int, int] = (224, 224)) -> NDArray[np.bool_]:
    array = np.zeros(size, np.bool_)
    for top, left, height, width in rectangles:
        array[top : top + height, left : left + width] = True
    return array


def test_arrays_hide_what_rectangles_hide(scope: Scope) -> None:
    two: list[Any] = [(40, 60, 81, 83), (0, 0, 20, 224)]
    expected = scope.layers("coffee", masks=two, layers=["stem_conv"])
    for masks in (bits(*two), [bits(*two)], [bits(two[0]), two[1]], np.array(two), [bits(each) for each in two]):
        found = scope.layers("coffee", masks=masks, layers=["stem_conv"])
        np.testing.assert_array_equal(found.image, expected.image)
        assert found.classes == expected.classes
    hidden = bits(*two)
    assert not expected.image[hidden].any()
    np.testing.assert_array_equal(expected.image[~hidden], scope.input("coffee").image[~hidden])


def test_superpixels_serve_as_masks(scope: Scope) -> None:
    pieces = scope.superpixels("coffee", segments=20)
    assert pieces.labels.max() == pieces.count - 1
    hidden = pieces.mask(0, 3)
    np.testing.assert_array_equal(hidden, (pieces.labels == 0) | (pieces.labels == 3))
    image = scope.layers("coffee", masks=[hidden], fill="mean", layers=["stem_conv"]).image
    np.testing.assert_array_equal(image[hidden], scope.input("coffee", fill="mean").fill_image[hidden])


def test_a_bitmap_is_cut_to_what_it_hides() -> None:
    array = np.zeros((6, 8), np.bool_)
    array[2, 3] = array[4, 6] = True
    (mask,) = read_masks(array, 6, 8)
    assert isinstance(mask, Bitmap)
    assert (mask.top, mask.left, mask.height, mask.width) == (2, 3, 3, 4)
    assert mask.data == bytes([0b1000_0000, 0b0001_0000])


@pytest.mark.parametrize(
    ("masks", "expected"),
    [
        ((1, 2, 3, 4), "masks=[(top, left, height, width)]"),
        ([(1, 2, 3)], "shape (3,)"),
        (5, "Expected a list of masks"),
        ([np.ones((3, 3), np.bool_)], "(224, 224)"),
        ([np.zeros((224, 224), np.bool_)], "False everywhere"),
        ([np.ones((224, 224), np.uint8)], "array > 0"),
        ([(0, 0, 0, 5)], "at least 1"),
        ([(300, 300, 5, 5)], "touches"),
    ],
)
def test_what_is_no_mask_is_refused_with_a_next_step(masks: Any, expected: str, local: Scope) -> None:
    with pytest.raises(InvalidInput) as caught:
        local.layers("cat", masks=masks)
    assert expected in f"{caught.value} {caught.value.hint}"
    assert (caught.value.field or "").startswith("masks")


def test_messages_of_the_protocol_are_taken_as_they_are() -> None:
    rectangle = Rectangle(top=1, left=2, height=3, width=4)
    assert read_masks([rectangle], 9, 9) == [rectangle]
