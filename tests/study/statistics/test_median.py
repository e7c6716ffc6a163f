"""Medians and their intervals, against tables and a count of all cases."""

from itertools import product

import pytest

from tetrascope.study.statistics.median import median_of

# n, and which of the smallest and largest values enclose the median with 95 % or more: the usual table of the sign
# test's interval (Conover, Practical Nonparametric Statistics, 1999, table of the binomial distribution with 1/2).
RANKS = [(6, 1), (8, 1), (9, 2), (10, 2), (11, 2), (12, 3), (15, 4), (20, 6), (25, 8), (50, 18), (100, 40)]


@pytest.mark.parametrize(("count", "rank"), RANKS)
def test_the_interval_lies_between_the_ranks_of_the_table(count: int, rank: int) -> None:
    values = list(range(1, count + 1))
    assert median_of(values[::-1]).interval == (rank, count + 1 - rank)


@pytest.mark.parametrize("count", range(1, 6))
def test_fewer_than_six_values_have_no_interval(count: int) -> None:
    assert median_of([3.0] * count).interval is None


@pytest.mark.parametrize("count", [6, 9, 12])
def test_the_interval_is_as_sure_as_it_says(count: int) -> None:
    """Each value is below or above the median of all like the throw of a coin: every case is counted."""
    interval = median_of(range(count)).interval
    assert interval is not None
    rank = int(interval[0]) + 1
    hits = sum(rank <= sum(case) <= count - rank for case in product((0, 1), repeat=count))
    assert hits / 2**count >= 0.95
    narrower = sum(rank + 1 <= sum(case) <= count - rank - 1 for case in product((0, 1), repeat=count))
    assert narrower / 2**count < 0.95


def test_the_median_of_an_even_number_is_in_the_middle() -> None:
    assert median_of([5, 1, 4, 2]).value == 3


def test_ten_thousand_values_have_an_interval_too() -> None:
    assert median_of(range(10_000)).interval == (4901, 5098)
