"""An engine in this process, on a thread with an event loop of its own."""

import asyncio
import weakref
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from tetrascope.engine.build import build_engine
from tetrascope.engine.engine import Engine
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest

Answer = TypeVar("Answer")

LOOK_UP_S = 0.2
"""Seconds after which whoever waits looks up: on Windows nothing else lets Ctrl-C through."""


class LocalBackend:
    """See `Backend`. It loads the network to begin with at once; errors as of `Engine.start`.

    The same engine as a server's, so caches, fair turns and operations are the same. It ends with `close`, when nobody
    holds it any more, and with the interpreter.
    """

    place = "this process"

    def __init__(self, settings: EngineSettings) -> None:
        self._engine: Engine = build_engine(settings)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=_serve, args=(self._loop,), name="tetrascope-scope", daemon=True)
        self._thread.start()
        self._finalizer = weakref.finalize(self, _end, self._engine, self._loop)
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
        news: SimpleQueue[Event | None] = SimpleQueue()

        async def read() -> None:
            async for event in self._engine.run(request):
                news.put(event)

        reading = self._submit(read())
        reading.add_done_callback(lambda _: news.put(None))
        try:
            while (event := _next(news)) is not None:
                yield event
            reading.result()  # raises what the analysis failed with
        finally:
            reading.cancel()

    def close(self) -> None:
        self._finalizer()
        self._thread.join()

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


def _next(news: "SimpleQueue[Event | None]") -> Event | None:
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


def _end(engine: Engine, loop: asyncio.AbstractEventLoop) -> None:
    """Close the engine, then end the loop. Waits for neither: it may be called by the loop's own thread."""

    async def end() -> None:
        try:
            await engine.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await loop.shutdown_asyncgens()
        finally:
            loop.stop()

    asyncio.run_coroutine_threadsafe(end(), loop)
