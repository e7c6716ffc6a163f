"""What each kind of secret opens where a study is conducted: the server's token, or a participant's key.

Whatever is not said to be for participants is not for them, routes that come later among it.
"""

import asyncio

from starlette.requests import HTTPConnection
from starlette.routing import compile_path
from starlette.types import Scope

from tetrascope.api.media import shown
from tetrascope.api.places import PARTICIPANT, client_of
from tetrascope.engine.client import CLIENT
from tetrascope.errors import Refused
from tetrascope.protocol.endpoints import ENDPOINTS, STREAM_PATH, Access
from tetrascope.protocol.request import AnalysisRequest, PhotoRequest
from tetrascope.study.conduct.conduct import Conduct, not_in_study

_ROUTES = [(each.method, compile_path(each.path)[0], each.to) for each in ENDPOINTS]


def check_access(scope: Scope, participant: int | None) -> None:
    """Note whose request this is: a participant's, or that of whoever has the token.

    Raises:
        Refused: it is not for them.
    """
    to = _access_of(scope)
    if participant is None:
        if to == "participant":
            raise Refused(
                "Expected a participant's key, got the server's token.",
                code="participants_only",
                hint="A participant's session is opened by their address; GET /v1/study has the keys of all.",
            )
        return
    if to is None or to == "token":
        raise _not_for_participants(shown(scope["path"]))
    scope.setdefault("state", {})[PARTICIPANT] = participant
    CLIENT.set(client_of(scope).holder)


def _not_for_participants(asked: str) -> Refused:
    return Refused(
        f"Expected a request that is for participants, got {asked}.",
        code="not_for_participants",
        hint="A participant's key opens their own session, below /v1/study/session, and analyses of the study's "
        "images and networks. All else needs the server's token, which the experimenter has.",
    )


def _access_of(scope: Scope) -> Access | None:
    """Who may ask for it; None for what the table of endpoints does not have."""
    if scope["type"] == "websocket":
        return "both" if scope["path"] == STREAM_PATH else None
    for method, pattern, to in _ROUTES:
        if method == scope["method"] and pattern.match(scope["path"]):
            return to
    return None


def participant_of(connection: HTTPConnection) -> int | None:
    """Whose key the request carries; None where it is no participant's."""
    number: int | None = connection.scope.get("state", {}).get(PARTICIPANT)
    return number


def may_look_into(connection: HTTPConnection, study: Conduct | None, network_id: str) -> bool:
    """Whether a network is for who asks: a participant has those of the study."""
    return study is None or participant_of(connection) is None or network_id in study.network_ids


def check_watch(connection: HTTPConnection) -> None:
    """Raises `Refused` where a participant wants to watch a job or to follow a run: they can have none."""
    if participant_of(connection) is not None:
        raise _not_for_participants("a job or a run to watch")


async def check_analysis(connection: HTTPConnection, study: Conduct | None, asked: AnalysisRequest) -> None:
    """Raises `Refused` where a participant asks about what is not of their study, or while it is not under way."""
    number = participant_of(connection)
    if number is None or study is None:
        return
    about = _photo_of(asked)
    if about is None:
        raise not_in_study()
    await asyncio.to_thread(study.check_looks, number, about.image_id, about.network_id)


def _photo_of(asked: AnalysisRequest) -> PhotoRequest | None:
    """The part of a request that says which photo and network it is about: all of it, or a field of it."""
    if isinstance(asked, PhotoRequest):
        return asked
    return next((value for _, value in asked if isinstance(value, PhotoRequest)), None)
