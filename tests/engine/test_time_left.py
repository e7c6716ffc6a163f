"""The time left means something, or is not told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.engine.time_left import TimeLeft


class Clock:
    """Stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def estimates(total: float, units: list[tuple[float, float]]) -> list[float | None]:
    """What is told after each piece of work: (how much, seconds it takes)."""
    clock = Clock()
    left, done = TimeLeft(clock), 0.0
    told = [left.seconds(0, total)]
    for amount, seconds in units:
        clock.now += seconds
        done += amount
        told.append(left.seconds(done, total))
    return told


def test_a_slow_first_image_says_nothing_of_the_rest() -> None:
    told = estimates(299, [(1, 10.0), (16, 0.5), (32, 0.5), (125, 2.0), (125, 2.0)])
    assert told == [None, None, None, pytest.approx(1.0 / 48 * 250), pytest.approx(3.0 / 173 * 125), 0]


def test_nothing_is_told_of_what_ends_at_once() -> None:
    assert estimates(10, [(1, 0.1)] * 9)[:10] == [None] * 10


def test_a_large_task_waits_for_a_twentieth() -> None:
    told = estimates(1000, [(1.0, 5.0)] + [(10.0, 2.0)] * 6)
    assert told[:6] == [None] * 6
    assert told[6] is not None


def test_it_does_not_climb_when_work_slows_down() -> None:
    told = estimates(100, [(1, 1.0), (20, 2.0), (1, 60.0), (58, 5.8)])
    assert told[2] == told[3]
    assert told[2] is not None
    assert told[4] is not None
    assert told[4] <= told[2]


@given(st.lists(st.tuples(st.integers(1, 9), st.floats(0, 30)), min_size=1, max_size=40))
def test_it_never_rises_and_ends_at_nothing(units: list[tuple[float, float]]) -> None:
    total = sum(amount for amount, _ in units)
    told = [seconds for seconds in estimates(total, units) if seconds is not None]
    assert told == sorted(told, reverse=True)
    assert told[-1] == 0
