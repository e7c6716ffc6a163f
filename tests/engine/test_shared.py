"""One computation and those who follow it."""

import gc
import weakref
from collections.abc import Generator, Iterable
from dataclasses import dataclass

import pytest

from tetrascope.engine.shared import Shared
from tetrascope.engine.steps import Pause, Steps
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress


@dataclass(frozen=True)
class News:
    """How far it is."""

    done: int


def tell(news: News) -> Iterable[Event]:
    yield Progress(done=news.done, total=9, seconds_left=None, stage="Counting")


def counting(to: int) -> Generator[News | Pause, None, str]:
    for done in range(1, to + 1):
        yield News(done)
    return "counted"


def heard(steps: Steps[str], most: int = 100) -> list[int]:
    """What is told, up to so many."""
    told = []
    for _ in range(most):
        event = next(steps, None)
        if event is None:
            break
        assert isinstance(event, Progress)
        told.append(event.done)
    return told


def test_who_takes_every_turn_hears_everything() -> None:
    assert heard(Shared(counting(4)).follow(tell)) == [1, 2, 3, 4]


def test_who_comes_late_hears_the_latest_and_takes_part() -> None:
    shared = Shared(counting(6))
    first, late = shared.follow(tell), shared.follow(tell)
    assert heard(first, 4) == [1, 2, 3, 4]
    assert heard(late, 2) == [4, 5]
    assert heard(first) == [5, 6]
    assert heard(late) == [6]


def test_all_get_the_result_and_what_is_raised() -> None:
    def broken() -> Generator[News | Pause, None, str]:
        yield News(1)
        raise ValueError("broken")

    def result(steps: Steps[str]) -> str:
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return str(end.value)

    shared = Shared(counting(3))
    assert [result(shared.follow(tell)), result(shared.follow(tell))] == ["counted", "counted"]
    failing = Shared(broken())
    readers = [failing.follow(tell), failing.follow(tell)]
    for reader in readers:
        with pytest.raises(ValueError, match="broken"):
            result(reader)


def test_only_the_latest_news_is_kept() -> None:
    kept: list[weakref.ref[News]] = []

    def remembered() -> Generator[News | Pause, None, str]:
        for done in range(50):
            news = News(done)
            kept.append(weakref.ref(news))
            yield news
        return "counted"

    shared = Shared(remembered())
    readers = [shared.follow(tell) for _ in range(3)]
    for reader in readers:
        next(reader)
    heard(readers[0], 40)
    gc.collect()
    assert sum(reference() is not None for reference in kept) <= 1 + len(readers)


def test_a_reader_that_cannot_tell_the_news_fails_alone() -> None:
    def refuse(_: News) -> Iterable[Event]:
        raise ValueError("no such label")

    shared = Shared(counting(3))
    other, refusing = shared.follow(tell), shared.follow(refuse)
    next(other)
    with pytest.raises(ValueError, match="no such label"):
        next(refusing)
    assert heard(other) == [2, 3]


def test_it_ends_when_the_last_reader_leaves() -> None:
    ended = []

    def ending() -> Generator[News | Pause, None, str]:
        try:
            yield from (News(done) for done in range(9))
        finally:
            ended.append(True)
        return "counted"

    shared = Shared(ending())
    readers = [shared.follow(tell), shared.follow(tell)]
    for reader in readers:
        next(reader)
    readers[0].close()
    assert (shared.abandoned, ended) == (False, [])
    readers[1].close()
    assert (shared.abandoned, ended) == (True, [True])
