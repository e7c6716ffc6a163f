"""One line for each request: client, method, path, status, time. Never a query, a header or a body."""

import logging
import time
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from tetrascope.api.log import ACCESS

logger = logging.getLogger(ACCESS)

_STATUS_OF = {"websocket.accept": 101}


class AccessLog:
    """Logs when an answer is complete or a stream has closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status: int | None = None

        async def send_and_note(event: Event) -> None:
            nonlocal status
            status = status or event.get("status") or _STATUS_OF.get(event["type"])
            await send(event)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            client = (scope.get("client") or ("-",))[0]
            # Quoted, so that no path can forge a line.
            path = quote(scope["path"][:200])
            milliseconds = (time.perf_counter() - started) * 1000
            logger.info("%s %s %s %s %.0f ms", client, scope.get("method", "STREAM"), path, status or "-", milliseconds)
