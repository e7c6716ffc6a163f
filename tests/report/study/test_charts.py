"""Figures of made-up numbers: lengths, places, and what can be read."""

from itertools import pairwise

import pytest
from tests.report.study.reading import dots, lengths

from tetrascope.report.study.bar_chart import Group, bar_chart
from tetrascope.report.study.colours import blended, ink_on, luminance
from tetrascope.report.study.dot_chart import Row as Dots
from tetrascope.report.study.dot_chart import dot_chart
from tetrascope.report.study.figure import MAX_POINTS
from tetrascope.report.study.stacked_chart import Row, point_colours, stacked_chart


def test_a_scale_that_counts_from_none_begins_at_the_left() -> None:
    found = lengths(stacked_chart("t", ["0", "1"], [Row("a", [1, 3])], diverging=False).encode())
    assert found == {"a: 0, 1 of 4, 25.0 %": (200, 122.5), "a: 1, 3 of 4, 75.0 %": (322.5, 367.5)}


def test_an_even_number_of_points_parts_at_the_middle() -> None:
    found = lengths(stacked_chart("t", ["1", "2", "3", "4"], [Row("a", [1, 1, 1, 1])], diverging=True).encode())
    assert [begin for begin, _ in found.values()] == [322.5, 383.75, 445, 506.25]


def test_nobody_is_told_as_such() -> None:
    assert "no answers" in stacked_chart("t", ["1", "2"], [Row("a", [0, 0])], diverging=True)
    assert "no answers" in bar_chart("t", ["x"], [Group("", [0], 0)])
    assert "nobody" in dot_chart("t", "x", [Dots("a", [])])


@pytest.mark.parametrize("diverging", [True, False])
@pytest.mark.parametrize("count", range(2, MAX_POINTS + 1))
def test_numbers_in_bars_can_be_read_and_points_told_apart(count: int, diverging: bool) -> None:
    colours = point_colours(count, diverging=diverging)
    for colour in colours:
        light, dark = sorted((luminance(colour), luminance(ink_on(colour))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.1, 1.4.3
    assert len(set(colours)) == count
    if not diverging:
        assert all(luminance(first) > luminance(second) for first, second in pairwise(colours))


def test_colours_between_two() -> None:
    assert blended(["#000000", "#ffffff"], 0.5) == "#808080"
    assert blended(["#000000", "#ff0000", "#00ff00"], 1) == "#00ff00"


def test_dots_stand_at_their_numbers_and_above_one_another() -> None:
    drawn = dot_chart("t", "x", [Dots("a", [("P1", 0.0), ("P2", 10.0), ("P3", 10.0)])])
    found = dots(drawn.encode())
    assert found == {"a: P1, 0": 210, "a: P2, 10": 690, "a: P3, 10": 690}
    assert "interval of the median" not in drawn


def test_six_have_an_interval() -> None:
    drawn = dot_chart("t", "x", [Dots("a", [(f"P{n}", float(n)) for n in range(6)])], (0, 10))
    assert "a: 95 % interval of the median, 0 to 5" in drawn
    assert "a: median 2.5" in drawn


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ([0.0], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ([-3.0, 4.0], ["-4", "-2", "0", "2", "4"]),
        ([7.0], ["0", "2", "4", "6", "8"]),
        ([1234567.0], ["0", "500000", "1e+06", "1.5e+06"]),
    ],
)
def test_the_axis_has_round_numbers_around_all(values: list[float], ticks: list[str]) -> None:
    drawn = dot_chart("t", "x", [Dots("a", [("P1", value) for value in values])])
    assert [tick for tick in ticks if f'font-size="12">{tick}</text>' in drawn] == ticks
    assert drawn.count('font-size="12">') == len(ticks) + 1
