"""The stream: many analyses, watched jobs and followed runs, over one WebSocket: in parts, with progress, superseding,
cancellation.

Frames are MessagePack in binary frames. A text frame is taken for JSON and what it asks for is answered in JSON, in
text frames, for a person with a command-line client.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.websockets import WebSocket, WebSocketDisconnect

from tetrascope import __version__
from tetrascope.api.access import check_analysis, check_watch
from tetrascope.api.codec import encode, parse, validate, validate_asked
from tetrascope.api.connection import Connection
from tetrascope.api.outbox import Outbox
from tetrascope.api.places import Client, Place, Places, client_of
from tetrascope.api.routes import events_of
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.tasks import end_tasks
from tetrascope.api.training_routes import no_training
from tetrascope.api.transport_errors import DuplicateId, body_of
from tetrascope.api.versions import answered_subprotocol, check_version
from tetrascope.engine.engine import Engine
from tetrascope.engine.jobs import Jobs
from tetrascope.errors import Busy, InvalidInput, Refused, TetrascopeError
from tetrascope.protocol.complaint import shortened
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.frames import (
    CancelFrame,
    CancelledFrame,
    DoneFrame,
    ErrorFrame,
    FollowFrame,
    HelloFrame,
    JobFrame,
    PartFrame,
    ProgressFrame,
    RequestHead,
    RequestId,
    ServerFrame,
    TrainingFrame,
    WatchFrame,
)
from tetrascope.protocol.jobs import Job
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import KIND_OF
from tetrascope.protocol.operations.layers import ClusteredLayer, Predictions
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.protocol.version import PROTOCOL_VERSION
from tetrascope.study.conduct.conduct import Conduct
from tetrascope.training.room import TrainingRoom

CLOSE_PROTOCOL_MISMATCH = 4400
CLOSE_ABNORMAL = 1006
CLOSE_TOO_LARGE = 1009
CLOSE_RESTART = 1012
CLOSE_BUSY = 1013
_GOODBYE = "the server is shutting down"
_SMALL_PARTS = (Predictions, ClusteredLayer)
"""Parts that are written sooner than a thread takes them up: below 0.1 ms each (measured), and there are many."""
UNREAD_S = 2.0
"""Seconds after which an analysis that nobody reads has its place given to who asks for one."""
IDLE_S = 30.0
"""Seconds after which a stream on which nothing is asked has, where all are taken."""
_ENDING_FACTOR = 4
"""Requests that may be ending, after a cancel, for each that may be under way."""


async def send(websocket: WebSocket, frame: bytes, form: Form) -> None:
    """Raises WebSocketDisconnect where the connection is gone or was closed from below."""
    try:
        if form is Form.JSON:
            await websocket.send_text(frame.decode())
        else:
            await websocket.send_bytes(frame)
    except RuntimeError as error:  # uvicorn has closed it, because the client answers no pings or is too slow
        raise WebSocketDisconnect(CLOSE_ABNORMAL) from error


async def close(websocket: WebSocket, code: int, reason: str) -> None:
    """No effect where the connection was closed from below."""
    with suppress(RuntimeError, WebSocketDisconnect):
        await websocket.close(code, reason)


def stream_route(
    engine: Engine,
    jobs: Jobs,
    settings: ServerSettings,
    analyses: Places,
    stopping: asyncio.Event,
    study: Conduct | None = None,
    training: TrainingRoom | None = None,
) -> Callable[[WebSocket], Awaitable[None]]:
    """The handler of the stream's route. Each analysis has one of the places. When `stopping` is set, streams end."""
    places = Places(settings.max_streams, "streams")

    async def stream(websocket: WebSocket) -> None:
        await websocket.accept(subprotocol=answered_subprotocol(websocket.scope.get("subprotocols", ())))
        try:
            check_version(websocket.scope)
            one = Stream(websocket, engine, jobs, settings, analyses, stopping, study, training)
            async with places.take(Place(one.client, one.idle_s, one.give_up)):
                await one.serve()
        except (Refused, Busy) as error:
            code = CLOSE_BUSY if isinstance(error, Busy) else CLOSE_PROTOCOL_MISMATCH
            with suppress(WebSocketDisconnect):
                await send(websocket, encode_now(ErrorFrame(id=None, error=body_of(error)), Form.MSGPACK), Form.MSGPACK)
            await close(websocket, code, error.code)
        except WebSocketDisconnect:
            pass
        except asyncio.CancelledError:  # the server has waited long enough for what is under way
            if stopping.is_set():
                await close(websocket, CLOSE_RESTART, _GOODBYE)
            raise

    return stream


class _Named(Message):
    id: RequestId


@dataclass(eq=False)
class _Running:
    """A request under way. `work` is the analysis, a watch or a following; `task` waits for it and tells its end."""

    id: str
    slot: str | None
    form: Form
    sequence: int = 0
    """Of the next part."""
    started: float = field(default_factory=time.perf_counter)
    stopped: Literal["cancelled", "superseded"] | None = None
    given_up: Busy | None = None
    work: "asyncio.Task[None] | None" = None
    task: "asyncio.Task[None] | None" = None

    def stop(self, reason: Literal["cancelled", "superseded"]) -> None:
        """Cancels the analysis; no effect where it has ended."""
        if self.work is not None and self.stopped is None and self.work.cancel():
            self.stopped = reason

    def give_up(self, error: Busy) -> None:
        """Ends the analysis with `error`, because its place is given to another."""
        if self.work is not None and self.stopped is None and self.work.cancel():
            self.given_up = error


class Stream:
    """One connection."""

    def __init__(
        self,
        websocket: WebSocket,
        engine: Engine,
        jobs: Jobs,
        settings: ServerSettings,
        analyses: Places,
        stopping: asyncio.Event,
        study: Conduct | None,
        training: TrainingRoom | None,
    ) -> None:
        self.client: Client = client_of(websocket.scope)
        self._loop = asyncio.get_running_loop()
        self._idle_since = self._loop.time()
        self._given_up: asyncio.Future[None] = self._loop.create_future()
        self._analyses = analyses
        self._websocket = websocket
        self._engine = engine
        self._jobs = jobs
        self._settings = settings
        self._stopping = stopping
        self._study = study
        self._training = training
        self._running: dict[str, _Running] = {}
        self._outbox = Outbox(self._send)

    async def serve(self) -> None:
        """Until the client goes away; its work is cancelled then."""
        hello = HelloFrame(version=__version__, protocol=PROTOCOL_VERSION)
        await self._send(encode_now(hello, Form.MSGPACK), Form.MSGPACK)
        last_told = asyncio.ensure_future(self._wind_up())
        ends = {asyncio.ensure_future(self._read()), asyncio.ensure_future(self._outbox.deliver()), last_told}
        try:
            done, _ = await asyncio.wait({*ends, self._given_up}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            works = [task for running in self._running.values() for task in (running.work, running.task) if task]
            await end_tasks((*ends, *works))
        for end in done:
            end.result()
        if last_told in done:
            await close(self._websocket, CLOSE_RESTART, _GOODBYE)

    def idle_s(self) -> float:
        """Seconds since it has asked for anything, once they are many; 0 before."""
        idle = 0.0 if self._running else self._loop.time() - self._idle_since
        return idle if idle >= IDLE_S else 0.0

    def give_up(self, error: Busy) -> None:
        """End, and tell the client why."""
        if not self._given_up.done():
            self._given_up.set_exception(error)

    def _unread_s(self) -> float:
        """Seconds since the client has taken anything, once they are many; 0 before."""
        connection = self.client.connection
        unread = connection.still_s() if isinstance(connection, Connection) else 0.0
        return unread if unread >= UNREAD_S else 0.0

    async def _wind_up(self) -> None:
        """Returns when the server stops and every request under way has been told its end."""
        await self._stopping.wait()
        while tasks := [running.task for running in self._running.values() if running.task is not None]:
            await asyncio.wait(tasks)

    async def _send(self, frame: bytes, form: Form) -> None:
        await send(self._websocket, frame, form)

    async def _read(self) -> None:
        while True:
            event = await self._websocket.receive()
            if event["type"] == "websocket.disconnect":
                return
            text: str | None = event.get("text")
            data: bytes = event["bytes"] if text is None else text.encode(errors="replace")
            form = Form.MSGPACK if text is None else Form.JSON
            if len(data) > self._settings.max_frame_bytes:
                await close(self._websocket, CLOSE_TOO_LARGE, f"frame above {self._settings.max_frame_bytes} bytes")
                return
            try:
                await self._take(await parse(data, form), form)
            except TetrascopeError as error:
                await self._tell(ErrorFrame(id=None, error=body_of(error)), form)

    async def _take(self, value: object, form: Form) -> None:
        """Does what a frame says. Raises what is wrong with a frame that names no request of its own."""
        kind = value.get("type") if isinstance(value, dict) else value
        if isinstance(value, dict) and kind == "cancel":
            running = self._running.get(validate(value, CancelFrame).id)
            if running is not None:
                running.stop("cancelled")
        elif isinstance(value, dict) and kind in ("request", "watch", "follow"):
            await self._take_request(value, form)
        else:
            expected = "Expected a frame of type request, watch, follow or cancel"
            raise InvalidInput(f"{expected}, got {shortened(kind)}.", field="type")

    async def _take_request(self, value: dict[str, object], form: Form) -> None:
        """Begins what a frame asks for. What is wrong with it is told under its id, where that can be read."""
        request_id = validate({key: value[key] for key in ("id",) if key in value}, _Named).id
        if request_id in self._running:
            raise DuplicateId(f"Expected an id that is not in use, got {shortened(request_id)}.", field="id")
        try:
            if value["type"] == "watch":
                check_watch(self._websocket)
                watch = validate(value, WatchFrame)
                running = _Running(watch.id, watch.slot, form, watch.from_sequence)
                await self._begin(running, lambda: self._watch(running, watch.job_id))
            elif value["type"] == "follow":
                await self._take_follow(validate(value, FollowFrame), form)
            else:
                head, body = validate_asked(value, RequestHead)
                await check_analysis(self._websocket, self._study, body)
                running = _Running(head.id, head.slot, form)
                await self._begin(running, lambda: self._answer(running, body))
        except TetrascopeError as error:
            await self._tell(ErrorFrame(id=request_id, error=body_of(error)), form)

    async def _take_follow(self, follow: FollowFrame, form: Form) -> None:
        check_watch(self._websocket)
        if (training := self._training) is None:
            raise no_training()
        running = _Running(follow.id, follow.slot, form)
        await self._begin(running, lambda: self._follow(running, training, follow))

    async def _begin(self, running: _Running, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        under_way = [other for other in self._running.values() if other.stopped is None]
        superseded = [other for other in under_way if running.slot is not None and other.slot == running.slot]
        limit = self._settings.max_requests_per_stream
        if len(under_way) - len(superseded) >= limit:
            raise Busy(
                f"Expected at most {limit} requests under way on a stream, got one more.",
                hint="Wait for one to end, cancel one, or give requests that replace each other the same slot.",
            )
        for other in superseded:
            other.stop("superseded")
        while len(self._running) >= limit * _ENDING_FACTOR:
            # Not reading on holds back a client that asks and cancels faster than it reads.
            tasks = [other.task for other in self._running.values() if other.task is not None]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        running.work = asyncio.ensure_future(work())
        running.task = asyncio.ensure_future(self._finish(running, running.work))
        self._running[running.id] = running

    async def _answer(self, running: _Running, body: AnalysisRequest) -> None:
        place = Place(self.client, self._unread_s, running.give_up)
        async with self._analyses.take(place), events_of(self._engine, body) as events:
            async for event in events:
                await self._pass_on(running, event)

    async def _watch(self, running: _Running, job_id: str) -> None:
        # It takes no place: the job runs whether it is read or not.
        async with aclosing(self._jobs.watch(job_id, running.sequence)) as events:
            async for event in events:
                if isinstance(event, Job):
                    await self._tell(JobFrame(id=running.id, job=event), running.form)
                else:
                    await self._pass_on(running, event)

    async def _follow(self, running: _Running, training: TrainingRoom, asked: FollowFrame) -> None:
        # It takes no place either: nothing is computed for it.
        async with aclosing(training.follow(asked.run, asked.after)) as events:
            async for event in events:
                if isinstance(event, Progress):
                    await self._pass_on(running, event)
                else:
                    frame = await encode(TrainingFrame(id=running.id, training=event), running.form)
                    await self._outbox.put(frame, running.form)

    async def _pass_on(self, running: _Running, event: Event) -> None:
        """Returns when a part has gone out."""
        if isinstance(event, Progress):
            self._outbox.offer(ProgressFrame(id=running.id, progress=event), running.form)
            await asyncio.sleep(0)  # an engine that only reports progress must not starve the sender
            return
        part = PartFrame(id=running.id, sequence=running.sequence, kind=KIND_OF[type(event)], content=event)
        small = running.form is Form.MSGPACK and isinstance(event, _SMALL_PARTS)
        frame = encode_now(part, running.form) if small else await encode(part, running.form)
        await self._outbox.put(frame, running.form)
        running.sequence += 1

    async def _finish(self, running: _Running, work: "asyncio.Task[None]") -> None:
        try:
            end = await self._end_of(running, work)
            self._outbox.withdraw(running.id)
            await self._tell(end, running.form)
        finally:
            del self._running[running.id]
            self._idle_since = self._loop.time()

    async def _end_of(self, running: _Running, work: "asyncio.Task[None]") -> ServerFrame:
        try:
            await work
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if running.given_up is not None:
                return ErrorFrame(id=running.id, error=body_of(running.given_up))
            if running.stopped is None or (task is not None and task.cancelling()):
                raise  # the connection is going, so there is nobody to tell
            return CancelledFrame(id=running.id, reason=running.stopped)
        except Exception as error:
            return ErrorFrame(id=running.id, error=body_of(error))
        return DoneFrame(id=running.id, seconds=time.perf_counter() - running.started)

    async def _tell(self, frame: ServerFrame, form: Form) -> None:
        await self._outbox.put(encode_now(frame, form), form)
