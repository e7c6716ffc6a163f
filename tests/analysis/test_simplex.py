import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.likeness import assert_alike

from tetrascope.analysis.placements.simplex import VERTICES, outside, place

PROBABILITIES = arrays(np.float32, st.tuples(st.integers(1, 9), st.just(4)), elements=st.floats(0, 1, width=32))


@pytest.mark.parametrize(("labels", "edge"), [(2, 2.0), (3, np.sqrt(3)), (4, np.sqrt(8 / 3))])
def test_vertices_are_regular_and_around_the_origin(labels: int, edge: float) -> None:
    vertices = VERTICES[labels]
    assert vertices.shape == (labels, 3)
    assert_alike(1, np.linalg.norm(vertices, axis=1), relative=1e-7, absolute=0)
    assert_alike(0, vertices.sum(axis=0), relative=1e-7, absolute=1e-15)
    edges = np.linalg.norm(vertices[:, np.newaxis] - vertices, axis=2)[np.triu_indices(labels, 1)]
    assert_alike(edge, edges, relative=1e-7, absolute=0)


def test_vertices_stand_as_documented() -> None:
    assert_alike([[0, 1, 0], [0, -1 / 3, np.sqrt(8) / 3]], VERTICES[4][:2], relative=1e-7, absolute=0)
    assert VERTICES[4][2, 0] < 0 < VERTICES[4][3, 0]
    assert (VERTICES[4][2:, 2] < 0).all()
    assert_alike([0, 1, 0], VERTICES[3][0], relative=1e-7, absolute=0)
    assert VERTICES[3][1, 0] < 0 < VERTICES[3][2, 0]
    assert (VERTICES[3][:, 2] == 0).all()
    assert_alike([[-1, 0, 0], [1, 0, 0]], VERTICES[2], relative=1e-7, absolute=0)


def test_hand_computed() -> None:
    points = place(np.array([[0.3, 0, 0, 0], [0, 0, 0.2, 0.2], [0.25] * 4, [0] * 4, [1e-45, 0, 0, 0]]))
    behind = [0, -1 / 3, -np.sqrt(2) / 3]
    assert_alike([[0, 1, 0], behind, [0, 0, 0], [0, 0, 0], [0, 1, 0]], points, relative=1e-7, absolute=1e-15)
    assert_alike(
        [0.25, 1, 0], outside(np.array([[0.5, 0.25, 0, 0], [0] * 4, [1, 1e-9, 0, 0]])), relative=1e-7, absolute=0
    )


def test_hand_computed_for_fewer_labels() -> None:
    halves = place(np.array([[0.25, 0.75], [0, 0], [1, 0]]))
    assert_alike([[0.5, 0, 0], [0, 0, 0], [-1, 0, 0]], halves, relative=1e-7, absolute=0)
    thirds = place(np.array([[0, 0.4, 0.4], [0.2, 0.2, 0.2]]))
    assert_alike([[0, -0.5, 0], [0, 0, 0]], thirds, relative=1e-7, absolute=1e-15)


def test_outside_is_a_share_where_probabilities_do_not_sum_to_1() -> None:
    probabilities = np.array([[0.9, 0.9, 0.8, 0.4], [0.1, 0, 0, 0], [0, 0, 0, 0]])
    assert_alike([0.25, 0, 0], outside(probabilities, np.array([4.0, 0.1, 0.0])), relative=1e-7, absolute=1e-15)


def test_a_position_is_the_same_alone_and_among_others() -> None:
    pool = np.random.default_rng(0).random((299, 4))
    np.testing.assert_array_equal(np.concatenate([place(one[None]) for one in pool]), place(pool))


@given(PROBABILITIES)
def test_positions_lie_inside(probabilities: np.ndarray) -> None:
    points = place(probabilities)
    # Inside: on the inner side of each face, whose plane is v·x = -1/3 for the vertex v opposite.
    assert (points @ VERTICES[4].T >= -1 / 3 - 1e-12).all()
    assert (np.linalg.norm(points, axis=1) <= 1 + 1e-12).all()
    assert ((outside(probabilities) >= 0) & (outside(probabilities) <= 1)).all()


@given(PROBABILITIES, st.floats(0.01, 1))
def test_only_ratios_matter(probabilities: np.ndarray, factor: float) -> None:
    exact = probabilities.astype(np.float64)
    assert_alike(place(exact), place(exact * factor), relative=1e-7, absolute=1e-9)
