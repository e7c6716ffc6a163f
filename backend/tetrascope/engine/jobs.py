"""Jobs: analyses that go on whoever watches them, and end up in a store."""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Hashable
from contextlib import aclosing
from dataclasses import dataclass, field

from tetrascope.engine.engine import Engine
from tetrascope.engine.job_store import JobStore
from tetrascope.engine.job_turns import JobTurns
from tetrascope.engine.workers import shut_down
from tetrascope.errors import Busy, Failed, NotDone, NotFound, TetrascopeError
from tetrascope.protocol.error import ErrorBody, error_body
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.jobs import Job, JobAnswer, JobState
from tetrascope.protocol.operations import OPERATION_OF, OPERATIONS
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest

logger = logging.getLogger(__name__)

AGAIN_S = 1.0
"""Seconds after which a job asks anew for a place that an engine has not got."""


@dataclass(eq=False)
class _Work:
    """A job that has not ended."""

    client: Hashable
    task: "asyncio.Task[None]"
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is something new, and then replaced."""


class Jobs:
    """The jobs of one engine, any engine. Each runs as an analysis in the background.

    All methods belong to the engine's event loop.

    Args:
        engine: runs them, as many at once as it has places in the background; the others wait for their turn.
        store: keeps them, and bounds their number, size and age.
        clock: seconds since the beginning of 1970.
    """

    def __init__(self, engine: Engine, store: JobStore, *, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._store = store
        self._clock = clock
        self._turns = JobTurns(engine.max_background)
        self._works: dict[str, _Work] = {}
        self._closed = False

    def begin(self, request: AnalysisRequest, client: Hashable = None) -> Job:
        """Have an analysis run as a job.

        Args:
            request: the analysis.
            client: who asks, where there are several: they get turns one after the other, and the last quarter of the
                jobs that there may be is for those that have none under way.

        Raises:
            Busy: as many jobs as there may be have not ended, or the engine is being closed.
        """
        if self._closed:
            raise shut_down()
        self._check_share(client)
        job = Job(
            job_id=secrets.token_hex(16),
            operation=OPERATION_OF[type(request)].name,
            state="waiting",
            created=self._clock(),
            ended=None,
            progress=None,
            error=None,
        )
        self._store.add(job)
        task = asyncio.ensure_future(self._work(job.job_id, request, client))
        self._works[job.job_id] = _Work(client, task)
        task.add_done_callback(lambda done: self._end(job.job_id, done))
        return job

    def jobs(self) -> list[Job]:
        """Every job that is kept, in the order in which they were asked for."""
        return self._store.jobs()

    def job(self, job_id: str) -> Job:
        """How a job stands. Raises `NotFound` for one that is not kept, or no longer."""
        job = self._store.job(job_id)
        if job is None:
            raise NotFound(
                "Expected the job_id of a job that is kept, got another.",
                field="job_id",
                hint="Begin it again: jobs that have ended are kept for a time, and while there is room.",
            )
        return job

    async def watch(self, job_id: str, from_sequence: int = 0) -> AsyncGenerator[Job | Event, None]:
        """Yield how a job stands, its parts from one on, and its progress from now on.

        How it stands comes first, again when its turn has come, and last when it has ended. Leaving does nothing to it.

        Args:
            job_id: the job.
            from_sequence: the first part that is wanted.

        Raises:
            NotFound: at once, or where the job leaves the store while it is watched.
        """
        seen, told, known = from_sequence, None, self.job(job_id)
        yield known
        while True:
            job, work = self.job(job_id), self._works.get(job_id)
            news = None if work is None else work.news
            if news is not None and job.state != known.state:
                known = job
                yield job
            while (part := self._part(job_id, seen)) is not None:
                seen += 1
                yield part
            if news is None:  # it had ended before the parts were taken
                yield job
                return
            if job.progress is not None and job.progress is not told:
                told = job.progress
                yield told
            await news.wait()

    def answer(self, job_id: str) -> JobAnswer:
        """The whole answer of a job that is done. Raises `NotFound`, `NotDone` for one that is not."""
        job = self.job(job_id)
        if job.state == "done":
            whole = OPERATIONS[job.operation].whole(self._store.parts(job_id))
            return JobAnswer(operation=job.operation, content=whole)
        what = f"is {job.state}." if job.error is None else f"failed: {job.error.message}"
        raise NotDone(
            f"Expected a job that is done, got one that {what}",
            field="job_id",
            hint="Watch it, or ask again when it is done." if job.ended is None else "Begin it again.",
        )

    async def cancel(self, job_id: str) -> Job:
        """End a job within a batch; no effect where it has ended. Raises `NotFound`."""
        work = self._works.get(self.job(job_id).job_id)
        if work is not None:
            work.task.cancel()
            await asyncio.wait({work.task})
        return self.job(job_id)

    async def close(self) -> None:
        """End all that have not ended as `Busy`; no effect the second time."""
        self._closed = True
        tasks = [work.task for work in self._works.values()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _check_share(self, client: Hashable) -> None:
        most = self._store.max_jobs
        left = most - len(self._works)
        if client is not None and 0 < left <= most // 4 and any(work.client == client for work in self._works.values()):
            raise Busy(
                f"Expected at most {most - most // 4} jobs that have not ended, got one more; the rest is for others.",
                hint="Wait for one of yours to end, or cancel one, and try again.",
            )

    def _part(self, job_id: str, sequence: int) -> Part | None:
        """One part of the answer, if it is there; no more of them is held for somebody who watches slowly."""
        self.job(job_id)
        parts = self._store.parts(job_id)
        return parts[sequence] if sequence < len(parts) else None

    async def _work(self, job_id: str, request: AnalysisRequest, client: Hashable) -> None:
        async with self._turns.take(client):
            self._update(job_id, state="running")
            while not await self._run(job_id, request):
                await asyncio.sleep(AGAIN_S)
        OPERATION_OF[type(request)].whole(self._store.parts(job_id))  # raises where parts are missing

    async def _run(self, job_id: str, request: AnalysisRequest) -> bool:
        """Run it to its end; False where the engine has no place for it now."""
        begun = False
        try:
            async with aclosing(self._engine.run(request, background=True)) as events:
                async for event in events:
                    begun = True
                    if isinstance(event, Progress):
                        self._update(job_id, progress=event)
                    else:
                        data = await asyncio.to_thread(encode_now, event, Form.MSGPACK)  # it may hold megabytes
                        self._store.add_part(job_id, event, len(data))
                        self._tell(job_id)
        except Busy:
            if begun:
                raise
            return False
        return True

    def _update(self, job_id: str, **changes: JobState | Progress | ErrorBody | float | None) -> None:
        self._store.update(self.job(job_id).model_copy(update=changes))
        self._tell(job_id)

    def _tell(self, job_id: str) -> None:
        """Wake everyone who watches."""
        work = self._works[job_id]
        work.news.set()
        work.news = asyncio.Event()

    def _end(self, job_id: str, task: "asyncio.Task[None]") -> None:
        """Note how it ended; whoever waits for the work is told after that."""
        state: JobState = "done"
        error: TetrascopeError | None = None
        if task.cancelled():
            state, error = ("failed", shut_down()) if self._closed else ("cancelled", None)
        elif (raised := task.exception()) is not None:
            state, error = "failed", raised if isinstance(raised, TetrascopeError) else _broken(raised)
        work = self._works.pop(job_id)
        ended = {"state": state, "ended": self._clock(), "error": None if error is None else error_body(error)}
        self._store.update(self.job(job_id).model_copy(update=ended))
        work.news.set()


def _broken(error: BaseException) -> Failed:
    logger.error("a job failed", exc_info=error)
    return Failed("The job failed on the server's side; its log says why.")
