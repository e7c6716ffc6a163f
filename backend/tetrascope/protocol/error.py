"""How an error is told."""

from tetrascope.errors import TetrascopeError
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


class ErrorEnvelope(Message):
    """The body of every HTTP answer that is not a success."""

    error: ErrorBody
    """What went wrong."""
