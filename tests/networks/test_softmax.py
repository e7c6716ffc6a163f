import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.likeness import assert_alike

from tetrascope.networks.softmax import softmax


def test_by_hand() -> None:
    assert_alike([[0.25, 0.75], [0.5, 0.5]], softmax(np.log([[1.0, 3.0], [2.0, 2.0]])), relative=1e-15, absolute=0)


def test_huge_logits_are_safe() -> None:
    probabilities = softmax(np.array([3e38, 3e38, -3e38], np.float32))
    assert probabilities.dtype == np.float64
    assert probabilities.tolist() == [0.5, 0.5, 0.0]


@given(arrays(np.float32, (3, 5), elements=st.floats(-100, 100, width=32)))
def test_probabilities_keep_order_and_sum_to_one(logits: np.ndarray) -> None:
    probabilities = softmax(logits)
    assert_alike(1, probabilities.sum(-1), relative=1e-12, absolute=0)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    order = np.argsort(logits, axis=-1)
    assert (np.diff(np.take_along_axis(probabilities, order, -1), axis=-1) >= 0).all()
