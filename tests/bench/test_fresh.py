"""Masks and photos that no cache knows."""

from itertools import islice

import numpy as np
import pytest

from tetrascope.bench.fresh import fresh_masks, fresh_photo
from tetrascope.bench.subject import sample_photo
from tetrascope.networks.network_input import NetworkInput
from tetrascope.photos.photo import decode_photo


def test_masks_differ_and_lie_inside() -> None:
    masks = list(islice(fresh_masks(224, 224), 1000))
    assert len({(mask.top, mask.left) for mask in masks}) == 1000
    assert all(mask.top + mask.height <= 224 and mask.left + mask.width <= 224 for mask in masks)


@pytest.mark.parametrize("side", [32, 224, 600])
def test_photos_differ_in_the_middle_also_for_a_network(side: int) -> None:
    photos = [decode_photo(fresh_photo(sample_photo(), number), max_pixels=10**6) for number in (0, 1, 2, 255)]
    height, width, _ = photos[0].shape
    places = np.argwhere((photos[0] != photos[1]).any(axis=2))
    assert places.min(axis=0).tolist() == [height // 2 - 8, width // 2 - 8]
    assert len(places) == 256
    inputs = [NetworkInput(side, side).picture(photo).pixels for photo in photos]
    assert len({one.tobytes() for one in inputs}) == 4
