"""The base of every message: what travels between an engine, the server and its clients."""

import base64
import binascii
import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError


class Message(BaseModel):
    """An immutable record whose attribute docstrings are the protocol's documentation.

    Validation is strict (a string is not taken for a number). Bytes travel as they are in MessagePack and
    as base64 (RFC 4648, section 4) in JSON. JSON is written by `json_text` alone: pydantic's own has another
    alphabet for base64, so it is left to fail on bytes.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        use_attribute_docstrings=True,
        val_json_bytes="base64",
        allow_inf_nan=False,
    )

    def json_text(self, *, indent: int | None = None) -> str:
        """The message as JSON, on one line without spaces unless `indent` says how far to indent."""
        return json.dumps(
            self.model_dump(mode="python"),
            default=_to_base64,
            ensure_ascii=False,
            allow_nan=False,
            indent=indent,
            separators=(",", ":") if indent is None else None,
        )


def _to_base64(value: object) -> str:
    if not isinstance(value, bytes):
        raise TypeError(f"Expected bytes, got {type(value).__name__}.")
    return base64.b64encode(value).decode("ascii")


def _from_base64(value: object, info: ValidationInfo) -> object:
    # The server parses a request before it validates it, so bytes that came in JSON are still text here.
    if not isinstance(value, str):
        return value
    # Older files of analyses have - and _, as pydantic writes them.
    plain = value.replace("-", "+").replace("_", "/") if info.mode == "json" else value
    try:
        return base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("base64", "Expected base64 with padding") from None


SentBytes = Annotated[bytes, BeforeValidator(_from_base64)]
"""Bytes that a client sends: as they are, or as base64 text (RFC 4648, section 4)."""

LargeInt = Annotated[int, Field(json_schema_extra={"format": "int64"})]
"""A whole number that may need more than 32 bits, where a language has such."""

AnyJson = Any
"""Whatever JSON can say: what is in it depends on something else."""
