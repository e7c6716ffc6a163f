"""The picture of scene 2."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tetrascope.engine.requests import Rectangle
from tetrascope.report.colormap import channels
from tetrascope.report.heading import Subject
from tetrascope.report.palette import INK
from tetrascope.report.pool_picture import HEIGHT, WIDTH, arrange, draw_pool, select_shown, set_stage
from tetrascope.report.pool_view import View, choose_view
from tetrascope.report.spacing import spread_out
from tetrascope.report.thumbnail import masked, thumbnail
from tetrascope.scene import SCENES

SUBJECT = Subject("cat.png", "A network")
GREY = np.full((40, 40, 3), 128, dtype=np.uint8)


def test_a_support_vector_has_a_black_border_and_others_none():
    wearing = thumbnail(GREY, 100, kept=True, support_vector=True)
    plain = thumbnail(GREY, 100, kept=True, support_vector=False)
    assert wearing.size == (116, 116)
    assert wearing.getpixel((2, 58)) == (0, 0, 0, 255)
    assert wearing.getpixel((12, 58))[:3] == channels(SCENES.colours.kept)
    assert plain.size == (100, 100)
    assert plain.getpixel((2, 50))[:3] == channels(SCENES.colours.kept)


def test_a_changed_image_has_its_colour_and_its_top_right_corner_cut():
    changed = thumbnail(GREY, 100, kept=False, support_vector=False)
    kept = thumbnail(GREY, 100, kept=True, support_vector=False)
    assert changed.getpixel((95, 4))[3] == 0
    assert kept.getpixel((95, 4))[3] == 255
    for corner in [(2, 2), (2, 97), (97, 97)]:
        assert changed.getpixel(corner) == (*channels(SCENES.colours.changed), 255)
    assert changed.getpixel((50, 50)) == (128, 128, 128, 255)


def test_the_fill_shows_through_the_mask_and_only_there():
    fill = np.zeros_like(GREY)
    result = masked(GREY, fill, Rectangle(top=10, left=20, height=5, width=8))
    assert (result[10:15, 20:28] == 0).all()
    assert (result == 0).sum() == 5 * 8 * 3
    assert (GREY == 128).all()


def test_projection_of_a_point_straight_ahead():
    seen = View(0, 0).project(np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))
    assert seen.places[0] == pytest.approx([0, 0])
    assert seen.places[1] == pytest.approx([0, -1])
    assert seen.scale[2] > 1


def test_vertices_stand_apart_in_the_chosen_view(pool):
    vertices = np.array([vertex.position for vertex in pool.vertices])
    places = choose_view(vertices, np.array([image.position for image in pool.images])).project(vertices).places
    distances = [np.linalg.norm(places[i] - places[j]) for i in range(4) for j in range(i)]
    assert min(distances) > 0.6


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=25))
def test_nothing_moves_farther_than_it_may(points):
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    moved = spread_out(places, np.full(len(places), 40.0), 60.0)
    assert (np.linalg.norm(moved - places, axis=1) <= 60 + 1e-6).all()


def test_images_in_one_place_move_apart():
    moved = spread_out(np.zeros((6, 2)), np.full(6, 40.0), 200.0)
    gaps = [np.abs(moved[i] - moved[j]).max() for i in range(6) for j in range(i)]
    assert min(gaps) > 32


def test_nearer_thumbnails_are_larger_and_drawn_later(pool):
    drawn = arrange(select_shown(pool), set_stage(pool, select_shown(pool)))
    sides = [item.side for item in drawn]
    assert sides == sorted(sides)
    assert sides[0] < sides[-1]


def test_a_thumbnail_stands_where_it_should(pool, boundary):
    picture = np.asarray(draw_pool(pool, boundary, SUBJECT))
    front = arrange(select_shown(pool), set_stage(pool, select_shown(pool)))[-1]
    x, y = (round(value) for value in front.place)
    expected = channels(SCENES.colours.kept if front.image.kept else SCENES.colours.changed)
    assert tuple(picture[y, round(x - front.side / 2) + 1]) == expected
    border = tuple(picture[y, round(x - front.side / 2) - 3])
    assert (border == (0, 0, 0)) == (front.image.index in boundary.support_vectors)


def test_every_vertex_is_marked(pool, boundary):
    far = pool.model_copy(update={"images": [pool.images[0].model_copy(update={"represents": None})]})
    picture = np.asarray(draw_pool(far, boundary.model_copy(update={"support_vectors": []}), SUBJECT))
    stage = set_stage(far, [])
    for x, y in stage.pixels(np.array([vertex.position for vertex in far.vertices])).places:
        assert tuple(picture[round(y), round(x)]) == channels(INK)


def test_a_pool_of_one_class_is_drawn_with_its_explanation(pool, boundary):
    alone = boundary.model_copy(
        update={"status": "one_class", "explanation": "All kept the label.", "support_vectors": [], "accuracy": None}
    )
    assert draw_pool(pool, alone, SUBJECT).size == (WIDTH, HEIGHT)


def test_a_large_selection_is_thinned_for_every_label(make_pool):
    pool = make_pool(600)
    shown = select_shown(pool)
    assert len(shown) == 120
    assert {image.represents for image in shown} == {image.represents for image in pool.images} - {None}
