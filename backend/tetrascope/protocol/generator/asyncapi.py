"""AsyncAPI 3.0 of the stream."""

from typing import Any

from tetrascope.protocol.endpoints import STREAM_PATH
from tetrascope.protocol.form import Form
from tetrascope.protocol.frames import FROM_CLIENT, FROM_SERVER
from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.message import Message
from tetrascope.protocol.schema import message_schemas
from tetrascope.protocol.version import DEFAULT_HOST, DEFAULT_PORT, PROTOCOL_VERSION, SUBPROTOCOL


def asyncapi_document() -> dict[str, Any]:
    """One channel, both directions; `send` and `receive` as the server sees them."""
    frames = (*FROM_CLIENT, *FROM_SERVER)
    return {
        "asyncapi": "3.0.0",
        "x-generated": MARK,
        "info": {
            "title": "Tetrascope stream",
            "version": PROTOCOL_VERSION,
            "description": "Many analyses over one WebSocket: in parts, with progress and cancellation. "
            "Frames are MessagePack in binary frames, or JSON in text frames. README.md tells the rules.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": Form.MSGPACK.value,
        "servers": {"local": {"host": f"{DEFAULT_HOST}:{DEFAULT_PORT}", "protocol": "ws"}},
        "channels": {
            "stream": {
                "address": STREAM_PATH,
                "description": f"Offer the WebSocket subprotocol `{SUBPROTOCOL}`.",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in map(_name, frames)},
                "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
            }
        },
        "operations": {
            "receiveFromClient": _operation("receive", FROM_CLIENT),
            "sendToClient": _operation("send", FROM_SERVER),
        },
        "components": {
            "messages": {_name(frame): _message(frame) for frame in frames},
            "schemas": dict(sorted(message_schemas("#/components/schemas/{model}").items())),
        },
    }


def _operation(action: str, frames: tuple[type[Message], ...]) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/stream"},
        "messages": [{"$ref": f"#/channels/stream/messages/{_name(frame)}"} for frame in frames],
    }


def _message(frame: type[Message]) -> dict[str, Any]:
    return {
        "name": _name(frame),
        "summary": " ".join((frame.__doc__ or "").split()),
        "contentType": Form.MSGPACK.value,
        "payload": {"$ref": f"#/components/schemas/{frame.__name__}"},
    }


def _name(frame: type[Message]) -> str:
    """The frame's `type` field: `hello` for HelloFrame."""
    return frame.__name__.removesuffix("Frame").lower()
