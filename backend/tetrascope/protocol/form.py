"""The two forms in which a message travels."""

from enum import StrEnum

import msgpack

from tetrascope.protocol.message import Message


class Form(StrEnum):
    """How a message is written; the value is its media type."""

    MSGPACK = "application/msgpack"
    JSON = "application/json"


def encode_now(message: Message, form: Form) -> bytes:
    """A message's bytes."""
    if form is Form.JSON:
        return message.json_text().encode()
    packed: bytes = msgpack.packb(message.model_dump(mode="python"), use_bin_type=True)
    return packed
