"""The error that a server tells, as the one that would have been raised here."""

from tetrascope.errors import TetrascopeError
from tetrascope.protocol.error import ErrorBody, raised

_HINTS = {
    "unauthorized": "Name it: tetrascope.connect(url, token). Whoever started the server has it.",
    "protocol_mismatch": "Use the same version of Tetrascope here and at the server: pip install --upgrade tetrascope",
}
"""Next steps that are other ones in Python."""


def error_of(body: ErrorBody) -> TetrascopeError:
    """The exception for an error of the protocol."""
    return raised(body.model_copy(update={"hint": _HINTS.get(body.code, body.hint)}))
