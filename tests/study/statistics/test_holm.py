"""Correction for several tests, by hand."""

from tetrascope.study.statistics.holm import holm


def test_each_is_multiplied_by_the_tests_that_are_left_and_none_falls_below_one_before_it() -> None:
    # 0.005 * 4, 0.01 * 3, 0.03 * 2, and 0.04 * 1, which is raised to the one before.
    assert holm([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02]


def test_none_is_above_one_and_none_is_none() -> None:
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([]) == []
