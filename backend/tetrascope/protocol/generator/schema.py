"""JSON Schema of every message, in one file."""

from typing import Any

from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.schema import message_schemas
from tetrascope.protocol.version import PROTOCOL_VERSION


def schema_document() -> dict[str, Any]:
    """Definitions by message name; `Rectangle` stands at `#/$defs/Rectangle`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": MARK,
        "title": f"Tetrascope protocol {PROTOCOL_VERSION}",
        "description": "Every message in its JSON form, where bytes are base64. In MessagePack they are `bin`.",
        "$defs": dict(sorted(message_schemas("#/$defs/{model}").items())),
    }
