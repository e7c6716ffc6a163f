"""Room in memory: who asks for it is driven by hand, one step at a time."""

import pytest

from tetrascope.engine.client import CLIENT
from tetrascope.engine.room import Room
from tetrascope.engine.steps import Steps


def came_in(asking: Steps[None]) -> bool:
    """Take a step; whether it holds now what it asked for."""
    try:
        next(asking)
    except StopIteration:
        return True
    return False


def test_who_finds_room_does_not_wait() -> None:
    room = Room(10)
    assert came_in(room.take(6))
    assert came_in(room.take(4))
    assert room.held == 10


def test_who_finds_none_waits_until_enough_is_given_back() -> None:
    room = Room(10)
    assert came_in(room.take(6))
    waiting = room.take(7)
    assert not came_in(waiting)
    room.give_back(2)
    assert not came_in(waiting)
    room.give_back(1)
    assert came_in(waiting)
    assert room.held == 10


def test_nobody_overtakes_one_that_needs_much() -> None:
    room = Room(10)
    assert came_in(room.take(6))
    large, small = room.take(8), room.take(1)
    assert not came_in(large)
    assert not came_in(small)
    room.give_back(6)
    assert came_in(large)
    assert came_in(small)


def test_a_client_that_waits_for_much_lets_others_in_between() -> None:
    room = Room(10)
    assert came_in(room.take(10))
    token = CLIENT.set("greedy")
    greedy = [room.take(10) for _ in range(3)]
    assert not any(map(came_in, greedy))
    CLIENT.set("modest")
    modest = room.take(10)
    assert not came_in(modest)
    CLIENT.reset(token)
    room.give_back(10)
    assert came_in(greedy[0])
    room.give_back(10)
    assert came_in(modest)
    greedy[1].close()
    room.give_back(10)
    assert came_in(greedy[2])
    assert room.held == 10


def test_what_is_larger_than_all_of_it_runs_alone() -> None:
    room = Room(10)
    assert came_in(room.take(1))
    huge = room.take(50)
    assert not came_in(huge)
    room.give_back(1)
    assert came_in(huge)
    after = room.take(1)
    assert not came_in(after)
    room.give_back(50)
    assert came_in(after)


def test_who_leaves_the_line_makes_way() -> None:
    room = Room(10)
    assert came_in(room.take(6))
    large, small = room.take(8), room.take(1)
    assert not came_in(large)
    assert not came_in(small)
    large.close()
    assert came_in(small)
    assert room.held == 7


def test_who_leaves_when_its_turn_has_come_gives_it_back() -> None:
    room = Room(10)
    assert came_in(room.take(6))
    waiting = room.take(8)
    assert not came_in(waiting)
    room.give_back(6)
    assert room.held == 8
    waiting.close()
    assert room.held == 0


@pytest.mark.parametrize("size", [0, 10])
def test_the_whole_of_it_and_nothing_can_be_taken(size: int) -> None:
    room = Room(10)
    assert came_in(room.take(size))
    assert room.held == size
