"""JSON Schema of every message, in one file."""

from typing import Any

from tetrascope.api.schema import message_schemas
from tetrascope.api.versions import PROTOCOL_VERSION

from .mark import MARK


def schema_document() -> dict[str, Any]:
    """Definitions by message name; `Rectangle` stands at `#/$defs/Rectangle`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": MARK,
        "title": f"Tetrascope protocol {PROTOCOL_VERSION}",
        "description": "Every message in its JSON form, where bytes are base64. In MessagePack they are `bin`.",
        "$defs": dict(sorted(message_schemas("#/$defs/{model}").items())),
    }
