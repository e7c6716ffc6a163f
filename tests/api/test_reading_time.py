import pytest

from tetrascope.api.reading_time import MAX_CREDIT_S, SHARE, Account, ReadingTime


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def test_what_is_saved_up_is_free_and_the_rest_is_paid_for() -> None:
    clock = Clock()
    account = Account(ReadingTime(clock))
    account.charge(MAX_CREDIT_S)
    assert account.wait_s() == 0
    account.charge(0.02)
    assert account.wait_s() == pytest.approx(0.02 / SHARE)
    clock.now += 0.01 / SHARE
    assert account.wait_s() == pytest.approx(0.01 / SHARE)
    clock.now += 0.011 / SHARE
    assert account.wait_s() == 0


def test_credit_does_not_grow_for_ever() -> None:
    clock = Clock()
    account = Account(ReadingTime(clock))
    clock.now += 1000
    account.charge(MAX_CREDIT_S + 0.001)
    assert account.wait_s() == pytest.approx(0.001 / SHARE)


def test_those_in_debt_share_and_together_take_no_more_than_the_share() -> None:
    clock = Clock()
    time = ReadingTime(clock)
    accounts = [Account(time) for _ in range(8)]
    read = [0.0] * 8
    for _ in range(40_000):
        clock.now += 0.001
        for index, account in enumerate(accounts):
            if account.wait_s() == 0:
                account.charge(0.002)
                read[index] += 0.002
    assert sum(read) == pytest.approx(40 * SHARE, rel=0.05)
    assert max(read) < 1.1 * min(read)


def test_who_asks_for_little_is_not_held_up_by_those_who_take_much() -> None:
    clock = Clock()
    time = ReadingTime(clock)
    greedy = [Account(time) for _ in range(20)]
    for account in greedy:
        account.charge(0.1)
    modest = Account(time)
    modest.charge(0.001)
    assert modest.wait_s() == 0


def test_who_has_left_counts_no_more() -> None:
    clock = Clock()
    time = ReadingTime(clock)
    gone, stays = Account(time), Account(time)
    for account in (gone, stays):
        account.charge(MAX_CREDIT_S + 0.01)
    assert stays.wait_s() == pytest.approx(0.02 / SHARE)
    gone.close()
    assert stays.wait_s() == pytest.approx(0.01 / SHARE)
