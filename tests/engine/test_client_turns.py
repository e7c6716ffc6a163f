"""Who goes next of many clients, by hand."""

from tetrascope.engine.client_turns import ClientTurns


def waiting(*asked: tuple[str, int]) -> ClientTurns[int]:
    turns = ClientTurns[int]()
    for client, item in asked:
        turns.add(client, item)
    return turns


def all_of(turns: ClientTurns[int]) -> list[int]:
    taken = []
    while turns:
        first = turns.first()
        taken.append(turns.take())
        assert taken[-1] == first
    return taken


def test_one_of_each_client_after_the_other() -> None:
    assert all_of(waiting(("a", 1), ("a", 2), ("a", 3), ("b", 11), ("b", 12), ("c", 21))) == [1, 11, 21, 2, 12, 3]


def test_who_comes_waits_for_one_of_each_other() -> None:
    turns = waiting(("a", 1), ("a", 2), ("a", 3))
    assert turns.take() == 1
    turns.add("b", 11)
    assert all_of(turns) == [2, 11, 3]


def test_what_is_discarded_costs_its_client_no_turn() -> None:
    turns = waiting(("a", 1), ("a", 2), ("b", 11))
    assert turns.discard("a", 1)
    assert not turns.discard("a", 1)
    assert not turns.discard("nobody", 1)
    assert list(turns) == [2, 11]
    assert turns.discard("b", 11)
    assert all_of(turns) == [2]
