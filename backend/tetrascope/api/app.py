"""The web application: one engine behind HTTP routes and the stream, and the browser client that talks to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from tetrascope import __version__
from tetrascope.api.access_log import AccessLog
from tetrascope.api.answer_middleware import Answers
from tetrascope.api.limits import RequestLimit
from tetrascope.api.media import shown
from tetrascope.api.places import Places
from tetrascope.api.routes import http_routes
from tetrascope.api.security import Guard
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.stream import stream_route
from tetrascope.api.transport_errors import MethodNotAllowed
from tetrascope.api.versions import Versions
from tetrascope.api.viewer import VIEWER_FOLDER, read_viewer, viewer_routes
from tetrascope.engine.engine import Engine
from tetrascope.engine.job_store import MemoryJobStore
from tetrascope.engine.jobs import Jobs
from tetrascope.errors import NotFound
from tetrascope.protocol.endpoints import DOCUMENT_PATH, STREAM_PATH
from tetrascope.protocol.openapi import openapi_document
from tetrascope.protocol.stories import Story
from tetrascope.stories.story_file import built_in_stories
from tetrascope.study.conduct.conduct import Conduct
from tetrascope.training.room import TrainingRoom


class TetrascopeApp(FastAPI):
    """FastAPI with the protocol's own OpenAPI document, which `/openapi.json` gives out."""

    @cached_property
    def _document(self) -> dict[str, Any]:
        # The address in `protocol/openapi.json` is an example; without one, it is where the document came from.
        return {name: value for name, value in openapi_document().items() if name != "servers"}

    def openapi(self) -> dict[str, Any]:
        """The document of this server."""
        return self._document


def build_app(
    engine: Engine,
    settings: ServerSettings,
    viewer: Path = VIEWER_FOLDER,
    study: Conduct | None = None,
    stories: tuple[Story, ...] | None = None,
    training: TrainingRoom | None = None,
) -> FastAPI:
    """The application that serves `engine` and keeps its jobs; it starts and closes the engine with itself.

    `viewer` is the folder of the built browser client, `study` the user study that is conducted: the server must have a
    token then. `stories` are those that it offers, by default those that come with Tetrascope. `training` is what is
    offered of training; beside a study there is nothing of it.
    """
    assert study is None or (settings.token is not None and training is None)
    viewer_files = read_viewer(viewer)
    stopping = asyncio.Event()
    store = MemoryJobStore(max_jobs=settings.max_jobs, budget=settings.job_bytes, max_age_s=settings.max_job_age_s)
    jobs = Jobs(engine, store)

    async def close() -> None:
        await jobs.close()  # first, while their analyses still have an engine that they can leave
        await engine.close()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        try:
            await engine.start()
            if study is not None:
                await study.images.load(engine)
        except Exception as error:
            app.state.start_error = error  # for `serve`, which hears from uvicorn only that something failed
            raise
        try:
            yield
        finally:
            await close()

    app = TetrascopeApp(
        title="Tetrascope",
        version=__version__,
        lifespan=lifespan,
        openapi_url=DOCUMENT_PATH,
        # The pages that FastAPI offers load their scripts from the network; `/docs` is one of the browser client's.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={HTTPException: _no_such_route},
        middleware=[
            *([Middleware(AccessLog)] if settings.access_log else []),
            Middleware(Answers, settings=settings, stopping=stopping),
            Middleware(Guard, settings=settings, open_paths=viewer_files, study=study),
            Middleware(RequestLimit, limit=settings.max_connections),
            Middleware(Versions),
        ],
    )
    app.state.close = close
    app.state.stopping = stopping
    analyses = Places(engine.max_running, "analyses")
    offered = built_in_stories() if stories is None else stories
    app.include_router(http_routes(engine, jobs, settings, analyses, offered, study, training))
    app.router.routes.extend(viewer_routes(viewer_files))
    app.add_api_websocket_route(STREAM_PATH, stream_route(engine, jobs, settings, analyses, stopping, study, training))
    app.add_api_websocket_route("/{path:path}", _no_such_stream)
    return app


async def _no_such_route(request: Request, error: Exception) -> Response:
    """Turns the framework's own errors into the protocol's, told by the outermost layer."""
    path = shown(request.url.path)
    if isinstance(error, HTTPException) and error.status_code == 405:
        raise MethodNotAllowed(
            f"Expected another method for {path}, got {shown(request.method)}.", hint="See the protocol's guide."
        )
    raise NotFound(f"Expected a route of the protocol, got {path}.", hint="See the protocol's guide.")


async def _no_such_stream(websocket: WebSocket) -> None:
    raise NotFound(f"Expected the stream at {STREAM_PATH}, got {shown(websocket.url.path)}.")
