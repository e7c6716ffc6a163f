"""Every error a caller can meet.

    TetrascopeError
    ├── InvalidInput            the caller's value is wrong: `field` names it
    │   ├── ImageRejected       the bytes are not an image that can be shown
    │   └── TooLarge            the value is well formed but above a limit
    ├── NotFound                the thing named does not exist here
    ├── NotDone                 the answer of a job that has none, or not yet
    ├── WeightsUnavailable      the network is known but its weights are not on this machine
    ├── Busy                    a bound is reached: try again later
    ├── Refused                 the caller may not do this (token, host, origin, protocol version)
    └── Failed                  something broke on our side

A message says what was expected and what was received; a hint tells the next step.
"""

from typing import ClassVar


class TetrascopeError(Exception):
    """An error with a stable code, a sentence for a person and the next step.

    Args:
        message: what was expected and what was received.
        code: stable identifier, snake_case; each class has a default.
        hint: what to do next.
        field: path of the offending field in the request, such as `windows[0].size`.
    """

    default_code: ClassVar[str] = "error"
    status: ClassVar[int] = 500
    """The HTTP status that a server answers this error with."""

    def __init__(
        self, message: str, *, code: str | None = None, hint: str | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.hint = hint
        self.field = field


class InvalidInput(TetrascopeError):
    """The caller's value is wrong."""

    default_code = "invalid_input"
    status = 422


class ImageRejected(InvalidInput):
    """The bytes are not an image that can be shown."""

    default_code = "image_rejected"


class TooLarge(InvalidInput):
    """The value is well formed but above a limit."""

    default_code = "too_large"
    status = 413


class NotFound(TetrascopeError):
    """The thing named does not exist here."""

    default_code = "not_found"
    status = 404


class NotDone(TetrascopeError):
    """A job has no answer, or not yet."""

    default_code = "not_done"
    status = 409


class WeightsUnavailable(TetrascopeError):
    """The network is known but its weights are not on this machine."""

    default_code = "weights_unavailable"
    status = 409


class Busy(TetrascopeError):
    """A bound is reached; the same request may succeed later."""

    default_code = "busy"
    status = 503


class Refused(TetrascopeError):
    """The caller may not do this."""

    default_code = "refused"
    status = 403


class Failed(TetrascopeError):
    """Something broke on our side."""

    default_code = "failed"
    status = 500
