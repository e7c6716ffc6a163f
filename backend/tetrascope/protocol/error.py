"""How an error is told."""

from tetrascope.errors import (
    Busy,
    Failed,
    ImageRejected,
    InvalidInput,
    NotDone,
    NotFound,
    Refused,
    TetrascopeError,
    TooLarge,
    WeightsUnavailable,
)
from tetrascope.protocol.message import Message


class ErrorBody(Message):
    """What went wrong, for a program and for a person."""

    code: str
    """Stable identifier, snake_case."""
    message: str
    """What was expected and what was received."""
    hint: str | None
    """The next step, where one is known."""
    field: str | None
    """Path of the offending field in the request, such as `windows[0].size`; null where no field is to blame."""


def error_body(error: TetrascopeError) -> ErrorBody:
    """The error as it is told."""
    return ErrorBody(code=error.code, message=error.message, hint=error.hint, field=error.field)


_BY_CODE: dict[str, type[TetrascopeError]] = {
    **{
        kind.default_code: kind
        for kind in (
            InvalidInput,
            ImageRejected,
            TooLarge,
            NotFound,
            NotDone,
            WeightsUnavailable,
            Busy,
            Refused,
            Failed,
        )
    },
    "unknown_image": NotFound,
    "weights_unreadable": WeightsUnavailable,
    "weights_damaged": WeightsUnavailable,
    "unauthorized": Refused,
    "host_refused": Refused,
    "origin_refused": Refused,
    "protocol_mismatch": Refused,
    "malformed": InvalidInput,
    "duplicate_id": InvalidInput,
}
"""By the codes of the protocol's guide; others say that something broke."""


def raised(body: ErrorBody) -> TetrascopeError:
    """The exception for an error that was told so."""
    return _BY_CODE.get(body.code, Failed)(body.message, code=body.code, hint=body.hint, field=body.field)


class ErrorEnvelope(Message):
    """The body of every HTTP answer that is not a success."""

    error: ErrorBody
    """What went wrong."""
