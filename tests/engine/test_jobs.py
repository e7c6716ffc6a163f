"""Jobs of any engine: here one without networks, whose images say what happens."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import pytest
from tests.api.scripted_engine import ScriptedEngine
from tests.patience import PATIENCE_S, turns, until

from tetrascope.engine import jobs as module
from tetrascope.engine.job_store import MemoryJobStore
from tetrascope.engine.jobs import Jobs
from tetrascope.errors import Busy, NotFound
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.operations.layers import ClusteredLayer, Layers, LayersRequest, Predictions
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest


class Stepped(ScriptedEngine):
    """Goes on by one event each time it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Semaphore(0)
        self.full = False

    async def run(self, request: AnalysisRequest) -> AsyncGenerator[Event, None]:
        if self.full:
            raise Busy("Expected fewer analyses.")
        async for event in super().run(request):
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
        jobs = Jobs(engine, store or MemoryJobStore(clock=lambda: 100.0), max_running=1, clock=lambda: 100.0)
        try:
            await asyncio.wait_for(test(engine, jobs), PATIENCE_S)
        finally:
            await jobs.close()

    asyncio.run(whole())


async def collect(events: AsyncGenerator[Event, None]) -> list[Any]:
    return [event async for event in events]


def ended(jobs: Jobs, job: Job) -> Callable[[], bool]:
    return lambda: jobs.job(job.job_id).ended is not None


def test_a_job_ends_up_in_the_store_though_nobody_watches_it() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked())
        assert (job.state, job.operation, job.created, job.ended) == ("waiting", "layers", 100.0, None)
        assert jobs.answer(job.job_id) is None
        engine.step(5)
        await until(ended(jobs, job))
        done = jobs.job(job.job_id)
        assert (done.state, done.error, done.ended) == ("done", None, 100.0)
        assert done.progress is not None and done.progress.done == 2
        assert jobs.jobs() == [done]
        answer = jobs.answer(job.job_id)
        assert isinstance(answer, Layers) and len(answer.layers) == 2

    running(test)


def test_it_is_watched_from_several_places_from_the_first_part_on_and_goes_on_without_them() -> None:
    async def test(engine: Stepped, jobs: Jobs) -> None:
        job = jobs.begin(asked())
        early = jobs.watch(job.job_id)
        first = asyncio.ensure_future(anext(early))
        engine.step()
        assert isinstance(await first, Predictions)
        await early.aclose()  # goes away
        engine.step(2)
        await until(lambda: jobs.job(job.job_id).progress is not None)
        late = [asyncio.ensure_future(collect(jobs.watch(job.job_id))) for _ in range(2)]
        await turns()
        engine.step(2)
        for watched in late:
            parts = [event for event in await watched if not isinstance(event, Progress)]
            assert [type(part) for part in parts] == [Predictions, ClusteredLayer, ClusteredLayer]
        assert len(await collect(jobs.watch(job.job_id))) == 3  # it has ended, so there is no progress to tell
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
        assert await watched == []
        assert engine.ended == engine.begun[:1]
        engine.step(5)
        await until(ended(jobs, second))
        assert [job.state for job in jobs.jobs()] == ["cancelled", "done", "cancelled"]
        assert (await jobs.cancel(second.job_id)).state == "done"  # no effect
        assert jobs.answer(first.job_id) is None

    running(test)


def test_a_job_that_is_cancelled_before_its_first_step_is_so() -> None:
    async def test(_: Stepped, jobs: Jobs) -> None:
        assert (await jobs.cancel(jobs.begin(asked()).job_id)).state == "cancelled"

    running(test)


@pytest.mark.parametrize(
    ("image", "code", "field"), [("refused", "invalid_input", "layers[0]"), ("broken", "failed", None)]
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
        assert jobs.answer(job.job_id) is None

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
        assert await watched == []
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
