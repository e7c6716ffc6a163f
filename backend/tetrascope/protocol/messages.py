"""The one list of all messages of the protocol. JSON Schema and the clients' types are generated from it."""

from collections.abc import Iterator
from typing import Any, get_args

from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.error import ErrorEnvelope
from tetrascope.protocol.frames import FROM_CLIENT, FROM_SERVER
from tetrascope.protocol.message import Message


def _within(annotation: Any) -> Iterator[type[Message]]:
    """Messages that a type is made of, from the outside in."""
    if isinstance(annotation, type) and issubclass(annotation, Message):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _within(field.annotation)
    for argument in get_args(annotation):
        yield from _within(argument)


_SENT = [*(each.request for each in ENDPOINTS if each.request), *FROM_CLIENT]
_RECEIVED = [*(each.answer for each in ENDPOINTS), ErrorEnvelope, *FROM_SERVER]

SENT: frozenset[type[Message]] = frozenset(message for root in _SENT for message in _within(root))
"""What a client sends, and what that is made of."""

RECEIVED: frozenset[type[Message]] = frozenset(message for root in _RECEIVED for message in _within(root))
"""What a client receives, and what that is made of. Some of it may be sent back."""

PROTOCOL_MESSAGES: tuple[type[Message], ...] = tuple(
    dict.fromkeys(message for root in (*_SENT, *_RECEIVED) for message in _within(root))
)
"""What a client sends, what it receives, and what these are made of."""
