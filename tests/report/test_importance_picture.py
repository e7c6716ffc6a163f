"""The heat map."""

import numpy as np
import pytest

from tetrascope.networks.fit import Fitting, framing_of, inside
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.operations.pools import Pool
from tetrascope.report.heading import Subject
from tetrascope.report.importance_picture import MARGIN, PANEL, TOP, draw_importance, strength


def test_the_image_is_beside_the_map_which_goes_from_blue_to_red(pool: Pool) -> None:
    picture = np.asarray(draw_importance(pool, Subject("cat.png", "A network"))).astype(int)
    plain, heat = MARGIN + 10, MARGIN + PANEL + 50 + 10
    assert picture[TOP + 10, plain].tolist() == pytest.approx([60] * 3, abs=4)
    top, bottom = picture[TOP + 5, heat], picture[TOP + PANEL - 5, heat]
    assert top[2] > top[0]
    assert bottom[0] > bottom[2] + 60


def test_the_strongest_value_sets_the_scale(pool: Pool) -> None:
    values, strongest = strength(pool)
    assert strongest == pytest.approx(255 * 0.002 - 0.1)
    assert values.min() == pytest.approx(-0.1)


def fitted(pool: Pool, rows: int, columns: int, fit: Fit) -> Pool:
    """The same pool, of a photo of that size that was made to fit so, white where the photo is."""
    framing = framing_of(rows, columns, pool.image.shape[0], pool.image.shape[1], Fitting(fit))
    pixels = np.zeros(pool.image.shape, np.uint8)
    pixels[inside(framing)] = 255
    image = pool.image.model_copy(update={"data": pixels.tobytes()})
    return pool.model_copy(update={"framing": framing, "image": image})


@pytest.mark.parametrize(
    ("fit", "rows", "columns", "size"),
    [
        ("squash", 100, 300, (PANEL // 3, PANEL)),
        ("pad", 100, 300, (PANEL // 3, PANEL)),
        ("pad", 200, 100, (PANEL, PANEL // 2)),
        ("crop", 100, 300, (PANEL, PANEL)),
    ],
)
def test_it_has_the_photos_proportions_and_nothing_but_the_photo(
    pool: Pool, fit: Fit, rows: int, columns: int, size: tuple[int, int]
) -> None:
    picture = np.asarray(draw_importance(fitted(pool, rows, columns, fit), Subject("cat.png", "A network")))
    tall, wide = size
    assert (picture[TOP : TOP + tall, MARGIN : MARGIN + wide] == 255).all()
    assert picture.shape[0] == pytest.approx(TOP + tall + 190, abs=1)
    heat = MARGIN + max(wide, 460) + 50
    here = picture[TOP : TOP + tall, heat : heat + wide].astype(int)
    assert np.ptp(here, axis=2).max() > 60, "coloured"
    beside = picture[TOP : TOP + tall, heat + wide + 2 :]
    assert np.ptp(beside.astype(int), axis=2).max() < 20, "paper"
