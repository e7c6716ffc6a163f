"""Masks and photos that no cache knows."""

from itertools import islice

import numpy as np

from tetrascope.bench.fresh import fresh_masks, fresh_photo
from tetrascope.bench.subject import sample_photo
from tetrascope.engine.photo import decode_photo


def test_masks_differ_and_lie_inside():
    masks = list(islice(fresh_masks(224, 224), 1000))
    assert len({(mask.top, mask.left) for mask in masks}) == 1000
    assert all(mask.top + mask.height <= 224 and mask.left + mask.width <= 224 for mask in masks)


def test_photos_differ_in_one_pixel():
    first, second = (decode_photo(fresh_photo(sample_photo(), number), max_pixels=10**6) for number in (1, 2))
    different = (first != second).any(axis=2)
    assert np.argwhere(different).tolist() == [[0, 0]]
