"""An upload under way, and whether it is worth its place."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from tetrascope.api.places import Place, client_of
from tetrascope.api.tasks import end_tasks
from tetrascope.errors import Busy

Result = TypeVar("Result")

GRACE_S = 2.0
"""Seconds in which an upload keeps its place whatever it does."""
NEAR_S = 5.0
"""Seconds before its end from which on it keeps its place: else many at once would only push each other out."""
PATIENCE_S = 20.0
"""How long one waits for a place, in seconds; it costs nothing, for nothing of it is read meanwhile."""
_ENDLESS = 2**40
"""Bytes that an upload is taken to have which does not say."""


class Upload:
    """What has been received, and how long the rest will take."""

    def __init__(self, request: Request) -> None:
        declared = request.headers.get("content-length", "")
        self.place = Place(client_of(request.scope), self._seconds_left, self._give_up)
        self._size = int(declared) if declared.isdecimal() and len(declared) < 18 else _ENDLESS
        self._received = 0
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()
        self._given_up: asyncio.Future[None] = self._loop.create_future()

    def received(self, size: int) -> None:
        """Note that there are `size` bytes now."""
        self._received = size

    async def unless_given_up(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of `work`. Raises `Busy` where the place is given to another meanwhile."""
        task = asyncio.ensure_future(work)
        ends: tuple[asyncio.Future[Any], ...] = (task, self._given_up)
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                self._given_up.result()
            return task.result()
        finally:
            await end_tasks((task,))
            self._given_up.cancel()

    def _seconds_left(self) -> float:
        taken = self._loop.time() - self._begun
        if taken < GRACE_S:
            return 0.0
        left = max(0, self._size - self._received) * taken / max(1, self._received)
        return left if left > NEAR_S else 0.0

    def _give_up(self, error: Busy) -> None:
        if not self._given_up.done():
            self._given_up.set_exception(error)
