"""The HTTP routes: one request, one answer."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from typing import Any, TypeVar

from fastapi import APIRouter
from pydantic import TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tetrascope import __version__
from tetrascope.api.access import check_analysis, may_look_into
from tetrascope.api.codec import encode, validate
from tetrascope.api.job_routes import job_answers
from tetrascope.api.media import form_of_answer, shown
from tetrascope.api.places import Place, Places, client_of
from tetrascope.api.posted import posted_image, posted_value
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.study_routes import study_answers
from tetrascope.api.tasks import end_tasks
from tetrascope.api.training_routes import training_answers
from tetrascope.api.upload import PATIENCE_S, Upload
from tetrascope.engine.engine import Engine
from tetrascope.engine.jobs import Jobs
from tetrascope.errors import NotFound
from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.form import encode_now
from tetrascope.protocol.health import Health
from tetrascope.protocol.images import SampleList
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkList
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest, Identifier
from tetrascope.protocol.stories import Story, StoryList
from tetrascope.protocol.version import PROTOCOL_VERSION
from tetrascope.study.conduct.conduct import Conduct, not_in_study
from tetrascope.training.room import TrainingRoom

Answer = Callable[[Request], Awaitable[Message]]
T = TypeVar("T")
_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)


def http_routes(
    engine: Engine,
    jobs: Jobs,
    settings: ServerSettings,
    analyses: Places,
    stories: tuple[Story, ...],
    study: Conduct | None = None,
    training: TrainingRoom | None = None,
) -> APIRouter:
    """Every endpoint of the table, answered by `engine` and its jobs; each analysis has one of the places."""
    uploads = Places(settings.max_uploads, "uploads", PATIENCE_S)

    async def health(_: Request) -> Message:
        return Health(version=__version__, protocol=PROTOCOL_VERSION, **engine.health().model_dump())

    async def networks(request: Request) -> Message:
        listed = await engine.networks()
        return NetworkList(networks=[each for each in listed if may_look_into(request, study, each.network_id)])

    async def network(request: Request) -> Message:
        network_id: str = request.path_params["network_id"]
        try:
            _IDENTIFIER.validate_python(network_id)
        except ValidationError:
            expected = f"Expected a network of the catalog, got {shown(network_id)}."
            raise NotFound(expected, field="network_id") from None
        if not may_look_into(request, study, network_id):
            raise not_in_study()
        return await engine.network(network_id)

    async def samples(_: Request) -> Message:
        return SampleList(samples=await engine.samples())

    async def listed_stories(_: Request) -> Message:
        return StoryList(stories=list(stories))

    async def images(request: Request) -> Message:
        upload = Upload(request)
        async with uploads.take(upload.place):
            data = await upload.unless_given_up(posted_image(request, settings, upload.received))
            return await unless_gone(request, engine.add_image(data))

    def analysis(operation: Operation) -> Answer:
        async def answer(request: Request) -> Message:
            asked = validate(await posted_value(request, settings), operation.request)
            await check_analysis(request, study, asked)
            # Nothing of it waits for the client, so it always makes use of its place.
            place = Place(client_of(request.scope), lambda: 0.0, lambda _: None)

            async def work() -> Message:
                async with analyses.take(place):
                    return await whole(engine, operation, asked)

            return await unless_gone(request, work())

        return answer

    answers: dict[str, Answer] = {
        "health": health,
        "networks": networks,
        "network": network,
        "samples": samples,
        "stories": listed_stories,
        "images": images,
        **{name: analysis(operation) for name, operation in OPERATIONS.items()},
        **job_answers(jobs, settings),
        **study_answers(study, settings),
        **training_answers(training, settings),
    }
    router = APIRouter(redirect_slashes=False)
    for endpoint in ENDPOINTS:
        router.add_api_route(
            endpoint.path,
            _handler(answers[endpoint.name]),
            methods=[endpoint.method],
            name=endpoint.name,
            include_in_schema=False,
        )
    return router


def _handler(answer: Answer) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def handle(request: Request) -> Response:
        # Read first: no work is done for a client that could not read the answer.
        form = form_of_answer(request.headers.get("accept"))
        message = await answer(request)
        # Health must answer even while every thread is busy.
        data = encode_now(message, form) if isinstance(message, Health) else await encode(message, form)
        return Response(data, media_type=form.value)

    return handle


def events_of(engine: Engine, request: AnalysisRequest) -> aclosing[AsyncGenerator[Event, None]]:
    """An analysis's events; leaving the block stops the analysis."""
    return aclosing(engine.run(request))


async def whole(engine: Engine, operation: Operation, request: AnalysisRequest) -> Message:
    """The answer to an analysis as one message, folded from its parts."""
    parts: list[Part] = []
    async with events_of(engine, request) as events:
        async for event in events:
            if not isinstance(event, Progress):
                parts.append(event)
    return operation.whole(parts)


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, which is cancelled when the client goes away. Raises `ClientDisconnect` then."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        await end_tasks((task, gone))


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
