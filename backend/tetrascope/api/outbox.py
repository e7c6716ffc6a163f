"""What waits to be sent on one stream.

Memory is bounded by construction: `put` returns when its frame has gone out, so each sender has at most one frame
waiting and pauses its analysis meanwhile. Progress never waits in line: only the latest of each request is kept.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.frames import ProgressFrame


@dataclass(eq=False)
class _Waiting:
    frame: bytes
    form: Form
    sent: "asyncio.Future[None]"


class Outbox:
    """Frames in the order of their arrival, progress in between."""

    def __init__(self, send: Callable[[bytes, Form], Awaitable[None]]) -> None:
        self._send = send
        self._waiting: deque[_Waiting] = deque()
        self._progress: dict[str, tuple[ProgressFrame, Form]] = {}
        self._wake = asyncio.Event()

    async def put(self, frame: bytes, form: Form) -> None:
        """Returns when the frame has been sent; cancelled earlier, the frame is not sent."""
        entry = _Waiting(frame, form, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        self._wake.set()
        try:
            await entry.sent
        finally:
            if entry in self._waiting:
                self._waiting.remove(entry)

    def offer(self, frame: ProgressFrame, form: Form) -> None:
        """Replaces the progress of the same request that has not gone out yet."""
        self._progress[frame.id] = (frame, form)
        self._wake.set()

    def withdraw(self, request_id: str) -> None:
        """Forgets a request's progress, because the request has ended."""
        self._progress.pop(request_id, None)

    async def deliver(self) -> None:
        """Sends until cancelled, or until sending fails because the client is gone."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting or self._progress:
                await self._deliver_progress()
                if self._waiting:
                    entry = self._waiting.popleft()
                    await self._send(entry.frame, entry.form)
                    if not entry.sent.done():
                        entry.sent.set_result(None)

    async def _deliver_progress(self) -> None:
        for request_id in list(self._progress):
            latest = self._progress.pop(request_id, None)
            if latest is not None:
                frame, form = latest
                await self._send(encode_now(frame, form), form)
