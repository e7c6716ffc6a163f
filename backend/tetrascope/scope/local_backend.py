"""An engine in this process, on a thread with an event loop of its own."""

import asyncio
import weakref
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from tetrascope.engine.build import build_engine
from tetrascope.engine.engine import Engine
from tetrascope.engine.job_store import MemoryJobStore
from tetrascope.engine.jobs import Jobs
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.scope.backend import LOOK_UP_S

Answer = TypeVar("Answer")
News = TypeVar("News")


class LocalBackend:
    """See `Backend`. It loads the network to begin with at once; errors as of `Engine.start`.

    The same engine as a server's, so caches, fair turns, operations and jobs are the same. It ends with `close`, when
    nobody holds it any more, and with the interpreter.
    """

    place = "this process"

    def __init__(self, settings: EngineSettings) -> None:
        self._engine: Engine = build_engine(settings)
        self._jobs = Jobs(self._engine, MemoryJobStore())
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=_serve, args=(self._loop,), name="tetrascope-scope", daemon=True)
        self._thread.start()
        self._finalizer = weakref.finalize(self, _end, self._engine, self._jobs, self._loop)
        self._finalizer.atexit = False  # the engine's own threads see to that
        try:
            self._call(self._engine.start())
        except BaseException:
            self.close()
            raise

    def networks(self) -> list[NetworkSummary]:
        return self._call(self._engine.networks())

    def network(self, network_id: str) -> NetworkDescription:
        return self._call(self._engine.network(network_id))

    def samples(self) -> list[Sample]:
        return self._call(self._engine.samples())

    def add_image(self, data: bytes) -> ImageInfo:
        return self._call(self._engine.add_image(data))

    def run(self, request: AnalysisRequest) -> Iterator[Event]:
        return self._read(lambda: self._engine.run(request))

    def begin(self, request: AnalysisRequest) -> Job:
        return self._do(lambda: self._jobs.begin(request))

    def jobs(self) -> list[Job]:
        return self._do(self._jobs.jobs)

    def job(self, job_id: str) -> Job:
        return self._do(lambda: self._jobs.job(job_id))

    def watch(self, job_id: str) -> Generator[Job | Event, None, None]:
        return self._read(lambda: self._jobs.watch(job_id))

    def cancel(self, job_id: str) -> Job:
        return self._call(self._jobs.cancel(job_id))

    def close(self) -> None:
        self._finalizer()
        self._thread.join()

    def _read(self, begin: Callable[[], AsyncGenerator[News, None]]) -> Generator[News, None, None]:
        """What a generator of the loop yields. Closing this one closes that."""
        news: SimpleQueue[News | None] = SimpleQueue()

        async def read() -> None:
            async for event in begin():
                news.put(event)

        reading = self._submit(read())
        reading.add_done_callback(lambda _: news.put(None))
        try:
            while (event := _next(news)) is not None:
                yield event
            reading.result()  # raises what it failed with
        finally:
            reading.cancel()

    def _do(self, work: Callable[[], Answer]) -> Answer:
        """What belongs to the loop, and takes no time there."""

        async def do() -> Answer:
            return work()

        return self._call(do())

    def _call(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        future = self._submit(work)
        try:
            while True:
                try:
                    return future.result(LOOK_UP_S)
                except TimeoutError:
                    if future.done():
                        raise
        finally:
            future.cancel()

    def _submit(self, work: Coroutine[Any, Any, Answer]) -> "Future[Answer]":
        if not self._finalizer.alive:
            work.close()
            raise Busy("Expected an open scope, got one that is closed.", hint="Open it again: tetrascope.open(...).")
        return asyncio.run_coroutine_threadsafe(work, self._loop)


def _next(news: "SimpleQueue[News | None]") -> News | None:
    while True:
        try:
            return news.get(timeout=LOOK_UP_S)
        except Empty:
            continue


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()


def _end(engine: Engine, jobs: Jobs, loop: asyncio.AbstractEventLoop) -> None:
    """Close jobs and engine, then end the loop. Waits for nothing: it may be called by the loop's own thread."""

    async def end() -> None:
        try:
            await jobs.close()  # first, while their analyses still have an engine that they can leave
            await engine.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await loop.shutdown_asyncgens()
        finally:
            loop.stop()

    asyncio.run_coroutine_threadsafe(end(), loop)
