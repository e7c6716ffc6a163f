"""Bounds on what clients may take at once, and on how long and how much they may send."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tetrascope.api.transport_errors import BodyTimeout
from tetrascope.errors import Busy, TooLarge


class RequestLimit:
    """Bounds the HTTP requests being answered; one more is told to come back, as `Busy`."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit
        self._answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._answering >= self._limit:
            raise Busy(f"Expected at most {self._limit} requests at once, got one more.", hint="Try again soon.")
        self._answering += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._answering -= 1


async def read_body(
    request: Request, *, limit: int, seconds: float, pace: float, told: Callable[[int], object] = lambda _: None
) -> bytes:
    """The whole body, which may take `seconds`, and one more for each `pace` bytes; `told` hears how much there is.

    Raises `TooLarge` (before reading, where the length is declared) and `BodyTimeout`.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 18 or int(declared) > limit):
        raise _too_large(limit, declared)
    chunks: list[bytes] = []
    size = 0
    try:
        begun = asyncio.get_running_loop().time()
        async with asyncio.timeout(seconds) as patience:
            async for chunk in request.stream():
                size += len(chunk)
                told(size)
                patience.reschedule(begun + seconds + size / pace)
                if size > limit:
                    raise _too_large(limit, "more")
                chunks.append(chunk)
    except TimeoutError:
        raise BodyTimeout(
            f"Expected the body within {seconds:g} s and one more for each {pace:g} bytes, got {size} bytes by then.",
            hint="Send it again on a faster line.",
        ) from None
    return b"".join(chunks)


def _too_large(limit: int, received: str) -> TooLarge:
    return TooLarge(f"Expected a body of at most {limit} bytes, got {received[:24]}.")
