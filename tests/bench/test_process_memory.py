"""This process's memory, now and at its peak."""

import numpy as np
from tests.patience import eventually

from tetrascope.bench.process_memory import most_bytes, peak_memory, resident_bytes

SIZE = 150_000_000


def test_the_peak_of_a_block_holds_what_was_released_inside() -> None:
    before = resident_bytes()
    with peak_memory() as peak:
        block = np.ones(SIZE, np.uint8)
        eventually(lambda: peak.bytes - before > 0.8 * SIZE)  # a thread of its own looks
        held = resident_bytes()
        del block
    assert held - before > 0.8 * SIZE
    assert 0.8 * SIZE < peak.bytes - before < 3 * SIZE
    assert most_bytes() >= peak.bytes - 10_000_000


def test_a_block_that_takes_nothing_has_no_peak_of_an_earlier_one() -> None:
    block = np.ones(SIZE, np.uint8)
    del block
    before = resident_bytes()
    with peak_memory() as peak:
        pass
    assert abs(peak.bytes - before) < 0.5 * SIZE
