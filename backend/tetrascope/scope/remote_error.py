"""The error that a server tells, as the one that would have been raised here."""

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
from tetrascope.protocol.error import ErrorBody

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

_HINTS = {
    "unauthorized": "Name it: tetrascope.connect(url, token). Whoever started the server has it.",
    "protocol_mismatch": "Use the same version of Tetrascope here and at the server: pip install --upgrade tetrascope",
}
"""Next steps that are other ones in Python."""


def error_of(body: ErrorBody) -> TetrascopeError:
    """The exception for an error of the protocol."""
    kind = _BY_CODE.get(body.code, Failed)
    return kind(body.message, code=body.code, hint=_HINTS.get(body.code, body.hint), field=body.field)
