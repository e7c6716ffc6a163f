import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tetrascope.analysis.selection import select, top_labels

PROBABILITIES = arrays(np.float32, st.tuples(st.integers(0, 40), st.just(4)), elements=st.floats(0, 1, width=32))


def test_top_labels_hand_computed() -> None:
    pool = np.array([[0.1, 0.5, 0.1, 0.2, 0.1], [0.3, 0.2, 0.1, 0.3, 0.1]])
    assert top_labels(pool).tolist() == [1, 3, 0, 2]  # sums .4 .7 .2 .5 .2; class 2 before class 4


def test_a_label_that_is_wanted_takes_the_last_place() -> None:
    pool = np.array([[0.1, 0.5, 0.1, 0.2, 0.1], [0.3, 0.2, 0.1, 0.3, 0.1]])
    assert top_labels(pool, among=4).tolist() == [1, 3, 0, 4]
    assert top_labels(pool, among=3).tolist() == [1, 3, 0, 2]


def test_fewer_classes_have_fewer_labels() -> None:
    assert top_labels(np.array([[0.2, 0.3, 0.5]])).tolist() == [2, 1, 0]
    assert top_labels(np.array([[0.2, 0.8]]), among=0).tolist() == [1, 0]


def test_fewer_labels_share_the_images() -> None:
    assert select(np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4], [0.5, 0.5]]), 9).tolist() == [
        0,
        0,
        1,
        -1,
        1,
    ]


def test_labels_take_turns() -> None:
    pool = np.array(
        [
            [0.9, 0.8, 0.0, 0.0],  # best of labels 0 and 1: label 0 comes first
            [0.5, 0.7, 0.0, 0.0],  # label 1 then takes its second best, before label 0 chooses again
            [0.4, 0.0, 0.1, 0.0],
            [0.0, 0.0, 0.9, 0.0],
            [0.0, 0.0, 0.0, 0.3],
            [0.0, 0.1, 0.0, 0.2],
            [0.0, 0.3, 0.0, 0.0],
            [0.0, 0.0, 0.2, 0.0],
            [0.0, 0.0, 0.0, 0.0],
        ]
    )
    assert select(pool, 2).tolist() == [0, 1, 0, 2, 3, 3, 1, 2, -1]


@given(PROBABILITIES, st.integers(1, 12))
def test_balanced_and_no_image_twice(pool: np.ndarray, per_label: int) -> None:
    represents = select(pool, per_label)
    assert represents.shape == (len(pool),)
    each = min(per_label, len(pool) // 4)
    assert [int((represents == vertex).sum()) for vertex in range(4)] == [each] * 4
    assert int((represents == -1).sum()) == len(pool) - 4 * each
    for vertex in range(4):
        chosen, left = pool[represents == vertex, vertex], pool[represents == -1, vertex]
        if each and left.size:
            assert chosen.min() >= left.max()  # nothing better was passed over


def test_a_full_pool_is_quick_and_repeatable() -> None:
    pool = np.random.default_rng(0).dirichlet(np.ones(4), 4096)
    once = select(pool, 1024)
    assert (once >= 0).all()
    np.testing.assert_array_equal(once, select(pool, 1024))
