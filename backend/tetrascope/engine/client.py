"""Who asks: what tells clients apart where they share what is scarce."""

from collections.abc import Hashable
from contextvars import ContextVar

CLIENT: ContextVar[Hashable | None] = ContextVar("tetrascope_client", default=None)
"""Whose request this is. A server says it, of each connection; None where nobody does, as in a process of one's own."""


def current_client() -> Hashable:
    """Whose request this is; where nobody says so, somebody who has no other request."""
    client = CLIENT.get()
    return object() if client is None else client
