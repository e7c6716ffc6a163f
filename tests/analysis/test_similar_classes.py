"""Classes that are alike, against loops written out."""

import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.analysis.similar_classes import common_word, cosines, groups_alike, mean_similarity, share_below


def test_cosines_are_those_of_pairs() -> None:
    kernel = np.random.default_rng(0).normal(size=(9, 5)).astype(np.float32)
    kernel[:, 3] = 0
    found = cosines(kernel)
    for one in range(5):
        for other in range(5):
            a, b = kernel[:, one].astype(float), kernel[:, other].astype(float)
            expected = 0.0 if 3 in (one, other) else a @ b / np.sqrt((a @ a) * (b @ b))
            assert_alike(expected, found[one, other])


def test_groups_are_those_that_are_alike_on_average() -> None:
    similarity = np.eye(5)
    for one, other, value in [(0, 2, 0.8), (0, 4, 0.5), (2, 4, 0.2), (1, 3, 0.3), (0, 1, 0.29)]:
        similarity[one, other] = similarity[other, one] = value
    assert groups_alike(similarity, 0.3) == [[0, 2, 4], [1, 3]]
    assert groups_alike(similarity, 0.36) == [[0, 2]]  # 4 is like them by 0.35 on average
    assert groups_alike(similarity, 0.9) == []
    assert groups_alike(similarity[:1, :1], 0.1) == []


def test_all_become_one_where_all_are_alike() -> None:
    assert groups_alike(np.ones((4, 4)), 1.0) == [[0, 1, 2, 3]]


def test_means_and_shares_are_over_pairs() -> None:
    similarity = np.array([[1.0, 0.25, 0.5], [0.25, 1.0, -0.5], [0.5, -0.5, 1.0]])
    assert mean_similarity(similarity, [0, 2]) == 0.5
    assert mean_similarity(similarity, [0, 1, 2]) == pytest.approx(0.25 / 3)
    assert share_below(similarity, 0.5) == pytest.approx(2 / 3)
    assert share_below(similarity, -1) == 0


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["tabby", "tiger cat", "Egyptian cat"], "cat"),
        (["convertible", "sports car"], None),
        (["tabby", "lynx", "cougar", "tiger cat", "Siamese Cat"], None),
        (["cab", "cab"], "cab"),
        (["", "  "], None),
    ],
)
def test_a_name_is_a_word_that_names_have_in_common(names: list[str], word: str | None) -> None:
    assert common_word(names) == word
