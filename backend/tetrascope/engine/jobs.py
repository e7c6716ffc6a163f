"""Jobs: analyses that go on whoever watches them, and end up in a store."""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from tetrascope.engine.engine import Engine
from tetrascope.engine.job_store import JobStore
from tetrascope.errors import Busy, Failed, NotFound, TetrascopeError
from tetrascope.protocol.error import ErrorBody, error_body
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.jobs import Job, JobState
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATION_OF, OPERATIONS
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest

logger = logging.getLogger(__name__)

AGAIN_S = 1.0
"""Seconds after which a job asks anew for a place that an engine has not got."""


class Jobs:
    """The jobs of one engine, any engine. Each runs as an analysis, so it takes fair turns with those that are watched.

    All methods belong to the engine's event loop.

    Args:
        engine: runs them.
        store: keeps them, and bounds their number, size and age.
        max_running: how many run at once; the others wait for their turn, so that places are left for who waits.
        clock: seconds since the beginning of 1970.
    """

    def __init__(
        self, engine: Engine, store: JobStore, *, max_running: int = 2, clock: Callable[[], float] = time.time
    ) -> None:
        self._engine = engine
        self._store = store
        self._clock = clock
        self._turns = asyncio.Semaphore(max_running)
        self._works: dict[str, asyncio.Task[None]] = {}
        self._news: dict[str, asyncio.Event] = {}
        self._closed = False

    def begin(self, request: AnalysisRequest) -> Job:
        """Have an analysis run as a job.

        Raises:
            Busy: as many jobs as there may be have not ended, or the engine is being closed.
        """
        if self._closed:
            raise _shut_down()
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
        self._news[job.job_id] = asyncio.Event()
        work = self._works[job.job_id] = asyncio.ensure_future(self._work(job.job_id, request))
        work.add_done_callback(lambda done: self._end(job.job_id, done))
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

    async def watch(self, job_id: str) -> AsyncGenerator[Event, None]:
        """Yield every part of a job from the first on, and its progress from now on; ends when the job has ended.

        Leaving does nothing to the job. What has become of it, `job` says. Raises `NotFound`, at once or where the
        job leaves the store while it is watched.
        """
        seen, told = 0, None
        while True:
            job, news = self.job(job_id), self._news.get(job_id)
            for part in self._store.parts(job_id)[seen:]:
                seen += 1
                yield part
            if news is None:  # it had ended before the parts were taken
                return
            if job.progress is not None and job.progress is not told:
                told = job.progress
                yield told
            await news.wait()

    def answer(self, job_id: str) -> Message | None:
        """The whole answer of a job that is done; None of one that is not. Raises `NotFound`."""
        job = self.job(job_id)
        return OPERATIONS[job.operation].fold(self._store.parts(job_id)) if job.state == "done" else None

    async def cancel(self, job_id: str) -> Job:
        """End a job within a batch; no effect where it has ended. Raises `NotFound`."""
        work = self._works.get(self.job(job_id).job_id)
        if work is not None:
            work.cancel()
            await asyncio.wait({work})
        return self.job(job_id)

    async def close(self) -> None:
        """End all that have not ended as `Busy`; no effect the second time."""
        self._closed = True
        works = list(self._works.values())
        for work in works:
            work.cancel()
        if works:
            await asyncio.wait(works)

    async def _work(self, job_id: str, request: AnalysisRequest) -> None:
        async with self._turns:
            self._update(job_id, state="running")
            while not await self._run(job_id, request):
                await asyncio.sleep(AGAIN_S)

    async def _run(self, job_id: str, request: AnalysisRequest) -> bool:
        """Run it to its end; False where the engine has no place for it now."""
        begun = False
        try:
            async with aclosing(self._engine.run(request)) as events:
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
        self._news[job_id].set()
        self._news[job_id] = asyncio.Event()

    def _end(self, job_id: str, work: "asyncio.Task[None]") -> None:
        """Note how it ended; whoever waits for the work is told after that."""
        state: JobState = "done"
        error: TetrascopeError | None = None
        if work.cancelled():
            state, error = ("failed", _shut_down()) if self._closed else ("cancelled", None)
        elif (raised := work.exception()) is not None:
            state, error = "failed", raised if isinstance(raised, TetrascopeError) else _broken(raised)
        del self._works[job_id]
        self._update(job_id, state=state, ended=self._clock(), error=None if error is None else error_body(error))
        del self._news[job_id]


def _broken(error: BaseException) -> Failed:
    logger.error("a job failed", exc_info=error)
    return Failed("The job failed on the server's side; its log says why.")


def _shut_down() -> Busy:
    return Busy("The engine shut down before the job was done.", hint="Begin it again later.")
