"""The same people's values in two conditions."""

import pytest

from tetrascope.study.findings.asked_question import About
from tetrascope.study.findings.comparison import Measure, compared

A, B, C = About("a"), About("b"), About("c")


def measure(*differences: float) -> Measure:
    return Measure("m", "M", {A: dict.fromkeys(range(len(differences)), 0.0), B: dict(enumerate(differences))})


def test_only_who_has_both_values_is_compared() -> None:
    (found,) = compared([Measure("m", "M", {A: {1: 2, 2: 5, 3: 1}, B: {2: 4, 3: 4, 9: 9}})])
    assert (found.test.pairs, found.medians) == (2, (3, 4))
    assert found.difference is not None and found.difference.value == 1  # of -1 and 3
    assert (found.test.higher, found.test.lower) == (1, 1)


def test_nobody_with_both_values_is_told_as_such() -> None:
    (found,) = compared([Measure("m", "M", {A: {1: 2}, B: {2: 4}})])
    assert (found.test.pairs, found.medians, found.difference, found.corrected) == (0, None, None, None)


def test_every_pair_of_conditions_is_compared_once() -> None:
    values = dict.fromkeys(range(8), 1.0)
    found = compared([Measure("m", "M", {A: values, B: values, C: values})])
    assert [(each.first, each.second) for each in found] == [(A, B), (A, C), (B, C)]


def test_p_is_corrected_for_those_tests_that_there_are() -> None:
    """Three measures, of which the last has too few differences to be tested, and so does not count."""
    clear, mixed, small = compared([measure(*range(1, 9)), measure(1, 2, 3, 4, 5, -6), measure(1, 1)])
    assert [each.tests for each in (clear, mixed, small)] == [2, 2, 2]
    assert clear.corrected == pytest.approx(2 * 2 / 2**8)
    # Sums of ranks up to 6 of 21: 14 of 64 ways, twice.
    assert mixed.test.p == mixed.corrected == pytest.approx(28 / 64)
    assert small.corrected is small.least_corrected is None


def test_the_least_p_that_correction_leaves_depends_on_the_other_tests() -> None:
    six, eight = compared([measure(1, 2, 3, 4, 5, -6), measure(*range(1, 9))])
    # With the other one's p of 2/256 before it, one of 2/64 would stay alone; the other's is the first of two.
    assert six.least_corrected == pytest.approx(2 / 64)
    assert eight.least_corrected == pytest.approx(2 * 2 / 2**8)
    one, _ = compared([measure(1, 2, 3, 4, 5, -6), measure(1, 2, 3, 4, 5, -6)])
    assert one.least_corrected == pytest.approx(2 * 2 / 64)  # cannot be below 0.05, however clear
