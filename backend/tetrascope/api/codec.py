"""Bytes to messages and back, within bounds: nothing a client sends can cost more than its size suggests.

MessagePack: maps with string keys, no extension types, no timestamps. JSON: UTF-8, no NaN, whole numbers within
64 bits, bytes as base64 (RFC 4648, section 4). In both: no key twice in a map, bounded nesting.
"""

import asyncio
import json
from typing import Any, NoReturn, TypeVar

import msgpack
from pydantic import ValidationError

from tetrascope.api.transport_errors import Malformed
from tetrascope.errors import InvalidInput
from tetrascope.protocol.complaint import complaint, shortened
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.frames import RequestHead
from tetrascope.protocol.jobs import JobHead
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.request import AnalysisRequest

M = TypeVar("M", bound=Message)
Head = TypeVar("Head", RequestHead, JobHead)

MAX_DEPTH = 16
MAX_ITEMS = 8192
"""Longest array or map; the longest list that a request may hold."""
MAX_NODES = 32_768
"""Values in one body, counting every level."""
_ASIDE_BYTES = 16 * 1024
"""Larger bodies are read in a thread, so that the event loop stays free."""


async def decode(data: bytes, form: Form, model: type[M]) -> M:
    """A message out of a body. Raises `Malformed` for bytes that cannot be read, else `InvalidInput`."""
    return validate(await parse(data, form), model)


async def parse(data: bytes, form: Form) -> object:
    """The plain value that a body spells: maps, arrays, strings, numbers, booleans, null, bytes."""
    if len(data) > _ASIDE_BYTES:
        return await asyncio.to_thread(_parse, data, form)
    return _parse(data, form)


def validate(value: object, model: type[M]) -> M:
    """A message out of a plain value. Raises `InvalidInput` with the field named."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise complaint(error, value) from None


def validate_asked(value: object, head: type[Head]) -> tuple[Head, AnalysisRequest]:
    """What asks for an operation: all but its `body`, and the body as the operation's request.

    Raises `InvalidInput` with the field named; one of the body is named as if it had been posted to the operation.
    """
    if isinstance(value, dict) and "body" not in value:
        raise InvalidInput("Expected a value for body, got none.", field="body")
    plain = {key: inner for key, inner in value.items() if key != "body"} if isinstance(value, dict) else value
    asked = validate(plain, head)
    return asked, validate(value["body"], OPERATIONS[asked.operation].request)  # type: ignore[index]  # it is a map


async def encode(message: Message, form: Form) -> bytes:
    """A message's bytes; written in a thread, because an answer can hold megabytes."""
    return await asyncio.to_thread(encode_now, message, form)


def _parse(data: bytes, form: Form) -> object:
    if not data:
        raise Malformed(f"Expected a message as {form}, got an empty body.")
    try:
        value = _unpack(data) if form is Form.MSGPACK else _load(data)
    except Malformed:
        raise
    except RecursionError:
        raise _too_deep() from None
    except (ValueError, TypeError, OverflowError) as error:
        raise Malformed(f"Expected well-formed {form}, got bytes that cannot be read ({_reason(error)}).") from None
    _check(value)
    return value


def _unpack(data: bytes) -> object:
    # The unpacker makes room for an array before it has seen the items, so no count may exceed the bytes there are.
    items = min(MAX_ITEMS, len(data))
    try:
        return msgpack.unpackb(
            data,
            raw=False,
            strict_map_key=True,
            object_pairs_hook=_map,
            max_array_len=items,
            max_map_len=items,
            max_str_len=len(data),
            max_bin_len=len(data),
            max_ext_len=0,
        )
    except msgpack.StackError:
        raise _too_deep() from None


def _load(data: bytes) -> object:
    return json.loads(data.decode("utf-8"), object_pairs_hook=_map, parse_int=_whole, parse_constant=_no_constant)


def _map(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    if not all(type(key) is str for key, _ in pairs):
        raise Malformed("Expected strings as the keys of a map, got another type.")
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Malformed("Expected every key of a map once, got one twice.")
    return result


def _whole(digits: str) -> int:
    number = int(digits) if len(digits) <= 20 else 2**64
    if not -(2**63) <= number < 2**64:
        raise Malformed(f"Expected whole numbers within 64 bits, got {digits[:24]}...")
    return number


def _no_constant(name: str) -> NoReturn:
    raise Malformed(f"Expected finite numbers, got {name}.")


def _check(value: object) -> None:
    """Bounds on depth and number of values, and only the types of the protocol."""
    level: list[Any] = [value]
    nodes = 0
    for _ in range(MAX_DEPTH + 1):
        nodes += len(level)
        if nodes > MAX_NODES:
            raise Malformed(f"Expected at most {MAX_NODES} values in a message, got more.")
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.keys())
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
            elif isinstance(item, str):
                _check_text(item)
            elif not (item is None or isinstance(item, bool | int | float | bytes)):
                raise Malformed(f"Expected no extension types, got {type(item).__name__}.")
        if not inner:
            return
        level = inner
    raise _too_deep()


def _check_text(text: str) -> None:
    # JSON can spell half of a surrogate pair, which no later answer could be written with.
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise Malformed(f"Expected valid Unicode, got {shortened(text)}.") from None


def _too_deep() -> Malformed:
    return Malformed(f"Expected at most {MAX_DEPTH} levels of nesting, got more.")


def _reason(error: Exception) -> str:
    return str(error)[:120] or type(error).__name__
