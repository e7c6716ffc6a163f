"""The HTTP routes about the user study that a server conducts."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request

from tetrascope.errors import NotFound
from tetrascope.protocol.endpoints import ENDPOINTS, STUDY_ROOT
from tetrascope.protocol.message import Message


def study_answers() -> Mapping[str, Callable[[Request], Awaitable[Message]]]:
    """What answers each endpoint about a study, by its name."""

    async def no_study(_: Request) -> Message:
        raise NotFound(
            "Expected a server that conducts a user study, got one that does not.",
            code="no_study",
            hint="Start one: tetrascope study run study.toml",
        )

    return {each.name: no_study for each in ENDPOINTS if each.path.startswith(STUDY_ROOT)}
