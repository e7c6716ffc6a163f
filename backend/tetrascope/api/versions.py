"""Which protocol versions may talk to each other: those with the same major number."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from tetrascope.api.headers import header_values
from tetrascope.api.media import shown
from tetrascope.api.transport_errors import ProtocolMismatch
from tetrascope.protocol.version import HEADER, PROTOCOL_VERSION, SUBPROTOCOL

_MAJOR = PROTOCOL_VERSION.partition(".")[0]
_PREFIX = "tetrascope.v"
_OFFER = re.compile(r"tetrascope\.v[0-9A-Za-z.]{1,16}")


class Versions:
    """Refuses HTTP requests of another major version; a stream answers for itself, in a frame."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            check_version(scope)
        await self._app(scope, receive, send)


def check_version(scope: Scope) -> None:
    """Compares what the client declares, if anything, in the header, the query `protocol=` or a subprotocol.

    Raises `ProtocolMismatch`.
    """
    declared = [value.strip() for value in header_values(scope, HEADER)]
    query: bytes = scope.get("query_string", b"")
    declared += parse_qs(query.decode("latin-1")).get("protocol", []) if b"protocol=" in query else []
    offered = offered_versions(scope.get("subprotocols", ()))
    if offered and SUBPROTOCOL not in offered:
        declared.append(offered[0].removeprefix(_PREFIX))
    for version in declared:
        if version.partition(".")[0] != _MAJOR:
            raise ProtocolMismatch(
                f"Expected a client of protocol version {_MAJOR}, got {shown(version)}.",
                hint=f"This server speaks protocol {PROTOCOL_VERSION}: use a client made for it.",
            )


def offered_versions(subprotocols: Sequence[str]) -> list[str]:
    """Those of the offered subprotocols that name a version of the protocol."""
    return [name for name in subprotocols if _OFFER.fullmatch(name)]


def answered_subprotocol(subprotocols: Sequence[str]) -> str | None:
    """The subprotocol to accept: ours, else the client's own version, so that a browser lets it read the refusal."""
    offered = offered_versions(subprotocols)
    return SUBPROTOCOL if SUBPROTOCOL in offered else next(iter(offered), None)
