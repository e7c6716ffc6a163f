"""The heat map."""

import numpy as np
import pytest

from tetrascope.report.heading import Subject
from tetrascope.report.importance_picture import MARGIN, PANEL, TOP, draw_importance, strength


def test_the_image_is_beside_the_map_which_goes_from_blue_to_red(pool):
    picture = np.asarray(draw_importance(pool, Subject("cat.png", "A network"))).astype(int)
    plain, heat = MARGIN + 10, MARGIN + PANEL + 50 + 10
    assert picture[TOP + 10, plain].tolist() == pytest.approx([60] * 3, abs=4)
    top, bottom = picture[TOP + 5, heat], picture[TOP + PANEL - 5, heat]
    assert top[2] > top[0]
    assert bottom[0] > bottom[2] + 60


def test_the_strongest_value_sets_the_scale(pool):
    values, strongest = strength(pool)
    assert strongest == pytest.approx(255 * 0.002 - 0.1)
    assert values.min() == pytest.approx(-0.1)
