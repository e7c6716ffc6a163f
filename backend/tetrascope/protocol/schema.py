"""JSON Schema of the protocol's messages."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from tetrascope.protocol.messages import PROTOCOL_MESSAGES


class ProtocolSchema(GenerateJsonSchema):
    """pydantic's generator, with bytes described as the codec writes them."""

    def bytes_schema(self, schema: core_schema.BytesSchema) -> JsonSchemaValue:
        """In JSON a string of base64 (RFC 4648, section 4); in MessagePack the bytes themselves (`bin`)."""
        del schema
        return {"type": "string", "contentEncoding": "base64"}


def message_schemas(ref_template: str) -> dict[str, Any]:
    """The schema of every message of the protocol by its name, as a receiver checks it."""
    _, bundle = models_json_schema(
        [(message, "validation") for message in PROTOCOL_MESSAGES],
        ref_template=ref_template,
        schema_generator=ProtocolSchema,
    )
    definitions: dict[str, Any] = bundle["$defs"]
    return definitions
