"""The picture of scene 2."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tetrascope.engine.tensor_encoding import tensor_of_image
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.networks import AnswerKind
from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.pools import OPERATION, FillImage, Pool
from tetrascope.protocol.scene import SCENES
from tetrascope.report.colormap import channels
from tetrascope.report.heading import Subject
from tetrascope.report.palette import INK
from tetrascope.report.pool_layout import BOUNDS, arrange, lay_out, name_vertices, selected_images
from tetrascope.report.pool_picture import HEIGHT, WIDTH, draw_pool
from tetrascope.report.pool_view import View, choose_view
from tetrascope.report.pool_words import pool_words
from tetrascope.report.spacing import clear, make_clear, spread_out
from tetrascope.report.thumbnail import masked_copy, thumbnail

SUBJECT = Subject("cat.png", "A network")
GREY = np.full((40, 40, 3), 128, dtype=np.uint8)


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Red, green, blue and opacity."""
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def test_a_support_vector_has_a_black_border_and_others_none() -> None:
    wearing = thumbnail(GREY, 100, kept=True, support_vector=True)
    plain = thumbnail(GREY, 100, kept=True, support_vector=False)
    assert wearing.size == (116, 116)
    assert pixel(wearing, 2, 58) == (0, 0, 0, 255)
    assert pixel(wearing, 12, 58)[:3] == channels(SCENES.colours.kept)
    assert plain.size == (100, 100)
    assert pixel(plain, 2, 50)[:3] == channels(SCENES.colours.kept)


def test_a_changed_image_has_its_colour_and_its_top_right_corner_cut() -> None:
    changed = thumbnail(GREY, 100, kept=False, support_vector=False)
    kept = thumbnail(GREY, 100, kept=True, support_vector=False)
    assert pixel(changed, 95, 4)[3] == 0
    assert pixel(kept, 95, 4)[3] == 255
    for corner in [(2, 2), (2, 97), (97, 97)]:
        assert changed.getpixel(corner) == (*channels(SCENES.colours.changed), 255)
    assert changed.getpixel((50, 50)) == (128, 128, 128, 255)


def test_the_fill_shows_through_the_mask_and_only_there() -> None:
    pool = OPERATION.examples["pool_more_fills"]
    assert isinstance(pool, Pool)
    noise = FillImage(fill="noise", image=tensor_of_image(np.full_like(GREY, 7)))
    pool = pool.model_copy(
        update={
            "image": tensor_of_image(GREY),
            "fill_image": tensor_of_image(np.zeros_like(GREY)),
            "more_fill_images": [noise],
        }
    )
    copy = pool.images[0].model_copy(update={"mask": Rectangle(top=10, left=20, height=5, width=8)})
    result = masked_copy(pool, copy)
    assert (result[10:15, 20:28] == 0).all()
    assert (masked_copy(pool, copy.model_copy(update={"fill": "noise"}))[10:15, 20:28] == 7).all()
    assert (result == 0).sum() == 5 * 8 * 3
    assert (GREY == 128).all()


def test_projection_of_a_point_straight_ahead() -> None:
    seen = View(0, 0).project(np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]))
    assert seen.places[0] == pytest.approx([0, 0])
    assert seen.places[1] == pytest.approx([0, -1])
    assert seen.scale[2] > 1


def test_a_rolled_view_turns_the_picture() -> None:
    seen = View(0, 0, 90).project(np.array([[1.0, 0.0, 0.0]]))
    assert seen.places[0] == pytest.approx([0, -1])


def test_vertices_stand_apart_in_the_chosen_view(pool: Pool) -> None:
    vertices = np.array([vertex.position for vertex in pool.vertices])
    view = choose_view(vertices, np.array([image.position for image in pool.images]), (1600, 1400))
    places = view.project(vertices).places
    distances = [np.linalg.norm(places[i] - places[j]) for i in range(4) for j in range(i)]
    assert min(distances) > 0.6


def test_names_fit_and_hide_neither_each_other_nor_a_vertex(pool: Pool) -> None:
    layout = lay_out(pool)
    names = name_vertices(pool, layout)
    corners = layout.pixels(np.array([vertex.position for vertex in pool.vertices])).places
    for place, name in enumerate(names):
        centre, half = np.array(name.centre), np.array(name.half)
        assert (centre - half >= np.array(BOUNDS[:2]) - 1).all()
        assert (centre + half <= np.array(BOUNDS[2:]) + 1).all()
        assert (np.abs(corners - centre) > half).any(axis=1).all()
        for other in names[:place]:
            assert (np.abs(centre - other.centre) > half + other.half).any()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(50, 300), st.floats(50, 300)), max_size=25))
def test_nothing_moves_farther_than_it_may_nor_out_of_bounds(points: list[tuple[float, float]]) -> None:
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    moved = spread_out(places, np.full(places.shape, 20.0), reach=60, bounds=(0, 0, 350, 350))
    assert (np.linalg.norm(moved - places, axis=1) <= 60 + 1e-6).all()
    assert ((moved >= 20) & (moved <= 330)).all()


def test_boxes_in_one_place_move_apart_around_a_fixed_one() -> None:
    places = np.full((7, 2), 300.0)
    halves = np.full((7, 2), 20.0)
    moved = spread_out(places, halves, fixed=1, reach=200, bounds=(0, 0, 600, 600))
    assert moved[-1].tolist() == [300.0, 300.0]
    assert clear(moved, halves, fixed=1) == list(range(6))
    gaps = [np.abs(moved[i] - moved[j]).max() for i in range(7) for j in range(i)]
    assert min(gaps) > 36


def test_of_boxes_in_one_place_only_the_first_is_clear() -> None:
    assert clear(np.zeros((3, 2)), np.ones((3, 2))) == [0]
    assert clear(np.zeros((3, 2)), np.ones((3, 2)), fixed=1) == []


def test_a_box_without_room_goes_to_the_nearest_free_place() -> None:
    places = np.array([[100.0, 100.0], [100.0, 100.0], [160.0, 100.0]])
    halves = np.full((3, 2), 20.0)
    moved = make_clear(places, places, halves, fixed=1, bounds=(0, 0, 400, 400))
    assert moved[[0, 2]].tolist() == places[[0, 2]].tolist()
    assert clear(moved, halves, fixed=1) == [0, 1]
    assert np.linalg.norm(moved[1] - places[1]) < 46 + 17  # as near as sizes, gap and grid allow


def test_a_box_for_which_there_is_no_room_stays() -> None:
    places = np.full((2, 2), 20.0)
    halves = np.full((2, 2), 20.0)
    assert make_clear(places, places, halves, fixed=0, bounds=(0, 0, 40, 40)).tolist() == places.tolist()


@pytest.mark.parametrize("count", [1, 9, 16])
def test_a_few_images_in_one_place_are_all_drawn(pool: Pool, count: int) -> None:
    crowd = [
        pool.images[0].model_copy(update={"index": index, "represents": index % 2 or None, "position": [0.2, 0.1, 0.0]})
        for index in range(count)
    ]
    pool = pool.model_copy(update={"images": crowd})
    assert len(arrange(pool, lay_out(pool))) == count


def test_nearer_thumbnails_are_larger_and_drawn_later(pool: Pool) -> None:
    sides = [item.side for item in arrange(pool, lay_out(pool))]
    assert len(sides) > 5
    assert sides == sorted(sides)
    assert sides[0] < sides[-1]


def test_thumbnails_stay_near_their_true_places(pool: Pool) -> None:
    layout = lay_out(pool)
    for item in arrange(pool, layout):
        assert item.true_place == pytest.approx(layout.pixels(np.array([item.image.position])).places[0])
        assert np.linalg.norm(np.subtract(item.place, item.true_place)) < 240


def test_the_front_thumbnail_has_its_frame_and_border(pool: Pool, boundary: Boundary) -> None:
    front = arrange(pool, lay_out(pool))[-1]
    x, y = (round(value) for value in front.place)
    for wears in (True, False):
        support = [front.image.index] if wears else []
        picture = np.asarray(draw_pool(pool, boundary.model_copy(update={"support_vectors": support}), SUBJECT))
        expected = channels(SCENES.colours.kept if front.image.kept else SCENES.colours.changed)
        assert tuple(picture[y, x - front.side // 2 + 2]) == expected
        assert (tuple(picture[y, x - front.side // 2 - 4]) == (0, 0, 0)) == wears


def test_every_vertex_is_marked(pool: Pool, boundary: Boundary) -> None:
    far = pool.model_copy(update={"images": [pool.images[0].model_copy(update={"represents": None})]})
    picture = np.asarray(draw_pool(far, boundary.model_copy(update={"support_vectors": []}), SUBJECT))
    layout = lay_out(far)
    for x, y in layout.pixels(np.array([vertex.position for vertex in far.vertices])).places:
        assert tuple(picture[round(y), round(x)]) == channels(INK)


def test_a_pool_of_one_class_is_drawn_with_its_explanation(pool: Pool, boundary: Boundary) -> None:
    alone = boundary.model_copy(
        update={"status": "one_class", "explanation": "All kept the label.", "support_vectors": [], "accuracy": None}
    )
    assert draw_pool(pool, alone, SUBJECT).size == (WIDTH, HEIGHT)


def test_a_large_selection_is_thinned(
    make_pool: Callable[..., Pool], make_boundary: Callable[[Pool], Boundary]
) -> None:
    pool = make_pool(600)
    drawn = arrange(pool, lay_out(pool))
    assert 10 < len(drawn) <= 40 < len(selected_images(pool))
    assert draw_pool(pool, make_boundary(pool), SUBJECT).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("corners", [2, 3])
def test_fewer_labels_are_drawn_flat_from_the_front(
    make_pool: Callable[..., Pool], make_boundary: Callable[[Pool], Boundary], corners: int
) -> None:
    pool = make_pool(corners=corners)
    layout = lay_out(pool)
    seen = layout.pixels(np.array([vertex.position for vertex in pool.vertices]))
    assert seen.scale == pytest.approx([1.0] * corners)
    names = name_vertices(pool, layout)
    assert len(names) == corners
    left, top, right, bottom = BOUNDS
    for name in names:
        assert left - 1 <= name.centre[0] - name.half[0] and name.centre[0] + name.half[0] <= right + 1
        assert top - 1 <= name.centre[1] - name.half[1] and name.centre[1] + name.half[1] <= bottom + 1
    drawn = arrange(pool, layout)
    assert len(drawn) > 4
    picture = np.asarray(draw_pool(pool, make_boundary(pool), SUBJECT)).astype(int)
    edge = picture[tuple(np.rint(seen.places[0] * 0.95 + seen.places[1] * 0.05).astype(int)[::-1])]
    assert edge.sum() < 600  # a line leads from one vertex to the other


@pytest.mark.parametrize(
    ("answers", "examined", "kept"),
    [
        ("exclusive", 0, "label kept"),
        ("exclusive", 1, "not tiger cat"),
        ("independent", 0, "Egyptian cat at 0.5 or more"),
        ("independent", 1, "tiger cat below 0.5"),
    ],
)
def test_kept_is_said_in_words_that_fit(
    make_pool: Callable[..., Pool], answers: AnswerKind, examined: int, kept: str
) -> None:
    pool = make_pool()
    score = (
        pool.original
        if examined == 0
        else pool.original.model_copy(update={"label": pool.vertices[1].label, "probability": 0.25})
    )
    words = pool_words(pool.model_copy(update={"examined": score}), answers)
    assert words.kept == kept
    assert words.others is not None


def test_where_every_label_stands_at_a_corner_there_are_no_others(make_pool: Callable[..., Pool]) -> None:
    words = pool_words(make_pool(corners=3), "exclusive")
    assert (words.body, words.number, words.others) == ("triangle", "three", None)
