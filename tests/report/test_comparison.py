"""Two networks on one photo: copies and maps that belong together."""

from typing import Any

import numpy as np
import pytest

from tetrascope.engine.tensor_encoding import tensor_of_image, tensor_of_values
from tetrascope.protocol.framing import Area, Framing
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.pools import OPERATION, Pool, PoolImage, Window
from tetrascope.report.comparison import paired_copies, paired_maps

EXAMPLE = OPERATION.examples["pool"]
assert isinstance(EXAMPLE, Pool)


def area(top: float, left: float, height: float, width: float) -> Area:
    return Area(top=top, left=left, height=height, width=width)


def framed(photo: Area, side: int) -> Framing:
    return Framing(fit="crop", crop_at=0.5, photo=photo, input=area(0, 0, side, side))


def pool(side: int, window: int, stride: int, photo: Area, *, reverse: bool = False, **changes: Any) -> Pool:
    """A pool of one window, of a network with a square input."""
    assert isinstance(EXAMPLE, Pool)
    starts = range(0, side - window + 1, stride)
    places = [(top, left) for top in starts for left in starts]
    images: list[PoolImage] = [
        EXAMPLE.images[0].model_copy(
            update={"index": index, "window": 0, "mask": Rectangle(top=top, left=left, height=window, width=window)}
        )
        for index, (top, left) in enumerate(places[::-1] if reverse else places)
    ]
    return EXAMPLE.model_copy(
        update={
            "windows": [Window(size=window, stride=stride)],
            "images": images,
            "framing": framed(photo, side),
            "image": tensor_of_image(np.zeros((side, side, 3), np.uint8)),
            "importance": tensor_of_values(np.arange(side * side, dtype=np.float64).reshape(side, side)),
            **changes,
        }
    )


WHOLE = area(0, 0, 400, 400)


def test_masks_at_the_same_places_of_the_photo_are_a_pair_whatever_their_pixels_and_order() -> None:
    one, other = pool(40, 10, 10, WHOLE), pool(80, 20, 20, WHOLE, reverse=True)
    pairs = paired_copies(one, other)
    assert len(pairs) == 16
    for pair in pairs:
        assert (pair.other.mask.top, pair.other.mask.left) == (2 * pair.one.mask.top, 2 * pair.one.mask.left)


def test_masks_that_only_one_network_sees_have_no_partner() -> None:
    one, other = pool(40, 10, 10, WHOLE), pool(40, 10, 10, area(200, 0, 400, 400))
    pairs = paired_copies(one, other)
    assert [pair.one.mask.top for pair in pairs] == [20] * 4 + [30] * 4
    assert [pair.other.mask.top for pair in pairs] == [0] * 4 + [10] * 4
    assert paired_copies(one, pool(40, 10, 10, area(900, 900, 400, 400))) == []


def test_maps_are_compared_where_both_see_the_photo() -> None:
    one = pool(40, 10, 10, WHOLE)
    same = paired_maps(one, pool(40, 10, 10, WHOLE))
    assert same is not None
    assert same.correlation == pytest.approx(1)
    assert same.photo.shape == (224, 224, 3)
    half = paired_maps(one, pool(40, 10, 10, area(0, 200, 400, 400)))
    assert half is not None
    assert half.one.shape == (224, 112)
    # The first one's right half, and the other's left half, of rising numbers, each rounded to a step of its scale.
    assert half.one[112, 56] - half.other[112, 56] == pytest.approx(20, abs=one.importance.scale)
    assert paired_maps(one, pool(40, 10, 10, area(900, 900, 400, 400))) is None


def test_a_map_of_one_value_has_no_rank_correlation() -> None:
    flat = pool(40, 10, 10, WHOLE, importance=tensor_of_values(np.zeros((40, 40))))
    maps = paired_maps(pool(40, 10, 10, WHOLE), flat)
    assert maps is not None
    assert maps.correlation is None
