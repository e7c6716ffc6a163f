"""The base of every message: what travels between an engine, the server and its clients."""

from pydantic import BaseModel, ConfigDict


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
