"""What every store of jobs promises, see `JobStore`. Another store is added to `STORES`."""

from collections.abc import Callable
from typing import Any

import pytest

from tetrascope.engine.job_store import JobStore, MemoryJobStore
from tetrascope.errors import Busy, TooLarge
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.operations.superpixels import Superpixels

STORES: dict[str, Callable[..., JobStore]] = {"memory": MemoryJobStore}
PART = next(each for each in OPERATIONS["superpixels"].examples.values() if isinstance(each, Superpixels))


@pytest.fixture(params=list(STORES.values()), ids=list(STORES))
def made(request: pytest.FixtureRequest) -> Callable[..., JobStore]:
    """Makes a store of some bounds."""
    return request.param  # type: ignore[no-any-return]


def job(job_id: str, ended: float | None = None, **changes: Any) -> Job:
    state = "waiting" if ended is None else "done"
    told = {"job_id": job_id, "operation": "superpixels", "state": state, "created": 0.0, "ended": ended}
    return Job(**{**told, "progress": None, "error": None, **changes})


def test_jobs_are_kept_in_order_with_their_parts(made: Callable[..., JobStore]) -> None:
    store = made(clock=lambda: 10.0)
    for job_id in ("b", "a"):
        store.add(job(job_id))
    store.add_part("a", PART, 100)
    store.update(job("a", 1.0))
    assert store.jobs() == [job("b"), job("a", 1.0)]
    assert (store.job("a"), store.job("c")) == (job("a", 1.0), None)
    assert [list(store.parts(each)) for each in ("a", "b", "c")] == [[PART], [], []]


def test_the_one_that_ended_first_makes_room_and_what_runs_never_does(made: Callable[..., JobStore]) -> None:
    store = made(max_jobs=3, clock=lambda: 10.0)
    store.add(job("runs"))
    for job_id, ended in (("late", 2.0), ("early", 1.0)):
        store.add(job(job_id))
        store.update(job(job_id, ended))
    store.add(job("new"))
    assert [each.job_id for each in store.jobs()] == ["runs", "late", "new"]
    store.add(job("newer"))
    with pytest.raises(Busy) as caught:
        store.add(job("one too many"))
    assert caught.value.hint
    assert [each.job_id for each in store.jobs()] == ["runs", "new", "newer"]


def test_what_ended_long_ago_leaves(made: Callable[..., JobStore]) -> None:
    now = 0.0
    store = made(max_age_s=60.0, clock=lambda: now)
    for job_id, ended in (("a", 0.0), ("b", 30.0), ("runs", None)):
        store.add(job(job_id))
        store.update(job(job_id, ended))
    now = 61.0
    assert [each.job_id for each in store.jobs()] == ["b", "runs"]
    assert store.job("a") is None


def test_answers_have_a_budget_that_what_has_ended_makes_room_in(made: Callable[..., JobStore]) -> None:
    store = made(budget=200, clock=lambda: 0.0)
    store.add(job("ended"))
    store.add_part("ended", PART, 100)
    store.update(job("ended", 0.0))
    store.add(job("runs"))
    for _ in range(2):
        store.add_part("runs", PART, 100)
    assert store.job("ended") is None
    with pytest.raises(TooLarge):
        store.add_part("runs", PART, 100)
    assert list(store.parts("runs")) == [PART, PART]
