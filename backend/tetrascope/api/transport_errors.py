"""Errors that only a transport can meet, and how any error is told to a client."""

import logging
import secrets
from typing import ClassVar

from tetrascope.errors import InvalidInput, Refused, TetrascopeError
from tetrascope.protocol.error import ErrorBody, error_body

logger = logging.getLogger("tetrascope.api")


class Malformed(InvalidInput):
    """The bytes are not MessagePack or JSON that can be read."""

    default_code: ClassVar[str] = "malformed"
    status: ClassVar[int] = 400


class UnsupportedMediaType(InvalidInput):
    """The body's type is none that the route takes."""

    default_code: ClassVar[str] = "unsupported_media_type"
    status: ClassVar[int] = 415


class NotAcceptable(InvalidInput):
    """The client accepts no type that the server can answer with."""

    default_code: ClassVar[str] = "not_acceptable"
    status: ClassVar[int] = 406


class BodyTimeout(TetrascopeError):
    """The body did not arrive in time."""

    default_code: ClassVar[str] = "body_timeout"
    status: ClassVar[int] = 408


class MethodNotAllowed(TetrascopeError):
    """The route exists, but not for this method."""

    default_code: ClassVar[str] = "method_not_allowed"
    status: ClassVar[int] = 405


class DuplicateId(InvalidInput):
    """The id belongs to a request that is under way."""

    default_code: ClassVar[str] = "duplicate_id"


class Unauthorized(Refused):
    """The token is missing or wrong."""

    default_code: ClassVar[str] = "unauthorized"
    status: ClassVar[int] = 401


class ProtocolMismatch(Refused):
    """The client speaks another major version of the protocol."""

    default_code: ClassVar[str] = "protocol_mismatch"
    status: ClassVar[int] = 400


def status_of(error: Exception) -> int:
    """The HTTP status that tells `error`."""
    return error.status if isinstance(error, TetrascopeError) else 500


def body_of(error: Exception) -> ErrorBody:
    """What a client is told of `error`; one that nobody foresaw is logged and told as an incident number only."""
    if isinstance(error, TetrascopeError):
        return error_body(error)
    incident = secrets.token_hex(4)
    logger.error("incident %s", incident, exc_info=error)
    return ErrorBody(
        code="failed",
        message=f"Expected an answer, got an internal error (incident {incident}).",
        hint="The server's log tells more under this incident number. Other requests are not affected.",
        field=None,
    )
