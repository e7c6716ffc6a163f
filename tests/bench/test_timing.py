"""Rounds in turns, on a clock that stands still."""

from functools import partial

import pytest
from tests.bench.conftest import SetClock

from tetrascope.bench.spread import Spread, ratios, scaled, spread
from tetrascope.bench.timing import Side, interleave, warm_up


def test_sides_take_turns_and_go_back_and_forth() -> None:
    calls: list[str] = []
    sides = {name: Side(partial(calls.append, name)) for name in "abc"}
    interleave(sides, 3)
    assert "".join(calls) == "abccbaabc"


def test_each_round_is_timed_by_itself(clock: SetClock) -> None:
    sides = {"slow": Side(clock.takes(6.0, 8.0)), "fast": Side(clock.takes(2.0, 4.0))}
    assert interleave(sides, 2, clock) == {"slow": [6.0, 8.0], "fast": [2.0, 4.0]}


def test_a_part_of_the_work_counts_as_the_whole(clock: SetClock) -> None:
    assert interleave({"sample": Side(clock.takes(2.0), 0.25)}, 1, clock) == {"sample": [8.0]}


def test_a_spread_has_the_median_and_the_range() -> None:
    assert spread([3.0, 1.0, 2.0, 10.0]) == Spread(median=2.5, least=1.0, most=10.0, count=4)
    assert scaled([0.25, 0.5, 0.125], 1000) == Spread(median=250.0, least=125.0, most=500.0, count=3)
    with pytest.raises(ValueError, match="at least one"):
        spread([])


def test_the_ratio_is_taken_in_each_round() -> None:
    # A burst of other work doubles both sides of the second round: the ratio of medians would be 6 / 2.
    assert ratios([4.0, 12.0, 6.0], [2.0, 6.0, 1.5]) == Spread(median=2.0, least=2.0, most=4.0, count=3)


@pytest.mark.parametrize(
    ("seconds", "runs"),
    [
        ((9.0, 1.0, 1.0, 1.0), 3),
        ((9.0, 8.0, 4.0, 2.0, 1.9, 1.9), 5),  # the fifth is not a tenth faster
        ((9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0), 6),  # enough
    ],
)
def test_a_warm_up_goes_on_while_it_gets_faster(clock: SetClock, seconds: tuple[float, ...], runs: int) -> None:
    warm_up(clock.takes(*seconds), 6, clock)
    assert clock.now == 100.0 + sum(seconds[:runs])
