"""A session as files: exact for programs, readable for people."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgpack

from .conversation import MSGPACK, Event

FOLDER = Path(__file__).resolve().parent.parent / "sessions"
_SHORT = 32
"""Longest bytes that the readable form spells out."""
_LONG = 1000
"""Longer texts are base64."""
_MANY = 20
"""Of longer lists the readable form has the first few, and how many more there are."""


def write_session(name: str, events: list[Event], folder: Path = FOLDER) -> None:
    """Write `<name>.msgpack` and `<name>.json`."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.msgpack").write_bytes(b"".join(msgpack.packb(event) for event in events))
    (folder / f"{name}.json").write_bytes(readable(events))


def read_session(name: str, folder: Path = FOLDER) -> list[Event]:
    """The events, in order."""
    unpacker = msgpack.Unpacker(max_buffer_size=2**28)
    unpacker.feed((folder / f"{name}.msgpack").read_bytes())
    return list(unpacker)


def readable(events: list[Event]) -> bytes:
    """The events with messages decoded, long bytes and lists shortened, as JSON, one line an event."""
    lines = ",\n".join(json.dumps(_shown(decoded(event)), ensure_ascii=False) for event in events)
    return f'{{"recorded by": "protocol/record.py", "events": [\n{lines}\n]}}\n'.encode()


def decoded(event: Event) -> Event:
    """The event with `body` and `frame` as messages, where they are messages."""
    plain = dict(event)
    if "frame" in event:
        plain["frame"] = _decode(event["frame"], MSGPACK)
    if event.get("body"):
        plain["body"] = _decode(event["body"], event["headers"].get("Content-Type", ""))
    return plain


def _decode(data: bytes, form: str) -> Any:
    try:
        if form == MSGPACK:
            return msgpack.unpackb(data)
        return json.loads(data) if form == "application/json" else data
    except ValueError:  # sent wrong on purpose
        return data


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shown(inner) for key, inner in value.items()}
    if isinstance(value, list):
        first = value if len(value) <= _MANY else value[: _MANY // 4]
        more = [] if len(value) <= _MANY else [{"more": len(value) - len(first)}]
        return [*map(_shown, first), *more]
    if isinstance(value, bytes):
        if len(value) <= _SHORT:
            return {"hex": value.hex()}
        return {"bytes": len(value), "sha256": sha256(value).hexdigest()}
    if isinstance(value, str) and len(value) > _LONG:
        return {"characters": len(value), "sha256": sha256(value.encode()).hexdigest()}
    return value
