"""The outermost layer: gives every answer its headers and tells every error in the protocol's own form."""

import asyncio
import logging

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from tetrascope.api.headers import first_header, header_values, with_headers
from tetrascope.api.media import form_of_error
from tetrascope.api.places import client_of
from tetrascope.api.security import answer_headers
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.transport_errors import body_of, status_of
from tetrascope.engine.client import CLIENT
from tetrascope.errors import Busy
from tetrascope.protocol.error import ErrorEnvelope
from tetrascope.protocol.form import encode_now

logger = logging.getLogger("tetrascope.api")

_STARTS = {"http.response.start", "websocket.http.response.start"}
_STOPPED = Busy("Expected a running server, got one that is shutting down.", hint="Try again later.")
_EXTRA: dict[int, list[tuple[str, str]]] = {
    401: [("WWW-Authenticate", "Bearer")],
    503: [("Retry-After", "1")],
}


class Answers:
    """Whatever happens inside, the client gets an answer it can read and the server lives on.

    Args:
        stopping: set when the server stops. What it cancels from then on gets an answer, too.
    """

    def __init__(self, app: ASGIApp, settings: ServerSettings, stopping: asyncio.Event) -> None:
        self._app = app
        self._settings = settings
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, _without_traceback(send))
            return
        CLIENT.set(client_of(scope).holder)
        headers = answer_headers(scope, self._settings)
        unread = scope["type"] == "http" and _has_body(scope)
        started = False

        async def receive_and_note() -> Event:
            nonlocal unread
            event = await receive()
            unread = unread and event.get("more_body", False)
            return event

        async def send_with_headers(event: Event) -> None:
            nonlocal started
            if event["type"] in _STARTS:
                # Who sends a body that nobody reads is not listened to any longer.
                event = with_headers(event, [*headers, ("Connection", "close")] if unread else headers)
            started = started or event["type"] in _STARTS or event["type"].startswith("websocket.")
            await send(event)

        try:
            await self._app(scope, receive_and_note, send_with_headers)
        except ClientDisconnect:
            logger.debug("the client went away")
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                raise
            if not started:
                await _tell(_STOPPED, scope, send_with_headers)
        except Exception as error:
            if started:
                raise
            await _tell(error, scope, send_with_headers)


def _has_body(scope: Scope) -> bool:
    return bool(header_values(scope, "transfer-encoding")) or first_header(scope, "content-length") not in (None, "0")


def _without_traceback(send: Send) -> Send:
    """Of an application that cannot start, Starlette tells a traceback; `serve` raises the error itself."""

    async def send_without(event: Event) -> None:
        await send({"type": event["type"]} if event["type"] == "lifespan.startup.failed" else event)

    return send_without


async def _tell(error: Exception, scope: Scope, send: Send) -> None:
    """Answers with the error; a WebSocket is refused with the same, as an HTTP answer to its handshake."""
    form = form_of_error(first_header(scope, "accept"))
    body = encode_now(ErrorEnvelope(error=body_of(error)), form)
    status = status_of(error)
    headers = [("Content-Type", form.value), ("Content-Length", str(len(body))), *_EXTRA.get(status, [])]
    headers += getattr(error, "headers", [])
    prefix = "http.response"
    if scope["type"] == "websocket":
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        prefix = "websocket.http.response"
    await send(with_headers({"type": f"{prefix}.start", "status": status}, headers))
    await send({"type": f"{prefix}.body", "body": body})
