"""The base of every message: what travels between an engine, the server and its clients."""

import base64
import binascii
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError


class Message(BaseModel):
    """An immutable record whose attribute docstrings are the protocol's documentation.

    Validation is strict (a string is not taken for a number). Bytes travel as they are in MessagePack and
    as base64 in JSON.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        use_attribute_docstrings=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
        allow_inf_nan=False,
    )


def _from_base64(value: object, info: ValidationInfo) -> object:
    # The server parses a request before it validates it, so bytes that came in JSON are still text here.
    if not isinstance(value, str):
        return value
    plain = (
        value.replace("-", "+").replace("_", "/") if info.mode == "json" else value
    )  # pydantic's own JSON has - and _
    try:
        return base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("base64", "Expected base64 with padding") from None


SentBytes = Annotated[bytes, BeforeValidator(_from_base64)]
"""Bytes that a client sends: as they are, or as base64 text (RFC 4648, section 4)."""
