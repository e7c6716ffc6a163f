"""Jobs of any engine: here one without networks, whose images say what happens."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from contextlib import aclosing
from typing import Any

import pytest
from tests.api.scripted_engine import ScriptedEngine
from tests.patience import PATIENCE_S, turns, until

from tetrascope.engine import jobs as module
from tetrascope.engine.job_store import MemoryJobStore
from tetrascope.engine.jobs import Jobs
from tetrascope.errors import Busy, NotDone, NotFound
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.operations.layers import Layers, LayersRequest
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest


class Stepped(ScriptedEngine):
    """Goes on by one event each time it is let."""

    max_background = 1

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Semaphore(0)
        self.full = False

    async def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
        assert background
        if self.full:
            raise Busy("Expected fewer analyses.")
        async with aclosing(super().run(request)) as events:
            async for event in events:
                await self.let.acquire()
                yield event

    def step(self, count: int = 1) -> None:
        for _ in range(count):
            self.let.release()


def asked(image: str = "cat") -> LayersRequest:
    return LayersRequest(image_id=image, network_id="tiny")


def running(test: Callable[[Stepped, Jobs], Awaitable[None]], store: MemoryJobStore | None = None) -> None:
    """Runs a test with the jobs of an engine that goes on by steps."""

    async def whole() -> None:
        engine = Stepped()
        jobs = Jobs(engine, store or MemoryJobStore(clock=lambda: 100.0), clock=lambda: 100.0)
        try:
            await asyncio.wait_for(test(engine, jobs), PATIENCE_S)
        finally:
            await jobs.close()

    asyncio.run(whole())


async def collect(events: AsyncGenerator[Job | Event, None]) -> list[Any]:
    return [event async for event in events]


def told(watched: list[Any]) -> list[str]:
    """States of the job and names of the parts, in the order in which they came."""
    return [
        event.state if isinstance(event, Job) else type(event).__name__
        for event in watched
        if not isinstance(event, Progress)
    ]


def has_no_answer(jobs: Jobs, job: Job, state: str) -> None:
    with pytest.raises(NotDone, match=state) as caught:
        jobs.answer(job.job_id)
    assert caught.value.hint


def ended(jobs: Jobs, job: Job) -> Callable[[], bool]:
    return lambda: jobs.job(job.job_id).ended is not None


def test_a_job_ends_up_in_the_store_though_nobody_watches_it() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked())
        assert (job.state, job.operation, job.created, job.ended) == ("waiting", "layers", 100.0, None)
        has_no_answer(jobs, job, "waiting")
        engine.step(5)
        await until(ended(jobs, job))
        done = jobs.job(job.job_id)
        assert (done.state, done.error, done.ended) == ("done", None, 100.0)
        assert done.progress is not None and done.progress.done == 2
        assert jobs.jobs() == [done]
        answer = jobs.answer(job.job_id)
        assert answer.operation == "layers"
        assert isinstance(answer.content, Layers) and len(answer.content.layers) == 2

    running(test)


def test_it_is_watched_from_several_places_from_the_first_part_on_and_goes_on_without_them() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked())
        early = jobs.watch(job.job_id)
        engine.step()
        assert told([await anext(early) for _ in range(3)]) == ["waiting", "running", "Predictions"]
        await early.aclose()  # goes away
        engine.step(2)
        await until(lambda: jobs.job(job.job_id).progress is not None)
        late = [asyncio.ensure_future(collect(jobs.watch(job.job_id))) for _ in range(2)]
        await turns()
        engine.step(2)
        parts = ["Predictions", "ClusteredLayer", "ClusteredLayer"]
        for watched in late:
            assert told(await watched) == ["running", *parts, "done"]
        after = await collect(jobs.watch(job.job_id))
        assert told(after) == ["done", *parts, "done"]
        assert len(after) == 5  # it has ended, so there is no progress to tell
        rest = await collect(jobs.watch(job.job_id, from_sequence=2))
        assert rest[1:-1] == after[3:-1]
        assert told(await collect(jobs.watch(job.job_id, from_sequence=7))) == ["done", "done"]
        assert len(engine.begun) == 1

    running(test)


def test_a_cancelled_job_ends_at_once_and_makes_room_for_the_next() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        first, second, third = (jobs.begin(asked()) for _ in range(3))
        await until(lambda: jobs.job(first.job_id).state == "running")
        watched = asyncio.ensure_future(collect(jobs.watch(first.job_id)))
        await turns()
        assert [job.state for job in jobs.jobs()] == ["running", "waiting", "waiting"]
        assert (await jobs.cancel(third.job_id)).state == "cancelled"  # before its turn
        assert (await jobs.cancel(first.job_id)).state == "cancelled"
        assert told(await watched) == ["running", "cancelled"]
        assert engine.ended == engine.begun[:1]
        engine.step(5)
        await until(ended(jobs, second))
        assert [job.state for job in jobs.jobs()] == ["cancelled", "done", "cancelled"]
        assert (await jobs.cancel(second.job_id)).state == "done"  # no effect
        has_no_answer(jobs, first, "cancelled")

    running(test)


def test_a_job_that_is_cancelled_before_its_first_step_is_so() -> None:
    async def test(_: Stepped, jobs: Jobs) -> None:
        assert (await jobs.cancel(jobs.begin(asked()).job_id)).state == "cancelled"

    running(test)


@pytest.mark.parametrize(
    ("image", "code", "field"),
    [("refused", "invalid_input", "layers[0]"), ("broken", "failed", None), ("empty", "failed", None)],
)
def test_a_job_that_fails_says_why(image: str, code: str, field: str | None) -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked(image))
        engine.step(5)
        await until(ended(jobs, job))
        failed = jobs.job(job.job_id)
        assert failed.state == "failed" and failed.error is not None
        assert (failed.error.code, failed.error.field) == (code, field)
        assert "secret" not in failed.error.message
        has_no_answer(jobs, job, failed.error.message)

    running(test)


def test_a_job_waits_for_an_engine_that_has_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.0)

    async def test(engine: Stepped, jobs: Jobs) -> None:
        engine.full = True
        job = jobs.begin(asked())
        await turns()
        assert jobs.job(job.job_id).state == "running"
        engine.full = False
        engine.step(5)
        await until(ended(jobs, job))
        assert jobs.job(job.job_id).state == "done"

    running(test)


def test_an_answer_too_large_for_the_store_fails_and_is_dropped_by_the_next() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked("endless"))
        engine.step(1000)
        await until(ended(jobs, job))
        failed = jobs.job(job.job_id)
        assert failed.error is not None and failed.error.code == "too_large"
        assert engine.ended == engine.begun

    running(test, MemoryJobStore(budget=2000, clock=lambda: 100.0))


def test_closing_ends_all_and_says_why() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        begun = [jobs.begin(asked()) for _ in range(2)]
        await until(lambda: engine.begun)
        watched = asyncio.ensure_future(collect(jobs.watch(begun[1].job_id)))
        await turns()
        await jobs.close()
        await jobs.close()
        assert told(await watched) == ["waiting", "failed"]
        for job in jobs.jobs():
            assert job.state == "failed" and job.error is not None and job.error.code == "busy"
        assert engine.ended == engine.begun
        with pytest.raises(Busy):
            jobs.begin(asked())

    running(test)


def test_a_job_that_is_not_kept_is_not_found() -> None:
    async def test(_: Stepped, jobs: Jobs) -> None:
        for ask in (jobs.job, jobs.answer):
            with pytest.raises(NotFound) as caught:
                ask("another")
            assert (caught.value.field, bool(caught.value.hint)) == ("job_id", True)
        with pytest.raises(NotFound):
            await anext(jobs.watch("another"))
        with pytest.raises(NotFound):
            await jobs.cancel("another")

    running(test)


def test_who_watches_slowly_is_told_when_the_job_has_left() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked())
        engine.step(5)
        await until(ended(jobs, job))
        slow = jobs.watch(job.job_id)
        assert told([await anext(slow) for _ in range(2)]) == ["done", "Predictions"]
        other = jobs.begin(asked())
        with pytest.raises(NotFound):
            await anext(slow)
        await jobs.cancel(other.job_id)

    running(test, MemoryJobStore(max_jobs=1, clock=lambda: 100.0))


def test_clients_have_turns_one_after_the_other() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        clients: list[Hashable] = ["a", "a", "a", "b", "c", None]
        for number, client in enumerate(clients):
            jobs.begin(asked(str(number)), client)
        await jobs.cancel(jobs.jobs()[4].job_id)  # while it waits
        engine.step(100)
        await until(lambda: all(job.ended for job in jobs.jobs()))
        assert [request.image_id for request in engine.begun if isinstance(request, LayersRequest)] == [*"01352"]

    running(test)


def test_a_client_with_many_jobs_leaves_some_to_others() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        del engine
        for _ in range(6):
            jobs.begin(asked(), "greedy")
        with pytest.raises(Busy, match="at most 6 jobs") as caught:
            jobs.begin(asked(), "greedy")
        assert caught.value.hint
        jobs.begin(asked(), "modest")
        with pytest.raises(Busy, match="at most 6 jobs"):
            jobs.begin(asked(), "modest")
        newest = jobs.begin(asked(), "another")
        with pytest.raises(Busy, match="fewer than 8 jobs"):
            jobs.begin(asked(), "late")
        await jobs.cancel(newest.job_id)
        jobs.begin(asked(), "late")

    running(test, MemoryJobStore(max_jobs=8, clock=lambda: 100.0))
