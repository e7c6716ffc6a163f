"""Work of several lines on a few threads. A gate holds the only thread, so that what waits is known."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from threading import Event

import pytest
from tests.patience import PATIENCE_S

from tetrascope.engine.client import CLIENT
from tetrascope.engine.fair_threads import FairThreads, Line


class Held:
    """One thread, busy until it is let go."""

    def __init__(self) -> None:
        self.threads = FairThreads(1, name="test")
        self.gate = Event()
        self.begun = Event()
        self.done: list[str] = []
        self.threads.line().submit(self._hold)
        assert self.begun.wait(PATIENCE_S)

    def _hold(self) -> None:
        self.begun.set()
        assert self.gate.wait(PATIENCE_S)

    def finish(self) -> list[str]:
        """Let everything go on; the names of what was done, in the order they were done."""
        self.gate.set()
        self.threads.line().submit(lambda: None).result(PATIENCE_S)
        return self.done


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    yield held
    held.gate.set()
    held.threads.close()


def test_lines_are_served_in_turn(held: Held) -> None:
    long, short = held.threads.line(), held.threads.line()
    items = [long.submit(held.done.append, f"long {index}") for index in range(4)]
    items += [short.submit(held.done.append, f"short {index}") for index in range(2)]
    held.gate.set()
    for item in items:
        item.result(PATIENCE_S)
    assert held.done == ["long 0", "short 0", "long 1", "short 1", "long 2", "long 3"]


def line_of(client: str, held: Held) -> Line:
    token = CLIENT.set(client)
    try:
        return held.threads.line()
    finally:
        CLIENT.reset(token)


def test_clients_are_served_in_turn_and_so_are_the_lines_of_each(held: Held) -> None:
    greedy = [line_of("greedy", held) for _ in range(3)]
    items = [line.submit(held.done.append, f"greedy {index}") for index, line in enumerate(greedy)]
    items += [greedy[0].submit(held.done.append, "greedy 0 again")]
    modest = line_of("modest", held)
    items += [modest.submit(held.done.append, f"modest {index}") for index in range(2)]
    held.gate.set()
    for item in items:
        item.result(PATIENCE_S)
    assert held.done == ["greedy 0", "modest 0", "greedy 1", "modest 1", "greedy 2", "greedy 0 again"]


def test_a_closed_line_begins_nothing_more_and_others_go_on(held: Held) -> None:
    dropped, other = held.threads.line(), held.threads.line()
    gone = [dropped.submit(held.done.append, "dropped") for _ in range(3)]
    stays = other.submit(held.done.append, "other")
    dropped.close()
    held.gate.set()
    stays.result(PATIENCE_S)
    for item in gone:
        with pytest.raises(CancelledError):
            item.result(PATIENCE_S)
    assert held.finish() == ["other"]


def test_what_fails_tells_its_own_line_only(held: Held) -> None:
    line = held.threads.line()

    def fail() -> None:
        raise MemoryError

    failed, fine = line.submit(fail), line.submit(held.done.append, "fine")
    held.gate.set()
    with pytest.raises(MemoryError):
        failed.result(PATIENCE_S)
    fine.result(PATIENCE_S)


def test_closing_cancels_what_has_not_begun(held: Held) -> None:
    waiting = held.threads.line().submit(held.done.append, "waiting")
    held.gate.set()
    held.threads.close()
    held.threads.join()
    assert waiting.cancelled() or held.done == ["waiting"]
    assert waiting.done()
