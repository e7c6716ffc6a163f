"""The pool of a tiny network, really measured."""

import numpy as np
import pytest

from tetrascope.bench.effort import Effort
from tetrascope.bench.pool import PoolBench, relative_difference
from tetrascope.bench.subject import Subject
from tetrascope.bench.window_set import WindowSet
from tetrascope.protocol.operations.pools import Window

EFFORT = Effort(rounds=2, batch_rounds=1, batch_sizes=(4, 8), sample_seconds=1e6)


def test_it_compares_all_masks_and_times_every_way(tiny: Subject) -> None:
    row = PoolBench(tiny, EFFORT).measure(WindowSet(Window(size=8, stride=4)))
    assert (row.network_id, row.windows, row.masks, row.compared, row.plain_timed) == ("tiny", "8/4", 49, 49, 49)
    assert row.difference < 1e-5
    assert 2 <= row.ratio.count == row.ratio_folded.count <= 10  # the shorter it is, the more
    assert row.plain_batch in (4, 8) and row.folded_batch in (4, 8)
    assert row.incremental_ms.least > 0


def test_thinned_masks_are_compared_where_the_plain_way_is_timed(tiny: Subject) -> None:
    effort = Effort(rounds=1, batch_rounds=1, batch_sizes=(4,), masks=12, sample_seconds=0.0, compare_all=False)
    row = PoolBench(tiny, effort).measure(WindowSet(Window(size=8, stride=4)))
    assert (row.masks, row.plain_timed, row.compared) == (12, 4, 4)


def test_a_difference_is_relative_to_the_largest_logit() -> None:
    expected = np.array([[1.0, -4.0], [2.0, 0.0]], np.float32)
    found = np.array([[1.0, -4.0], [2.0, 0.5]], np.float32)
    assert relative_difference(found, expected) == pytest.approx(0.125)


def test_short_measurements_have_more_rounds() -> None:
    assert [Effort(rounds=3).rounds_of(seconds) for seconds in (30.0, 1.0, 0.5, 0.25, 0.001)] == [3, 3, 6, 12, 15]
