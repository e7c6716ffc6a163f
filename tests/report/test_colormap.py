"""Colours of numbers."""

import numpy as np
import pytest

from tetrascope.protocol.scene import SCENES
from tetrascope.protocol.tensor import Tensor
from tetrascope.report.colormap import (
    channels,
    colour_feature_map,
    feature_map_table,
    importance_colours,
    overlay_importance,
)


def test_stops_of_the_scene_are_hit_exactly() -> None:
    table = feature_map_table()
    for place, stop in enumerate(SCENES.colours.feature_map):
        assert tuple(table[place * 51]) == channels(stop)


def test_between_stops_colours_are_blended_linearly() -> None:
    first, second = (np.array(channels(stop)) for stop in SCENES.colours.feature_map[:2])
    assert feature_map_table()[17].tolist() == np.rint(first + (second - first) * 17 / 51).tolist()


def test_a_constant_map_has_the_first_colour_whatever_its_bytes() -> None:
    tensor = Tensor(shape=[1, 2], dtype="u1", scale=0.0, offset=3.0, data=bytes([0, 200]))
    assert (colour_feature_map(tensor) == channels(SCENES.colours.feature_map[0])).all()


@pytest.mark.parametrize(("value", "strong", "weak"), [(1.0, 0, 2), (-1.0, 2, 0)])
def test_a_drop_is_red_a_rise_is_blue_and_nothing_is_grey(value: float, strong: int, weak: int) -> None:
    image = np.full((1, 2, 3), 100, dtype=np.uint8)
    drawn = overlay_importance(image, np.array([[value, 0.0]], dtype=np.float32), 1.0).astype(int)
    assert drawn[0, 0, strong] > drawn[0, 0, weak] + 60
    assert len(set(drawn[0, 1])) == 1


def test_the_image_shows_through_the_strongest_importance() -> None:
    image = np.zeros((40, 40, 3), dtype=np.uint8)
    image[:, 20:] = 255
    drawn = overlay_importance(image, np.ones((40, 40), dtype=np.float32), 1.0).astype(int)
    assert (drawn[20, 21] - drawn[20, 18] > 30).all()


@pytest.mark.parametrize("grey", [0, 128, 255])
@pytest.mark.parametrize("value", [-1.0, -0.3, 0.0, 0.6])
def test_a_flat_image_has_the_scales_colours_however_dark_it_is(grey: int, value: float) -> None:
    values = np.full((3, 3), value, dtype=np.float32)
    drawn = overlay_importance(np.full((3, 3, 3), grey, dtype=np.uint8), values, 1.0)
    assert drawn.tolist() == np.rint(importance_colours(values, 1.0)).tolist()


def test_detail_leaves_the_mean_colour_to_the_scale() -> None:
    checks = np.indices((60, 60)).sum(axis=0) // 3 % 2 * 80 + 40
    image = np.repeat(checks[..., None], 3, axis=2).astype(np.uint8)
    values = np.full((60, 60), 0.5, dtype=np.float32)
    drawn = overlay_importance(image, values, 1.0).astype(float)
    assert drawn.std(axis=(0, 1)).min() > 10
    assert drawn.mean(axis=(0, 1)) == pytest.approx(importance_colours(values, 1.0)[0, 0], abs=3)


def test_importance_of_zero_everywhere_divides_by_nothing() -> None:
    drawn = overlay_importance(np.zeros((2, 2, 3), dtype=np.uint8), np.zeros((2, 2), dtype=np.float32), 0.0)
    assert len(np.unique(drawn)) == 1
