"""A run that something goes wrong in."""

import pytest
from tests.bench.conftest import SetClock

from tetrascope.bench.memory import MemoryRow
from tetrascope.bench.record import Record
from tetrascope.bench.setup import Setup

SETUP = Setup(
    quick=False, rounds=3, fill="black", networks=["tiny"], windows=[], sections=["memory"], random_weights=[]
)
ROW = MemoryRow(network_id="tiny", images=1, idle_bytes=1, peak_bytes=2)


def test_what_breaks_is_told_and_the_rest_goes_on(clock: SetClock) -> None:
    def broken() -> MemoryRow:
        raise IndexError("list index\nout of range")

    record = Record(SETUP, 2, lambda *_: None, clock)
    record.measure(record.memory, "memory", "tiny", "memory", broken)
    record.measure(record.memory, "memory", "tiny", "memory", lambda: ROW)
    record.finished = True
    findings = record.findings()
    assert findings.memory == [ROW]
    assert [failure.message for failure in findings.failures] == ["IndexError: list index out of range"]
    assert not findings.complete


def test_time_left_is_that_of_the_measurements_after_the_first(clock: SetClock) -> None:
    said: list[tuple[object, ...]] = []
    record = Record(SETUP, 4, lambda *words: said.append(words), clock)
    work = clock.takes(30.0, 5.0)

    def measured() -> MemoryRow:
        work()
        return ROW

    for _ in range(2):
        record.measure(record.memory, "memory", "tiny", "memory", measured)
    record.tell("next")
    assert said == [("tiny: memory", 0, 4, None), ("tiny: memory", 1, 4, None), ("next", 2, 4, 10.0)]


def test_an_interruption_is_not_swallowed_and_leaves_what_was_found(clock: SetClock) -> None:
    def interrupted() -> MemoryRow:
        raise KeyboardInterrupt

    record = Record(SETUP, 2, lambda *_: None, clock)
    record.measure(record.memory, "memory", "tiny", "memory", lambda: ROW)
    with pytest.raises(KeyboardInterrupt):
        record.measure(record.memory, "memory", "tiny", "memory", interrupted)
    assert record.findings().memory == [ROW]
    assert not record.findings().complete
