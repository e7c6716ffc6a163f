"""An engine behind a real server: every request, part and error goes through bytes and the protocol.

What runs in the background is a job of that server, and is watched.
"""

import asyncio
import http.client
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from urllib.parse import urlsplit

import msgpack
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tetrascope.bench.served_engine import ServedEngine
from tetrascope.engine.build import build_engine
from tetrascope.engine.engine import Engine
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy, Failed, ImageRejected, InvalidInput, NotFound, TetrascopeError
from tetrascope.protocol.endpoints import STREAM_PATH
from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.frames import RequestFrame, WatchFrame
from tetrascope.protocol.health import EngineHealth, Health
from tetrascope.protocol.images import ImageInfo, Sample, SampleList
from tetrascope.protocol.jobs import Job, JobRequest
from tetrascope.protocol.networks import NetworkDescription, NetworkList, NetworkSummary
from tetrascope.protocol.operations import OPERATION_OF, PART_KINDS
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest

_ERRORS: dict[str, type[TetrascopeError]] = {
    **{each.default_code: each for each in (Busy, Failed, ImageRejected, InvalidInput, NotFound)},
    "unknown_image": NotFound,
}


def _error(body: object) -> TetrascopeError:
    told = ErrorBody.model_validate(body)
    return _ERRORS.get(told.code, Failed)(told.message, code=told.code, hint=told.hint, field=told.field)


class RemoteEngine:
    """See `Engine`; it owns the server, on a thread of this process, and the engine behind it, which `build` makes."""

    def __init__(self, settings: EngineSettings, build: Callable[[EngineSettings], Engine] = build_engine) -> None:
        self._settings = settings
        self._served = ServedEngine(settings, build)
        self._open = False

    async def start(self) -> None:
        await asyncio.to_thread(self._served.__enter__)
        self._open = True

    async def close(self) -> None:
        if self._open:
            self._open = False
            await asyncio.to_thread(self._served.__exit__, None, None, None)

    @property
    def max_running(self) -> int:
        return self._settings.max_running

    @property
    def max_background(self) -> int:
        return self._settings.max_background

    def health(self) -> EngineHealth:
        if not self._open:
            return EngineHealth(
                ready=False,
                device="out of reach",
                running=0,
                cache_bytes=0,
                cache_budget_bytes=0,
                network_bytes=0,
                network_budget_bytes=0,
            )
        health = Health.model_validate(self._ask("GET", "/v1/health"))
        return EngineHealth(**health.model_dump(exclude={"version", "protocol"}))

    async def networks(self) -> list[NetworkSummary]:
        return NetworkList.model_validate(await asyncio.to_thread(self._ask, "GET", "/v1/networks")).networks

    async def network(self, network_id: str) -> NetworkDescription:
        answer = await asyncio.to_thread(self._ask, "GET", f"/v1/networks/{network_id}")
        return NetworkDescription.model_validate(answer)

    async def samples(self) -> list[Sample]:
        return SampleList.model_validate(await asyncio.to_thread(self._ask, "GET", "/v1/samples")).samples

    async def add_image(self, data: bytes) -> ImageInfo:
        return ImageInfo.model_validate(await asyncio.to_thread(self._ask, "POST", "/v1/images", data))

    async def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:
        operation = OPERATION_OF[type(request)].name
        if not background:
            async with aclosing(
                self._frames(RequestFrame(type="request", id="1", operation=operation, body=request))
            ) as frames:
                async for event in frames:
                    yield event
            return
        asked = encode_now(JobRequest(operation=operation, body=request), Form.MSGPACK)
        begun = asyncio.ensure_future(asyncio.to_thread(self._ask, "POST", "/v1/jobs", asked, "application/msgpack"))
        try:
            job = Job.model_validate(await asyncio.shield(begun))
            async with aclosing(self._frames(WatchFrame(type="watch", id="1", job_id=job.job_id))) as frames:
                async for event in frames:
                    yield event
        finally:
            job = Job.model_validate(await begun)  # also where this was left before it was told
            with suppress(OSError):  # the server is gone, and its jobs with it
                await asyncio.to_thread(self._ask, "DELETE", f"/v1/jobs/{job.job_id}")

    async def _frames(self, asked: RequestFrame | WatchFrame) -> AsyncGenerator[Event, None]:
        address = self._served.address.replace("http", "ws", 1) + STREAM_PATH
        try:
            async with connect(address, max_size=None, compression=None, proxy=None) as stream:
                await stream.recv()  # the greeting
                await stream.send(encode_now(asked, Form.MSGPACK))
                while (frame := msgpack.unpackb(await stream.recv(decode=False)))["type"] != "done":
                    if frame["type"] == "error":
                        raise _error(frame["error"])
                    if frame["type"] == "job":
                        if frame["job"]["error"] is not None:
                            raise _error(frame["job"]["error"])
                    elif frame["type"] == "progress":
                        yield Progress.model_validate(frame["progress"])
                    else:
                        yield PART_KINDS[frame["kind"]].model_validate(frame["content"])
        except (OSError, WebSocketException) as error:
            raise Busy(f"Expected a running engine, got: {error}") from error

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "image/png") -> object:
        place = urlsplit(self._served.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port)
        try:
            connection.request(method, path, body, {"Content-Type": kind} if body is not None else {})
            answer = connection.getresponse()
            message = msgpack.unpackb(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise _error(message["error"])
        return message
