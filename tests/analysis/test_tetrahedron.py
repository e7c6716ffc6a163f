import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.likeness import assert_alike

from tetrascope.analysis.tetrahedron import VERTICES, outside, positions

PROBABILITIES = arrays(np.float32, st.tuples(st.integers(1, 9), st.just(4)), elements=st.floats(0, 1, width=32))


def test_vertices_are_regular_and_stand_as_documented() -> None:
    assert_alike(1, np.linalg.norm(VERTICES, axis=1), relative=1e-7, absolute=0)
    assert_alike(0, VERTICES.sum(axis=0), relative=0, absolute=1e-15)
    edges = np.linalg.norm(VERTICES[:, np.newaxis] - VERTICES, axis=2)[np.triu_indices(4, 1)]
    assert_alike(np.sqrt(8 / 3), edges, relative=1e-7, absolute=0)
    assert_alike([[0, 1, 0], [0, -1 / 3, np.sqrt(8) / 3]], VERTICES[:2], relative=1e-7, absolute=0)
    assert VERTICES[2, 0] < 0 < VERTICES[3, 0]
    assert (VERTICES[2:, 2] < 0).all()


def test_hand_computed() -> None:
    points = positions(np.array([[0.3, 0, 0, 0], [0, 0, 0.2, 0.2], [0.25] * 4, [0] * 4, [1e-45, 0, 0, 0]]))
    behind = [0, -1 / 3, -np.sqrt(2) / 3]
    assert_alike([[0, 1, 0], behind, [0, 0, 0], [0, 0, 0], [0, 1, 0]], points, relative=0, absolute=1e-15)
    assert_alike(
        [0.25, 1, 0], outside(np.array([[0.5, 0.25, 0, 0], [0] * 4, [1, 1e-9, 0, 0]])), relative=1e-7, absolute=0
    )


@given(PROBABILITIES)
def test_positions_lie_inside(probabilities: np.ndarray) -> None:
    points = positions(probabilities)
    # Inside: on the inner side of each face, whose plane is v·x = -1/3 for the vertex v opposite.
    assert (points @ VERTICES.T >= -1 / 3 - 1e-12).all()
    assert (np.linalg.norm(points, axis=1) <= 1 + 1e-12).all()
    assert ((outside(probabilities) >= 0) & (outside(probabilities) <= 1)).all()


@given(PROBABILITIES, st.floats(0.01, 1))
def test_only_ratios_matter(probabilities: np.ndarray, factor: float) -> None:
    exact = probabilities.astype(np.float64)
    assert_alike(positions(exact), positions(exact * factor), relative=0, absolute=1e-9)
