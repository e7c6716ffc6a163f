"""The HTTP routes about the user study that a server conducts."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request

from tetrascope.api.access import participant_of
from tetrascope.api.codec import validate
from tetrascope.api.media import shown
from tetrascope.api.places import Place, Places, client_of
from tetrascope.api.posted import posted_value
from tetrascope.api.server_settings import ServerSettings
from tetrascope.errors import Busy, NotFound
from tetrascope.protocol.endpoints import ENDPOINTS, STUDY_ROOT
from tetrascope.protocol.message import Message
from tetrascope.protocol.study.events import EventReceipt
from tetrascope.protocol.study.overview import NewNote, NewParticipants, SessionControl
from tetrascope.study.conduct.conduct import Conduct
from tetrascope.study.conduct.sent_events import read_events

Answers = Mapping[str, Callable[[Request], Awaitable[Message]]]
MAX_BATCHES = 64
"""Batches of events that wait for the disk at once, of all participants; each has a share of the places."""
ACKNOWLEDGE_S = 10.0
"""How long a batch may wait for the disk; then the client is told to send it again, which costs nothing if it has
been recorded after all."""


def study_answers(study: Conduct | None, settings: ServerSettings) -> Answers:
    """What answers each endpoint about a study, by its name."""
    if study is None:
        return {each.name: _no_study for each in ENDPOINTS if each.path.startswith(STUDY_ROOT)}
    return {**_of_participants(study, settings), **_of_the_experimenter(study, settings)}


async def _no_study(_: Request) -> Message:
    raise NotFound(
        "Expected a server that conducts a user study, got one that does not.",
        code="no_study",
        hint="Start one: tetrascope study run study.toml",
    )


def _of_participants(study: Conduct, settings: ServerSettings) -> Answers:
    batches = Places(MAX_BATCHES, "batches of events")

    async def session(request: Request) -> Message:
        return await asyncio.to_thread(study.session, _asking(request))

    async def status(request: Request) -> Message:
        return await asyncio.to_thread(study.status, _asking(request))

    async def record(request: Request) -> Message:
        number = _asking(request)
        sent = await asyncio.to_thread(read_events, await posted_value(request, settings))
        if sent.batch is None:
            return EventReceipt(acknowledged=[], refused=sent.refused)
        async with batches.take(Place(client_of(request.scope), lambda: 0.0, lambda _: None)):
            try:
                async with asyncio.timeout(ACKNOWLEDGE_S):
                    receipt = await asyncio.wrap_future(study.record(number, sent.batch))
            except TimeoutError:
                raise Busy(
                    f"Expected the disk to take the events within {ACKNOWLEDGE_S:g} s, got none so far.",
                    hint="Keep them, and send them again in a moment.",
                ) from None
        return EventReceipt(acknowledged=receipt.acknowledged, refused=[*sent.refused, *receipt.refused])

    return {"study_session": session, "session_status": status, "record_events": record}


def _asking(request: Request) -> int:
    number = participant_of(request)
    assert number is not None, "the guard lets participants through alone"
    return number


def _of_the_experimenter(study: Conduct, settings: ServerSettings) -> Answers:
    async def overview(_: Request) -> Message:
        return await asyncio.to_thread(study.overview)

    async def add(request: Request) -> Message:
        count = validate(await posted_value(request, settings), NewParticipants).count
        await asyncio.to_thread(study.add_participants, count)
        return await asyncio.to_thread(study.overview)

    async def control(request: Request) -> Message:
        action = validate(await posted_value(request, settings), SessionControl).action
        return await asyncio.to_thread(study.control, _named(request), action)

    async def note(request: Request) -> Message:
        text = validate(await posted_value(request, settings), NewNote).text
        return await asyncio.to_thread(study.add_note, _named(request), text)

    async def record(request: Request) -> Message:
        return await asyncio.to_thread(study.participant_record, _named(request))

    async def forget(request: Request) -> Message:
        await asyncio.to_thread(study.forget, _named(request))
        return await asyncio.to_thread(study.overview)

    return {
        "study": overview,
        "add_participants": add,
        "control_session": control,
        "add_note": note,
        "participant_record": record,
        "forget_participant": forget,
    }


def _named(request: Request) -> int:
    """The number in the path. Raises `NotFound` where it is none."""
    name: str = request.path_params["participant"]
    if not (name.isascii() and name.isdecimal() and len(name) < 10):
        raise NotFound(f"Expected the number of a participant, got {shown(name)}.", field="participant")
    return int(name)
